import { beforeAll, describe, expect, it } from 'vitest';
import { type KernelModule, loadKernels } from '../kernels/index.js';
import {
  Activation,
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  InputLayer,
  MaxPooling2D,
  ReLU,
} from '../layers/index.js';
import { Sequential } from '../model/sequential.js';
import { Random } from '../random.js';
import { Adam, SparseCategoricalCrossentropy } from '../training/index.js';
import { fuse } from './fuse.js';
import { simplify } from './simplify.js';
import { Trainer } from './trainer.js';

function network(filters: [number, number], padding: 'valid' | 'same' = 'valid', width = 2): Sequential {
  return new Sequential([
    new InputLayer({ shape: [15, 14, 1] }),
    new Conv2D({ filters: filters[0], kernelSize: 3, activation: 'relu', padding }),
    new MaxPooling2D(),
    new Conv2D({ filters: filters[1], kernelSize: [3, width], activation: 'relu' }),
    new MaxPooling2D(),
    new Flatten(),
    new Dropout({ rate: 0.25 }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

/** Two blocks whose BatchNormalization stands behind pooling, and one behind Dense. */
function normalisedNetwork(rate = 0.25): Sequential {
  return new Sequential([
    new InputLayer({ shape: [15, 14, 1] }),
    new Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new BatchNormalization(),
    new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new BatchNormalization(),
    new Flatten(),
    new Dropout({ rate }),
    new Dense({ units: 10, useBias: false }),
    new BatchNormalization(),
    new Activation({ activation: 'softmax' }),
  ]);
}

/**
 * BatchNormalization before ReLU, with pooling behind it (which drops a row) or none. No biases before it: they have no gradient,
 * but roundings.
 */
function normalisedReluNetwork(): Sequential {
  return new Sequential([
    new InputLayer({ shape: [15, 14, 1] }),
    new Conv2D({ filters: 5, kernelSize: 3, padding: 'same', useBias: false }),
    new BatchNormalization(),
    new ReLU(),
    new Conv2D({ filters: 8, kernelSize: 3, padding: 'same', useBias: false }),
    new BatchNormalization(),
    new ReLU(),
    new MaxPooling2D(),
    new Conv2D({ filters: 8, kernelSize: 3 }),
    new BatchNormalization({ trainable: false }),
    new ReLU(),
    new Flatten(),
    new Dense({ units: 12, useBias: false }),
    new BatchNormalization(),
    new ReLU(),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

function samples(model: Sequential, count: number) {
  const random = new Random(11);
  return {
    images: Uint8Array.from({ length: count * model.network.input.size }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(10)),
    order: Int32Array.from({ length: count }, (_, i) => i),
  };
}

let module: KernelModule;
beforeAll(async () => {
  module = await loadKernels();
});

function trainer(model: Sequential, batchSize: number, fusion = true): Trainer {
  const result = new Trainer(module, model.network, {
    batchSize,
    kind: 'bytes',
    rule: new Adam().rule,
    loss: new SparseCategoricalCrossentropy().rule,
    fusion,
  });
  result.loadWeights(model.getWeights());
  return result;
}

describe('Trainer', () => {
  it.each([
    [[4, 8], 'valid', 2],
    [[3, 5], 'valid', 2],
    [[8, 6], 'same', 2],
    [[4, 16], 'valid', 3],
  ] as const)('trains alike with and without fusion: filters %j, %s, 3×%i', ([first, second], padding, width) => {
    const model = network([first, second], padding, width);
    const { images, labels, order } = samples(model, 37);
    const [fused, plain] = [trainer(model, 37), trainer(model, 37, false)];
    for (let step = 1; step <= 5; step++) {
      const settings = { ...new Adam().scalars(), seed: step };
      fused.step(images, labels, order, settings);
      plain.step(images, labels, order, settings);
      const [a, b] = [fused.takeProgress(), plain.takeProgress()];
      expect(Math.abs(a.loss - b.loss)).toBeLessThanOrEqual(1e-5 * Math.abs(b.loss));
      for (const parameter of model.network.graph.parameters) {
        const expected = plain.gradient(parameter);
        const scale = Math.max(...expected.map(Math.abs));
        fused.gradient(parameter).forEach((g, i) => {
          expect(Math.abs(g - expected[i])).toBeLessThanOrEqual(1e-4 * scale);
        });
      }
    }
  });

  it.each([
    [
      'behind pooling',
      normalisedNetwork(),
      'pooledConv2d batchNormalization pooledConv2d batchNormalization dropout dense batchNormalization activation',
    ],
    [
      'before ReLU',
      normalisedReluNetwork(),
      'conv2d normalizedRelu conv2d normalizedRelu conv2d batchNormalization activation dense normalizedRelu dense activation',
    ],
  ])('trains alike with and without fusion where BatchNormalization stands %s', (_, model, kinds) => {
    const fusedKinds = fuse(simplify(model.network.graph.operations, true)).map(({ kind }) => kind);
    expect(fusedKinds.join(' ')).toBe(kinds);
    const { images, labels, order } = samples(model, 37);
    const [fused, plain] = [trainer(model, 37), trainer(model, 37, false)];
    for (let step = 1; step <= 5; step++) {
      const settings = { ...new Adam().scalars(), seed: step };
      for (const either of [fused, plain]) either.step(images, labels, order, settings);
      expect(Math.abs(fused.takeProgress().loss / plain.takeProgress().loss - 1)).toBeLessThanOrEqual(1e-5);
      for (const parameter of model.network.graph.parameters) {
        const expected = plain.gradient(parameter);
        const scale = Math.max(...expected.map(Math.abs));
        fused.gradient(parameter).forEach((g, i) => {
          expect(Math.abs(g - expected[i])).toBeLessThanOrEqual(1e-4 * scale);
        });
      }
    }
  });

  it('normalises by the whole batch, whatever shards its samples fall in', () => {
    const model = normalisedNetwork(0);
    const { images, labels, order } = samples(model, 37);
    const shuffled = order.toReversed();
    const [straight, reversed] = [trainer(model, 37), trainer(model, 64)];
    straight.step(images, labels, order, { stepSize: 0, seed: 0 });
    reversed.step(images, labels, shuffled, { stepSize: 0, seed: 0 });
    for (const parameter of model.network.graph.parameters) {
      const expected = straight.gradient(parameter);
      const scale = Math.max(...expected.map(Math.abs));
      reversed.gradient(parameter).forEach((g, i) => {
        expect(Math.abs(g - expected[i])).toBeLessThanOrEqual(1e-4 * scale);
      });
    }
  });

  it("gives a batch the mean of its samples' gradients, whatever shards they fall in", () => {
    const model = new Sequential([
      new InputLayer({ shape: [15, 14, 1] }),
      new Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
      new MaxPooling2D(),
      new Flatten(),
      new Dense({ units: 10, activation: 'softmax' }),
    ]);
    const count = 35;
    const { images, labels, order } = samples(model, count);
    const whole = trainer(model, count);
    whole.step(images, labels, order, { stepSize: 0, seed: 0 });
    const single = trainer(model, 1);
    const sums = model.network.graph.parameters.map(({ size }) => new Float64Array(size));
    for (let i = 0; i < count; i++) {
      single.step(images, labels, order.subarray(i, i + 1), { stepSize: 0, seed: 0 });
      model.network.graph.parameters.forEach((parameter, p) => {
        single.gradient(parameter).forEach((g, j) => {
          sums[p][j] += g / count;
        });
      });
    }
    model.network.graph.parameters.forEach((parameter, p) => {
      const scale = Math.max(...sums[p].map(Math.abs));
      whole.gradient(parameter).forEach((g, i) => {
        expect(Math.abs(g - sums[p][i])).toBeLessThanOrEqual(1e-5 * scale);
      });
    });
  });

  it('drops other values in every step, the same ones for the same seed', () => {
    const model = network([4, 4]);
    const { images, labels, order } = samples(model, 16);
    const lossOf = (seed: number) => {
      const fresh = trainer(model, 16);
      fresh.step(images, labels, order, { stepSize: 0, seed });
      return fresh.takeProgress().loss;
    };
    expect(lossOf(1)).toBe(lossOf(1));
    expect(lossOf(1)).not.toBe(lossOf(2));
  });

  it('leaves frozen weights alone, and trains the others', () => {
    const model = new Sequential([
      new InputLayer({ shape: [15, 14, 1] }),
      new Conv2D({ filters: 4, kernelSize: 3, activation: 'relu', trainable: false }),
      new MaxPooling2D(),
      new Conv2D({ filters: 4, kernelSize: 3, padding: 'same', trainable: false }),
      new Flatten(),
      new Dense({ units: 8, trainable: false }),
      new Dense({ units: 10, activation: 'softmax' }),
    ]);
    const { images, labels, order } = samples(model, 20);
    const before = model.getWeights();
    const after = model.getWeights();
    const frozen = trainer(model, 20);
    for (let step = 1; step <= 3; step++) frozen.step(images, labels, order, { stepSize: 0.01, seed: step });
    frozen.storeWeights(after);
    expect(frozen.takeProgress().loss).toBeLessThan(3 * 20 * Math.log(10) * 2);
    model.weights.forEach(({ trainable }, i) => {
      if (trainable) expect(after[i]).not.toEqual(before[i]);
      else expect(after[i]).toEqual(before[i]);
    });
  });

  it('wants a softmax where the loss expects one', () => {
    const model = new Sequential([new InputLayer({ shape: [2] }), new Dense({ units: 2 })]);
    expect(() => trainer(model, 1)).toThrow(/softmax/);
  });
});

describe('the passes over operations', () => {
  it('fuses convolution, ReLU and pooling, and nothing else', () => {
    const kinds = (model: Sequential, training: boolean) =>
      fuse(simplify(model.network.graph.operations, training)).map(({ kind }) => kind);
    expect(kinds(network([4, 4]), true)).toEqual(['pooledConv2d', 'pooledConv2d', 'dropout', 'dense', 'activation']);
    expect(kinds(network([4, 4]), false)).toEqual(['pooledConv2d', 'pooledConv2d', 'dense', 'activation']);
    const overlapping = new Sequential([
      new InputLayer({ shape: [9, 9, 1] }),
      new Conv2D({ filters: 2, kernelSize: 3, activation: 'relu' }),
      new MaxPooling2D({ poolSize: 3, strides: 2 }),
    ]);
    expect(kinds(overlapping, true)).toEqual(['conv2d', 'activation', 'maxPool2d']);
  });
});
