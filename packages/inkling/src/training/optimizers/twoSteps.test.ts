import { describe, expect, it } from 'vitest';
import { Dense, InputLayer } from '../../layers/index.js';
import { Sequential } from '../../model/sequential.js';
import { Adam, AdamW, RMSprop, SGD, SparseCategoricalCrossentropy } from '../index.js';
import type { BaseOptimizer, OptimizerOptions } from './baseOptimizer.js';

/**
 * Two logits ±w from 0 and an input of 1, label 0. By hand, the gradient of w is p₀ − 1 with p₀ = 1 / (1 + e^−2w), so −½
 * in the first step; the second logit gets the opposite.
 */
async function twoSteps(optimizer: BaseOptimizer, steps = 2) {
  const kernel = new Dense({ units: 2, useBias: false, activation: 'softmax' });
  const model = new Sequential([new InputLayer({ shape: [1] }), kernel]);
  model.setWeights([new Float32Array(2)]);
  model.compile({ optimizer, loss: new SparseCategoricalCrossentropy() });
  const weights = [];
  for (let step = 0; step < steps; step++) {
    await model.fit({ images: Float32Array.of(1), labels: Uint8Array.of(0) }, { epochs: 1 });
    weights.push(kernel.weights[0].values[0]);
    expectNear([kernel.weights[0].values[1]], [-kernel.weights[0].values[0]]);
  }
  expect(optimizer.iterations).toBe(steps);
  return { weights, state: optimizer.state(model.weights)[0], model };
}

function expectNear(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
}

describe('two steps that were computed by hand', () => {
  it('SGD: 0.1·½, then 0.1·0.4750208', async () => {
    const { weights, state } = await twoSteps(new SGD({ learningRate: 0.1 }));
    expectNear(weights, [0.05, 0.0975021]);
    expect(state).toEqual({});
  });

  it('SGD with momentum: m = 0.05, then 0.9·0.05 + 0.0475021', async () => {
    const { weights, state } = await twoSteps(new SGD({ learningRate: 0.1, momentum: 0.9 }));
    expectNear(weights, [0.05, 0.1425021]);
    expectNear([state.momentum[0]], [0.0925021]);
  });

  it("SGD with Nesterov's momentum: 0.9·0.05 + 0.05, then 0.9·0.0902642 + 0.0452642", async () => {
    const { weights, state } = await twoSteps(new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }));
    expectNear(weights, [0.095, 0.2215021]);
    expectNear([state.momentum[0]], [0.0902642]);
  });

  it('RMSprop: v = 0.1·¼ and w = 0.005 / √0.0250001; then g = −0.4841939, v = 0.0225 + 0.1·g²', async () => {
    const { weights, state } = await twoSteps(new RMSprop({ learningRate: 0.01 }));
    expectNear(weights, [0.03162271, 0.05421201]);
    expectNear([state.velocity[0]], [0.04594437]);
  });

  it('RMSprop, centered, with momentum: a = −0.05 and √(0.025 − 0.0025); then a = −0.0933340, m = ½·m + step', async () => {
    const { weights, state } = await twoSteps(new RMSprop({ learningRate: 0.01, momentum: 0.5, centered: true }));
    expectNear(weights, [0.03333326, 0.07507654]);
    expectNear([state.velocity[0], state.average_gradient[0]], [0.04586171, -0.093334]);
    expectNear([state.momentum[0]], [-0.04174328]);
  });

  it('Adam: 0.0316228·0.05 / (0.0158114 + 1e-7), then 0.0235317·0.0900166 / (0.0212697 + 1e-7)', async () => {
    const { weights, state } = await twoSteps(new Adam({ learningRate: 0.1 }));
    expectNear(weights, [0.0999994, 0.1995886]);
    expectNear([state.momentum[0], state.velocity[0]], [-0.0900166, 0.0004523997]);
  });

  it('AdamW: as Adam, but the second step begins with 0.95·w, since 0.1·0.5 of w is gone', async () => {
    const { weights, state } = await twoSteps(new AdamW({ learningRate: 0.1, weightDecay: 0.5 }));
    expectNear(weights, [0.0999994, 0.1945886]);
    expectNear([state.momentum[0], state.velocity[0]], [-0.0900166, 0.0004523997]);
  });
});

