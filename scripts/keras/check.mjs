// Proves with real Keras that model files are the same to both: models that Inkling trained and saved are opened,
// measured and trained on by Keras, then models that Keras trained and saved by Inkling. Ends with `N passed, N failed`.
// Needs `npm run build`; finds or makes its Python by itself (environment.mjs).
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { loadEmbedded } from '@inkling/node';
import {
  ACTIVATION_NAMES,
  Activation,
  Adam,
  AdamW,
  AveragePooling2D,
  BatchNormalization,
  CategoricalCrossentropy,
  Conv2D,
  CosineDecay,
  Dense,
  DepthwiseConv2D,
  Dropout,
  ELU,
  Flatten,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  InputLayer,
  L1,
  L1L2,
  L2,
  LeakyReLU,
  MaxPooling2D,
  MeanSquaredError,
  OneCycle,
  PiecewiseConstantDecay,
  ReLU,
  Reshape,
  RMSprop,
  SeparableConv2D,
  Sequential,
  SGD,
  Softmax,
  SparseCategoricalCrossentropy,
  sliceImages,
  ZeroPadding2D,
} from 'inkling';

import { loadKerasH5File, saveKerasH5 } from 'inkling/formats';
import { kerasPython } from './environment.mjs';
import { describe, joined, largestDifference, readNumbers, slotsOf, writeExchange } from './exchange.mjs';

/** Probabilities may differ by so much between Keras and Inkling, weights after a step of training by so much. */
const PREDICTION_TOLERANCE = 1e-5;
const STEP_TOLERANCE = 1e-4;
const STEP_SAMPLES = 64;

const counts = { passed: 0, failed: 0 };

