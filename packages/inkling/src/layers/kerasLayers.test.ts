import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/expectClose.fixture.js';
import { Sequential } from '../model/sequential.js';
import { Adam, SparseCategoricalCrossentropy } from '../training/index.js';
import { Dense } from './dense.js';
import { Flatten } from './flatten.js';
import { InputLayer } from './inputLayer.js';
import { LAYER_CLASS_NAMES, layerFromConfig } from './layerFromConfig.js';

/** A layer between two Dense; `scripts/keras/layer_goldens.py` made the cases and says what is in the files. */
interface GoldenCase {
  readonly title: string;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly weightSizes: readonly number[];
  readonly losses: readonly number[];
}

interface Goldens {
  readonly keras: string;
  readonly batch: number;
  readonly classes: number;
  readonly learningRate: number;
  readonly epsilon: number;
  readonly inputs: number;
  readonly cases: readonly GoldenCase[];
}

const FORWARD_TOLERANCE = 1e-5;
/** After five steps. */
const TRAINED_TOLERANCE = 1e-4;

const folder = new URL('../../goldens/keras/', import.meta.url);
const golden: Goldens = JSON.parse(readFileSync(new URL('layers.json', folder), 'utf8'));
const bytes = new Uint8Array(readFileSync(new URL('layers.bin', folder))).buffer;
const labels = new Uint8Array(bytes, 0, golden.batch);
const numbers = new Float32Array(bytes.slice(golden.batch));

let start = golden.inputs;
const take = (length: number) => {
  start += length;
  return numbers.slice(start - length, start);
};
const cases = golden.cases.map((layerCase) => ({
  ...layerCase,
  initial: layerCase.weightSizes.map(take),
  trained: layerCase.weightSizes.map(take),
  before: take(golden.batch * golden.classes),
  after: take(golden.batch * golden.classes),
}));

describe(`layers as Keras ${golden.keras} has them`, () => {
  it('are all of the classes that have numbers of their own', () => {
    const plain = new Set(['InputLayer', 'Flatten', 'Dense', 'Dropout']);
    const proven = new Set(cases.map(({ className }) => className));
    expect([...proven].sort()).toEqual(LAYER_CLASS_NAMES.filter((name) => !plain.has(name)).sort());
  });

  it.for(cases)('$title', async (layerCase) => {
    const { inputShape, className, config, losses } = layerCase;
    const channels = inputShape[inputShape.length - 1];
    const layer = layerFromConfig(className, config);
    const model = new Sequential([
      new InputLayer({ shape: inputShape }),
      new Dense({ units: channels, name: 'before' }),
      layer,
      new Flatten(),
      new Dense({ units: golden.classes, activation: 'softmax', name: 'behind' }),
    ]);
    expect(layer.outputShape).toEqual(layerCase.outputShape);
    model.setWeights(layerCase.initial);
    const images = numbers.subarray(0, golden.batch * inputShape.reduce((product, size) => product * size, 1));
    expectClose(await model.predict(images), layerCase.before, FORWARD_TOLERANCE, 'predictions');

    const { learningRate, epsilon } = golden;
    model.compile({ optimizer: new Adam({ learningRate, epsilon }), loss: new SparseCategoricalCrossentropy() });
    const options = { epochs: losses.length, batchSize: golden.batch, shuffle: false };
    const { epochs } = await model.fit({ images, labels }, options);
    const measured = epochs.map(({ loss }) => loss);
    expectClose(measured, losses, FORWARD_TOLERANCE * Math.max(1, ...losses), 'losses');
    model.getWeights().forEach((values, i) => {
      expectClose(values, layerCase.trained[i], TRAINED_TOLERANCE, `weights ${i} after ${losses.length} steps`);
    });
    expectClose(await model.predict(images), layerCase.after, TRAINED_TOLERANCE, 'predictions after training');
  });
});
