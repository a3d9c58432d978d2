// Inkling, answering the same measurements as the others: a line of JSON in, a line of JSON out.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { useThreads } from '../../../packages/node/dist/index.js';
import { batchSpeed, compiledNetwork, singleLatency, trainingSpeed } from '../measure.mjs';

const [folder] = process.argv.slice(2);
const digits = {
  images: new Uint8Array(await readFile(join(folder, 'images.bin'))),
  labels: new Uint8Array(await readFile(join(folder, 'labels.bin'))),
};
useThreads();
const models = new Map();
function modelOf(network) {
  const model = models.get(network) ?? compiledNetwork(network);
  models.set(network, model);
  return model;
}

const tasks = {
  train: ({ network, count }) => trainingSpeed(modelOf(network), digits, count),
  predict: ({ network }) => batchSpeed(modelOf(network), digits),
  single: ({ repeats }) => singleLatency(modelOf('classic'), digits, repeats),
};
console.log(JSON.stringify({ name: `Inkling, Node ${process.version}` }));
for await (const line of createInterface({ input: process.stdin })) {
  const { task, ...request } = JSON.parse(line);
  console.log(JSON.stringify(await tasks[task](request)));
}