function report(name, ok, detail) {
  counts[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${detail ? `: ${detail}` : ''}`);
}

/** Models of every layer, their options away from the defaults in one or the other. */
const ourModels = {
  classic: () =>
    compiled(
      [
        new InputLayer({ shape: [28, 28, 1] }),
        new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' }),
        new MaxPooling2D(),
        new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
        new MaxPooling2D(),
        new Flatten(),
        new Dense({ units: 128, activation: 'relu' }),
        new Dense({ units: 10, activation: 'softmax' }),
      ],
      new Adam(),
    ),
  options: () =>
    compiled(
      [
        new InputLayer({ shape: [28, 28, 1] }),
        new Conv2D({ filters: 6, kernelSize: [5, 3], strides: 2, padding: 'same', useBias: false }),
        new Activation({ activation: 'tanh' }),
        new MaxPooling2D({ poolSize: 3, strides: 2, padding: 'same' }),
        new Conv2D({ filters: 8, kernelSize: 2, activation: 'sigmoid', trainable: false }),
        new Flatten(),
        new Dropout({ rate: 0.25 }),
        new Dense({ units: 12, activation: 'relu', trainable: false }),
        new Dense({ units: 10, name: 'outputs.0' }),
      ],
      new Adam({ learningRate: 1, beta1: 0.5, beta2: 0.9, epsilon: 1 }),
    ),
  normalised: () =>
    compiled(
      [
        new InputLayer({ shape: [28, 28, 1] }),
        new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
        new MaxPooling2D(),
        new BatchNormalization({ momentum: 0.9, epsilon: 0.01 }),
        new Conv2D({ filters: 8, kernelSize: 3, padding: 'same', useBias: false }),
        new BatchNormalization({ scale: false }),
        new Activation({ activation: 'relu' }),
        new Flatten(),
        new Dense({ units: 10 }),
        new BatchNormalization({ center: false, trainable: false }),
      ],
      new Adam(),
    ),
  sgd: () =>
    compiled(
      [
        new InputLayer({ shape: [28, 28, 1] }),
        new Conv2D({ filters: 6, kernelSize: 5, kernelRegularizer: new L2(1e-3), biasRegularizer: new L1(1e-3) }),
        new MaxPooling2D(),
        new BatchNormalization({ gammaRegularizer: new L2(), betaRegularizer: new L1L2({ l1: 1, l2: 1e-3 }) }),
        new Flatten(),
        new Dense({ units: 10, activation: 'softmax' }),
      ],
      new SGD({ learningRate: 0.02, momentum: 0.9, nesterov: true, weightDecay: 1e-3 }),
      new CategoricalCrossentropy({ labelSmoothing: 0.1 }),
    ),
  // Centered, it divides by a root that may be nothing but rounding: a larger epsilon keeps two computations of it comparable.
  rmsprop: () =>
    compiled(
      small(),
      new RMSprop({
        momentum: 0.5,
        centered: true,
        epsilon: 1e-3,
        learningRate: new PiecewiseConstantDecay([4, 9], [1e-3, 5e-4, 2e-4]),
      }),
      new MeanSquaredError(),
    ),
  averaged: () =>
    compiled(
      small(),
      new AdamW({
        learningRate: new CosineDecay({ initialLearningRate: 0, decaySteps: 20, warmupTarget: 1e-2, warmupSteps: 5 }),
        useEma: true,
        emaMomentum: 0.9,
      }),
    ),
  oneCycle: () =>
    compiled(
      small(),
      new AdamW({ learningRate: new OneCycle({ peakLearningRate: 8e-3, totalSteps: 40 }), amsgrad: true }),
    ),
  activations: () =>
    new Sequential([
      new InputLayer({ shape: [28, 28] }),
      new Flatten(),
      ...ACTIVATION_NAMES.map((activation) => new Dense({ units: 12, activation })),
      new ReLU({ maxValue: 2, negativeSlope: 0.125, threshold: 0.25 }),
      new LeakyReLU({ negativeSlope: 0.5 }),
      new ELU({ alpha: 0.75 }),
      new Dense({ units: 10 }),
      new Softmax(),
    ]),
  shapes: () =>
    compiled(
      [
        new InputLayer({ shape: [28, 28] }),
        new Reshape({ targetShape: [28, -1, 1] }),
        new ZeroPadding2D({
          padding: [
            [1, 0],
            [2, 3],
          ],
        }),
        new Conv2D({ filters: 6, kernelSize: 3 }),
        new AveragePooling2D({ poolSize: 3, strides: 2, padding: 'same' }),
        new LeakyReLU(),
        new Conv2D({ filters: 8, kernelSize: 3 }),
        new ELU(),
        new AveragePooling2D(),
        new DepthwiseConv2D({ kernelSize: 2, depthMultiplier: 2, depthwiseRegularizer: new L2(1e-3) }),
        new SeparableConv2D({
          filters: 20,
          kernelSize: [2, 3],
          padding: 'same',
          depthMultiplier: 2,
          pointwiseRegularizer: new L1(1e-3),
          biasRegularizer: new L2(),
        }),
        new GlobalMaxPooling2D({ keepdims: true }),
        new GlobalAveragePooling2D(),
        new Dense({ units: 10 }),
        new Softmax(),
      ],
      new Adam(),
    ),
  untrained: () =>
    new Sequential([
      new InputLayer({ shape: [28, 28] }),
      new Flatten(),
      new Dense({ units: 10, activation: 'softmax' }),
    ]),
};

function compiled(layers, optimizer, loss) {
  const model = new Sequential(layers);
  const last = layers.at(-1);
  const fromLogits = last.activation !== 'softmax' && last.className !== 'Softmax';
  const usual = new SparseCategoricalCrossentropy({ fromLogits });
  model.compile({ optimizer, loss: loss ?? usual, metrics: ['accuracy'] });
  return model;
}

function small() {
  return [
    new InputLayer({ shape: [28, 28, 1] }),
    new Flatten(),
    new Dense({ units: 16, activation: 'relu', kernelRegularizer: new L1(1e-4) }),
    new Dense({ units: 10, activation: 'softmax' }),
  ];
}

/** Trains a model, saves it with a record of ours inside, and writes down what Keras must find. */
async function exportModel(folder, model) {
  await mkdir(folder, { recursive: true });
  if (model.compiled) await model.fit(training, { epochs: 1, batchSize: 128 });
  const bytes = await saveKerasH5(model, { record: { trainings: [{ source: 'mnist', seed: 1 }] } });
  const predictions = await model.predict(images.images);
  const { model: again } = await loadKerasH5File(bytes);
  // Behind averaged weights Keras goes on from them only by fit, which train_on_batch is not.
  const hasNext = again.compiled && !hasDropout(again) && !again.compiled.optimizer.useEma;
  const next = hasNext ? await oneStep(again) : undefined;
  await writeExchange(folder, bytes, model, predictions, next);
}

/** A model with more names than HDF5 can hold in one attribute. */
async function exportLongNames(folder) {
  await mkdir(folder);
  const names = Array.from({ length: 1200 }, (_, i) => `a_layer_with_a_name_so_long_that_it_fills_the_attribute_${i}`);
  const model = new Sequential([new InputLayer({ shape: [10] }), ...names.map((name) => new Flatten({ name }))]);
  await writeFile(join(folder, 'names.json'), JSON.stringify(names));
  await writeFile(join(folder, 'model.h5'), await saveKerasH5(model));
}

/** Opens a model that Keras saved and looks for what Keras wrote down. */
async function importModel(folder, name) {
  const facts = JSON.parse(await readFile(join(folder, 'facts.json'), 'utf8'));
  const { model, notes } = await loadKerasH5File(await readFile(join(folder, 'model.h5')));
  report(`${name}, saved by Keras: Inkling opens it`, notes.length === 0, notes.join(' '));
  const { compiled } = model;
  const numbers = joined([...model.getWeights(), ...slotsOf(model)]);
  const difference = largestDifference(numbers, await readNumbers(folder, 'weights.bin'));
  report(`${name}, saved by Keras: weights and optimizer bit for bit`, difference === 0, `${numbers.length} numbers`);
  const settings = compiled && [
    compiled.optimizer.iterations,
    Math.fround(compiled.optimizer.learningRate),
    describe(compiled.optimizer),
    describe(compiled.loss),
  ];
  const expected = facts.compiled ? [facts.iterations, facts.learningRate, facts.optimizer, facts.loss] : undefined;
  const found = JSON.stringify(settings) ?? 'not compiled';
  report(`${name}, saved by Keras: compile settings`, isDeepStrictEqual(settings, expected), found);
  const predictions = await model.predict(images.images);
  reportDifference(
    `${name}, saved by Keras: predictions for ${images.count} images`,
    PREDICTION_TOLERANCE,
    predictions,
    await readNumbers(folder, 'predictions.bin'),
  );
  if (facts.hasNext) {
    const next = joined(await oneStep(model));
    reportDifference(
      `${name}, saved by Keras: weights after one more step`,
      STEP_TOLERANCE,
      next,
      await readNumbers(folder, 'next.bin'),
    );
  }
}

function reportDifference(name, tolerance, actual, expected) {
  const difference = largestDifference(actual, expected);
  report(name, difference <= tolerance, `largest difference ${difference.toExponential(1)} (allowed ${tolerance})`);
}

async function oneStep(model) {
  await model.fit(stepData, { epochs: 1, batchSize: STEP_SAMPLES, shuffle: false });
  return model.getWeights();
}

function hasDropout(model) {
  return model.layers.some(({ className }) => className === 'Dropout');
}

/** Runs check.py; each line of JSON that it prints is the outcome of a check. */
function runPython(python, script, folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [script, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const lines = output.split('\n');
      output = lines.pop();
      for (const line of lines.filter((text) => text.startsWith('{'))) {
        const { name, ok, detail } = JSON.parse(line);
        report(name, ok, detail);
      }
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${python} ${script}: exit ${code}\n${errors}`)),
    );
  });
}

const embedded = await loadEmbedded();
const training = sliceImages(embedded, 0, 2000);
const images = sliceImages(embedded, 9000, 10_000);
const stepData = sliceImages(images, 0, STEP_SAMPLES);

const folder = await mkdtemp(join(tmpdir(), 'inkling-keras-'));
try {
  await writeFile(join(folder, 'images.bin'), images.images);
  await writeFile(join(folder, 'labels.bin'), images.labels);
  for (const [name, create] of Object.entries(ourModels)) await exportModel(join(folder, 'ours', name), create());
  await exportLongNames(join(folder, 'names'));
  await runPython(await kerasPython(), fileURLToPath(new URL('check.py', import.meta.url)), folder);
  for (const name of (await readdir(join(folder, 'theirs'))).sort())
    await importModel(join(folder, 'theirs', name), name);
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;
