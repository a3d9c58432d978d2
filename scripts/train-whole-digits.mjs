// Trains the small network that tells whole digits from parts and pairs (reading/wholeDigits.ts), on strings composed of MNIST's
// training digits alone, and writes packages/inkling/src/reading/wholeDigits.generated.ts. The same seed gives the same bytes.
//
//   node scripts/train-whole-digits.mjs [FOLDER WITH MNIST'S FILES = ../shared/data/mnist]
//
// Needs `npm run build` first; takes a quarter of an hour and 2 GB of memory.
import { writeFile } from 'node:fs/promises';
import { describeSplit, splitData } from '../packages/inkling/dist/data/split.js';
import { roundToFloat16, saveCompactModel } from '../packages/inkling/dist/formats/index.js';
import { VIEW } from '../packages/inkling/dist/image/segmentViews.js';
import {
  AdamW,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  InputLayer,
  MaxPooling2D,
  OneCycle,
  Sequential,
  SparseCategoricalCrossentropy,
} from '../packages/inkling/dist/index.js';
import { Random } from '../packages/inkling/dist/random.js';
import { loadMnistFolder, useThreads } from '../packages/node/dist/index.js';
import { NO_WHOLE, samplesOf } from './strings/stringSamples.mjs';

const SEED = 1;
const STRINGS = { train: 50_000, validation: 1_000 };
const EPOCHS = 7;
const BATCH = 128;
const SIZE = VIEW.height * VIEW.width * 2;

const mnist = await loadMnistFolder(process.argv[2] ?? '../shared/data/mnist', 'train');
const split = splitData(mnist.labels, describeSplit(mnist, SEED));

/** Segments of strings that are composed of one part's digits, as training data. Each string has a seed of its own. */
function compose(part, firstSeed) {
  const byLabel = Array.from({ length: 10 }, (_, digit) => [...split[part]].filter((i) => mnist.labels[i] === digit));
  const all = [];
  for (let n = 0; n < STRINGS[part]; n++)
    all.push(...samplesOf({ images: mnist.images, byLabel }, new Random(firstSeed + n)));
  const images = new Uint8Array(all.length * SIZE);
  for (const [i, { view }] of all.entries()) images.set(view, i * SIZE);
  return { images, labels: Uint8Array.from(all, ({ label }) => label) };
}

useThreads();
const train = compose('train', SEED);
const validation = compose('validation', SEED + STRINGS.train);
console.log(`${train.labels.length} segments of ${STRINGS.train} strings`);

const model = new Sequential(
  [
    new InputLayer({ shape: [VIEW.height, VIEW.width, 2] }),
    new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Conv2D({ filters: 48, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
    new Flatten(),
    new Dropout({ rate: 0.3 }),
    new Dense({ units: 64, activation: 'relu' }),
    new Dense({ units: NO_WHOLE + 1, activation: 'softmax' }),
  ],
  { seed: SEED },
);
const totalSteps = EPOCHS * Math.ceil(train.labels.length / BATCH);
const learningRate = new OneCycle({ peakLearningRate: 3e-3, totalSteps });
model.compile({
  optimizer: new AdamW({ learningRate, weightDecay: 0.02 }),
  loss: new SparseCategoricalCrossentropy(),
});
await model.fit(train, {
  epochs: EPOCHS,
  batchSize: BATCH,
  validation,
  seed: SEED,
  callbacks: [{ onEpochEnd: (log) => console.log(JSON.stringify(log)) }],
});

roundToFloat16(model);
const bytes = saveCompactModel(model);
const lines = Buffer.from(bytes)
  .toString('base64')
  .match(/.{1,116}/g);
await writeFile(
  'packages/inkling/src/reading/wholeDigits.generated.ts',
  `// Made by scripts/train-whole-digits.mjs; do not edit.

/** The network that tells whole digits from parts and pairs, as \`saveCompactModel\` has it, in base64. */
export const wholeDigitsModel =
${lines.map((line) => `  '${line}'`).join(' +\n')};
`,
);
process.exit(0);
