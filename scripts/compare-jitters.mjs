// Compares what slightly changed copies of a digit are worth when the network's answers to them are averaged: for each amount of shift,
// turn and pen width the errors and the calibrated NLL on MNIST's last 5,000 training images, plain and as the robust augmentation
// changes them, with the model that comes along or another. `npm run build` first; then
//   node scripts/compare-jitters.mjs MNIST-FOLDER [MODEL.h5]
// Prints a table for docs/decisions/14-honest-confidence.md.

import { readFile } from 'node:fs/promises';
import { augmentationRandom } from '../packages/inkling/dist/data/augmentation.js';
import { loadKerasH5File } from '../packages/inkling/dist/formats/index.js';
import {
  applyTemperature,
  fitTemperature,
  negativeLogLikelihood,
  ranking,
  robustAugmentation,
} from '../packages/inkling/dist/index.js';
import { jitters } from '../packages/inkling/dist/reading/jitters.js';
import { predictSoftmax } from '../packages/inkling/dist/reading/predictSoftmax.js';
import { stackImages } from '../packages/inkling/dist/reading/stackImages.js';
import { loadBundled, loadMnistFolder } from '../packages/node/dist/index.js';

const SEED = 99;
const VALIDATION = 5_000;
const [folder, file] = process.argv.slice(2);
const { model } = file ? await loadKerasH5File(await readFile(file)) : await loadBundled();
const all = await loadMnistFolder(folder, 'train');
const labels = all.labels.slice(-VALIDATION);
const plain = Array.from(labels, (_, i) => {
  const at = all.images.length - 784 * (VALIDATION - i);
  return all.images.subarray(at, at + 784);
});
const augment = robustAugmentation();
const augmented = plain.map((pixels, i) => {
  const out = new Uint8Array(784);
  augment(pixels, augmentationRandom(SEED, 0, i), out, labels[i]);
  return out;
});

const shifts = [
  ['to either side', [1, 0]],
  ['up and down', [0, 1]],
  ['along a diagonal', [1, 1]],
];
const turns = [7, 10, 12];
const pens = [0.25, 0.5, 0.75];
const still = { shift: [0, 0], turn: [1, 0], pen: 0 };

/** What the network says to digits and to their copies: one pair of answers, `[2][n][10]`, for each amount. */
async function answersTo(digits) {
  const answers = { own: [await predictSoftmax(model, stackImages(digits))], shifts: [], turns: [], pens: [] };
  const pairOf = async (first, amounts) => {
    const copies = digits.map((pixels) => jitters(pixels, { ...still, ...amounts }));
    const pair = [first, first + 1].map((at) => stackImages(copies.map((six) => six[at])));
    return [await predictSoftmax(model, pair[0]), await predictSoftmax(model, pair[1])];
  };
  for (const [, shift] of shifts) answers.shifts.push(await pairOf(0, { shift }));
  for (const degrees of turns) {
    const angle = (degrees * Math.PI) / 180;
    answers.turns.push(await pairOf(2, { turn: [Math.cos(angle), Math.sin(angle)] }));
  }
  for (const pen of pens) answers.pens.push(await pairOf(4, { pen }));
  return answers;
}

/** How many digits the mean of the passes reads wrongly, and its NLL at the temperature that fits best. */
function cells(passes) {
  const distributions = Array.from(labels, (_, i) =>
    passes[0][i].map((_, digit) => passes.reduce((sum, pass) => sum + pass[i][digit], 0) / passes.length),
  );
  const temperature = fitTemperature({ distributions, labels });
  const wrong = distributions.filter((p, i) => ranking(p)[0] !== labels[i]).length;
  const losses = distributions.map((p, i) => negativeLogLikelihood(applyTemperature(p, temperature), labels[i]));
  return [wrong, (losses.reduce((sum, loss) => sum + loss, 0) / losses.length).toFixed(4)];
}

const sets = [await answersTo(plain), await answersTo(augmented)];
const row = (name, passesOf) => console.log(`| ${name} | ${sets.flatMap((set) => cells(passesOf(set))).join(' | ')} |`);
console.log('| copies | wrong, plain | NLL | wrong, augmented | NLL |');
console.log('| --- | --- | --- | --- | --- |');
row('none', ({ own }) => own);
for (const [i, [way]] of shifts.entries())
  for (const [j, turn] of turns.entries())
    for (const [k, pen] of pens.entries())
      row(`moved ${way}, turned by ${turn}°, edges by ${pen} px`, (set) =>
        [set.own, set.shifts[i], set.turns[j], set.pens[k]].flat(),
      );
