// Compares what could tell digits from other pictures: for each score the AUROC of MNIST's test digits against folders of pictures that
// are no digits, all as `inkling predict` sees them, with the model that comes along. `npm run build` first; then
//   node scripts/compare-detectors.mjs MNIST-FOLDER FOLDER-OF-NO-DIGITS … [--most N = 1000 pictures of each]
// Prints a table for docs/decisions/14-honest-confidence.md. Nothing is fitted on the pictures.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { coordinatesOf, lengthOf, opinionsOn } from '../packages/inkling/dist/confidence/digitDetector.js';
import { solveSymmetric } from '../packages/inkling/dist/confidence/solveSymmetric.js';
import { auroc, describeSplit, readPicture, Sequential, splitData } from '../packages/inkling/dist/index.js';
import { featuresOf, mapFeatures } from '../packages/inkling/dist/reading/features.js';
import { listLabeledPictures, loadBundled, loadEmbedded, loadMnistFolder } from '../packages/node/dist/index.js';
import { digitPicture } from './digitPicture.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '1000' } },
});
const [mnist, ...folders] = positionals;
const most = Number(values.most);
const { model, statistics } = await loadBundled();
const { detector } = statistics;
const logits = withoutSoftmax(model);
const classes = await gaussians();

const scores = {
  'largest softmax': ({ digit }) => Math.max(...digit.softmax),
  'energy (log-sum-exp of the logits)': async ({ pixels }) => logSumExp(await logits.predict(pixels)),
  'agreement of slightly changed copies': ({ digit }) => -digit.spread,
  'Mahalanobis distance to the nearest class, one variance a direction': ({ coordinates }) =>
    -nearestClass(coordinates, overVariances),
  'Mahalanobis distance to the nearest class, full covariance': ({ coordinates }) =>
    -nearestClass(coordinates, overCovariance),
  'reconstruction: share of the features in 64 directions': ({ features, coordinates }) =>
    lengthOf(coordinates) / (lengthOf(features) || 1),
  'fifth nearest of 4,000 training digits, in 64 directions': ({ coordinates }) => fifthNearest(coordinates),
  'one small network, drawn pictures of no digits': ({ opinions }) => opinions[1],
  'all that was kept (`isDigit`)': ({ reading }) => reading.isDigit,
};

/** The scores of pictures, `[pictures]` by name. */
async function scoresOf(pictures) {
  const all = Object.fromEntries(Object.keys(scores).map((name) => [name, []]));
  for (const picture of pictures) {
    const { reading, normalized } = await readPicture(model, await picture(), { statistics });
    const [digit] = reading.digits;
    const { pixels } = normalized;
    const [features] = await featuresOf(model, detector.layers, pixels);
    const coordinates = coordinatesOf(detector, features);
    const opinions = opinionsOn(detector, features, Math.max(...digit.softmax));
    const seen = { reading, digit, pixels, features, coordinates, opinions };
    for (const [name, score] of Object.entries(scores)) all[name].push(await score(seen));
  }
  return all;
}

/** Every so many-th, so that there are at most `most`. */
function someOf(items) {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, i) => i % step === 0);
}

function withoutSoftmax(whole) {
  const config = structuredClone(whole.getConfig());
  config.layers.at(-1).config.activation = 'linear';
  const same = Sequential.fromConfig(config, { initialize: false });
  same.setWeights(whole.getWeights());
  return same;
}

function logSumExp(row) {
  const top = Math.max(...row);
  return top + Math.log(row.reduce((sum, value) => sum + Math.exp(value - top), 0));
}

/** Of each class the mean of the coordinates of training digits, and how all classes vary about them: K. Lee et al., 2018, equation 1. */
async function gaussians() {
  const all = await loadEmbedded();
  const { train } = splitData(all.labels, describeSplit(all, 1));
  const rows = await mapFeatures(model, detector.layers, all.images, (features) => coordinatesOf(detector, features));
  const size = detector.units.length;
  const prototypes = Array.from(train.subarray(0, 4_000), (i) => rows[i]);
  const means = Array.from({ length: 10 }, () => new Float64Array(size));
  const counts = new Array(10).fill(0);
  for (const i of train) {
    counts[all.labels[i]]++;
    for (let k = 0; k < size; k++) means[all.labels[i]][k] += rows[i][k];
  }
  for (const [label, mean] of means.entries()) for (let k = 0; k < size; k++) mean[k] /= counts[label];
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const i of train) {
    const deviation = rows[i].map((value, k) => value - means[all.labels[i]][k]);
    for (let k = 0; k < size; k++)
      for (let l = 0; l < size; l++) covariance[k][l] += (deviation[k] * deviation[l]) / train.length;
  }
  return { means, covariance, prototypes };
}

/** The cosine along the principal directions. */
function fifthNearest(coordinates) {
  const cosines = classes.prototypes.map((own) => {
    let product = 0;
    for (let k = 0; k < own.length; k++) product += own[k] * coordinates[k];
    return product / (lengthOf(own) * lengthOf(coordinates) || 1);
  });
  return cosines.sort((a, b) => b - a)[4];
}

/** The square of the smallest distance to the mean of a class, `divided` by what deviations usually are. */
function nearestClass(coordinates, divided) {
  const squares = classes.means.map((mean) => {
    const deviation = Array.from(mean, (middle, k) => coordinates[k] - middle);
    const shares = divided(deviation);
    return deviation.reduce((sum, value, k) => sum + value * shares[k], 0);
  });
  return Math.min(...squares);
}

function overVariances(deviation) {
  return deviation.map((value, k) => value / classes.covariance[k][k]);
}

function overCovariance(deviation) {
  return solveSymmetric(classes.covariance, deviation);
}

const test = await loadMnistFolder(mnist, 'test');
const places = someOf(Array.from(test.labels, (_, i) => i));
const ofDigits = await scoresOf(places.map((i) => () => digitPicture(test.images.subarray(784 * i, 784 * (i + 1)))));
const columns = [];
for (const folder of folders) {
  const pictures = someOf(await listLabeledPictures(folder));
  columns.push({ folder, n: pictures.length, own: await scoresOf(pictures.map((picture) => () => picture.decode())) });
}
console.log(`| score | ${columns.map(({ folder, n }) => `${basename(folder)}, ${n}`).join(' | ')} |`);
console.log(`| --- |${' --- |'.repeat(columns.length)}`);
for (const name of Object.keys(scores)) {
  const cells = columns.map(({ own }) => auroc(ofDigits[name], own[name]).toFixed(4));
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
