// What several models are worth together: each alone on MNIST's validation and test images, then the mean of their softmax.
// One pass each, nothing but the network.
//
//   node scripts/ensemble.mjs FOLDER-WITH-MNIST MODEL.h5 MODEL.h5 …
//
// Needs `npm run build` first. Models that were bundled before: git show COMMIT:models/mnist_model.h5 > earlier.h5
import { readFile } from 'node:fs/promises';
import { describeSplit, splitData } from '../packages/inkling/dist/data/split.js';
import { loadKerasH5File } from '../packages/inkling/dist/formats/index.js';
import { ranking, takeImages } from '../packages/inkling/dist/index.js';
import { predictSoftmax } from '../packages/inkling/dist/reading/predictSoftmax.js';
import { loadMnistFolder, useThreads } from '../packages/node/dist/index.js';

const [folder, ...files] = process.argv.slice(2);
if (files.length < 2) throw new Error('usage: node scripts/ensemble.mjs FOLDER-WITH-MNIST MODEL.h5 MODEL.h5 …');

useThreads();
const training = await loadMnistFolder(folder, 'train');
const { validation } = splitData(training.labels, describeSplit(training, 1));
const parts = {
  'validation (the last 5,000 of training)': takeImages(training, validation),
  'test (10,000)': await loadMnistFolder(folder, 'test'),
};
const models = [];
for (const file of files) models.push((await loadKerasH5File(await readFile(file))).model);

for (const [part, { images, labels }] of Object.entries(parts)) {
  const answers = [];
  for (const model of models) answers.push(await predictSoftmax(model, images));
  for (const [i, softmax] of answers.entries()) console.log(`${part}: ${accuracy(softmax, labels)}  ${files[i]}`);
  const mean = answers[0].map((row, i) => row.map((_, digit) => answers.reduce((sum, own) => sum + own[i][digit], 0)));
  console.log(`${part}: ${accuracy(mean, labels)}  all ${files.length} together`);
}
process.exit(0);

function accuracy(distributions, labels) {
  const right = distributions.filter((row, i) => ranking(row)[0] === labels[i]).length;
  return `${((100 * right) / labels.length).toFixed(2)} %`;
}
