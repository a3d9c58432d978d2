// Looks at the whole distribution, not only at the winner: which digits of the held-out ones lie between two classes?
// Run it with: node examples/distribution.mjs MODEL.h5

import { readFile } from 'node:fs/promises';
import { loadEmbedded } from '@inkling/node';
import { entropy, margin, sliceImages } from 'inkling';
import { loadKerasH5 } from 'inkling/formats';

const [file = 'out/mnist_model.h5'] = process.argv.slice(2);
const model = await loadKerasH5(await readFile(file));
const digits = sliceImages(await loadEmbedded(), 9000, 10000);
const outputs = await model.predict(digits.images);

const rows = Array.from({ length: digits.count }, (_, i) => {
  const softmax = Array.from(outputs.subarray(10 * i, 10 * i + 10));
  return { i, label: digits.labels[i], softmax, margin: margin(softmax), entropy: entropy(softmax) };
});

console.log('The five narrowest decisions:');
for (const row of rows.sort((a, b) => a.margin - b.margin).slice(0, 5)) {
  const best = row.softmax.map((p, digit) => ({ p, digit })).sort((a, b) => b.p - a.p);
  const [first, second] = best.map(({ p, digit }) => `${digit} ${(100 * p).toFixed(1)} %`);
  console.log(`  digit ${row.i}, a ${row.label}: ${first} or ${second}`);
}