describe('the average of weights', () => {
  const options: OptimizerOptions = { learningRate: 0.1, useEma: true, emaMomentum: 0.75 };
  /** After SGD's two steps of above: 0.05, then 0.75·0.05 + 0.25·0.0975021. */
  const averages = [0.05, 0.0618755];
  const twice = { images: Float32Array.of(1, 1), labels: Uint8Array.of(0, 0) };

  async function train(epochs: number, batches: typeof twice) {
    const { model } = await twoSteps(new SGD(options), 0);
    const atEpochEnd: number[] = [];
    await model.fit(batches, {
      epochs,
      batchSize: 1,
      callbacks: [{ onEpochEnd: (_, current) => void atEpochEnd.push(current.weights[0].values[0]) }],
    });
    return { model, atEpochEnd, weight: model.weights[0].values[0] };
  }

  it('begins with the weights of the first step, and is what training leaves behind', async () => {
    const { weight, model } = await train(1, twice);
    expectNear([weight], [averages[1]]);
    expectNear([model.compiledOptions().optimizer.state(model.weights)[0].average[0]], [averages[1]]);
  });

  it('is what every epoch shows, while training goes on from the weights themselves', async () => {
    const one = { images: Float32Array.of(1), labels: Uint8Array.of(0) };
    expectNear((await train(2, one)).atEpochEnd, averages);
  });

  it('becomes the weights where it is told to', async () => {
    // After step 2 the weight is 0.0618755; its gradient then is −0.4691017, and step 3 leads to 0.1087857.
    const optimizer = new SGD({ ...options, emaOverwriteFrequency: 2 });
    const { model } = await twoSteps(optimizer, 0);
    const thrice = { images: Float32Array.of(1, 1, 1), labels: Uint8Array.of(0, 0, 0) };
    await model.fit(thrice, { epochs: 1, batchSize: 1 });
    expectNear([model.weights[0].values[0]], [0.75 * 0.0618755203 + 0.25 * 0.1087856865]);
  });
});

describe('optimizers', () => {
  it('serve one model', async () => {
    const optimizer = new SGD({ momentum: 0.9 });
    await twoSteps(optimizer);
    const other = new Sequential([new InputLayer({ shape: [1] }), new Dense({ units: 3, activation: 'softmax' })]);
    other.compile({ optimizer, loss: new SparseCategoricalCrossentropy() });
    const fitting = other.fit({ images: Float32Array.of(1), labels: Uint8Array.of(0) }, { epochs: 1 });
    await expect(fitting).rejects.toMatchObject({ code: 'training/invalid-argument' });
  });

  it.each([
    ['learningRate', () => new SGD({ learningRate: -1 })],
    ['learningRate', () => new Adam({ learningRate: Number.NaN })],
    ['momentum', () => new SGD({ momentum: 1.5 })],
    ['rho', () => new RMSprop({ rho: -0.1 })],
    ['epsilon', () => new RMSprop({ epsilon: Number.NaN })],
    ['beta2', () => new AdamW({ beta2: 2 })],
    ['weightDecay', () => new AdamW({ weightDecay: -0.1 })],
    ['emaMomentum', () => new AdamW({ emaMomentum: 1.1 })],
    ['emaOverwriteFrequency', () => new AdamW({ emaOverwriteFrequency: 0 })],
  ])('refuse a senseless %s', (argument, create) => {
    const message = expect.stringContaining(argument);
    expect(create).toThrow(expect.objectContaining({ code: 'training/invalid-argument', message }));
  });
});
