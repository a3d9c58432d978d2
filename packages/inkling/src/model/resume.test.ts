import { describe, expect, it } from 'vitest';
import { BatchNormalization, Dense, Dropout, InputLayer } from '../layers/index.js';
import { Random } from '../random.js';
import { Adam, CosineDecay, ModelCheckpoint, OneCycle, SGD, SparseCategoricalCrossentropy } from '../training/index.js';
import type { Optimizer } from './compile.js';
import { Sequential } from './sequential.js';
import type { TrainingState } from './trainingState.js';

/** Noise with labels: enough to make every step's weights differ. */
function noise(count: number, seed: number) {
  const random = new Random(seed);
  return {
    images: Uint8Array.from({ length: count * 20 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(3)),
  };
}

function compiled(optimizer: Optimizer): Sequential {
  const model = new Sequential([
    new InputLayer({ shape: [20] }),
    new Dense({ units: 8, activation: 'relu' }),
    new BatchNormalization(),
    new Dropout({ rate: 0.3 }),
    new Dense({ units: 3, activation: 'softmax' }),
  ]);
  model.compile({ optimizer, loss: new SparseCategoricalCrossentropy() });
  return model;
}

const optimizers: Readonly<Record<string, () => Optimizer>> = {
  'Adam with averaging': () => new Adam({ learningRate: 0.01, useEma: true, emaMomentum: 0.9 }),
  'SGD with momentum and a schedule': () =>
    new SGD({ learningRate: new CosineDecay({ initialLearningRate: 0.1, decaySteps: 30 }), momentum: 0.9 }),
};

/** All that a training leaves, but the time it took. */
function result(model: Sequential, checkpoint: ModelCheckpoint, history: { epochs: readonly object[] }) {
  const { optimizer } = model.compiledOptions();
  const { log, ...best } = checkpoint.best ?? {};
  return structuredClone({
    weights: model.getWeights(),
    slots: optimizer.state(model.trainableWeights),
    iterations: optimizer.iterations,
    best: { ...best, log: { ...log, seconds: 0, samplesPerSecond: 0 } },
    epochs: history.epochs.map((epoch) => ({ ...epoch, seconds: 0, samplesPerSecond: 0 })),
  });
}

describe.each(Object.entries(optimizers))('fit, resumed, with %s', (_, optimizer) => {
  const options = { epochs: 4, batchSize: 16, seed: 3, validation: noise(40, 2) };

  /** Trains until `stopAfter` steps are done, and hands over to another model, until all is done. */
  async function train(stopAfter: readonly number[]) {
    let state: TrainingState | undefined;
    let best: ModelCheckpoint['best'];
    for (const limit of [...stopAfter, Number.POSITIVE_INFINITY]) {
      const model = compiled(optimizer());
      const checkpoint = new ModelCheckpoint();
      checkpoint.best = best;
      const signal = {
        get aborted() {
          return model.compiledOptions().optimizer.iterations >= limit;
        },
      };
      const keep = {
        onCheckpoint: (reached: TrainingState) => {
          state = structuredClone(reached);
        },
      };
      const history = await model.fit(noise(100, 1), {
        ...options,
        resume: state,
        signal,
        callbacks: [checkpoint, keep],
      });
      best = structuredClone(checkpoint.best);
      if (limit === Number.POSITIVE_INFINITY) return result(model, checkpoint, history);
      expect(state?.iterations).toBe(limit);
    }
    throw new Error('never reached');
  }

  // 100 samples in batches of 16: 7 steps an epoch.
  it.each([[[0]], [[1]], [[6]], [[7]], [[8]], [[3, 14, 15, 27]]])(
    'stopped after steps %j ends with the same bits',
    async (stops) => {
      expect(await train(stops)).toEqual(await train([]));
    },
  );
});

describe('fit', () => {
  it('does nothing more where all epochs are done', async () => {
    const model = compiled(new Adam());
    let state: TrainingState | undefined;
    const keep = {
      onCheckpoint: (reached: TrainingState) => {
        state = reached;
      },
    };
    const { epochs } = await model.fit(noise(20, 1), { epochs: 2, callbacks: [keep] });
    const before = model.getWeights();
    const again = await model.fit(noise(20, 1), { epochs: 2, resume: state });
    expect(again.epochs).toEqual(epochs);
    expect(model.getWeights()).toEqual(before);
  });

  it('refuses the state of another model', async () => {
    const state = {
      epochs: [],
      step: 0,
      sums: { loss: 0, correct: 0, samples: 0, seconds: 0 },
      iterations: 0,
      learningRate: 1,
      weights: [],
      slots: [],
    };
    const attempt = compiled(new Adam()).fit(noise(20, 1), { epochs: 1, resume: state });
    await expect(attempt).rejects.toMatchObject({
      code: 'training/invalid-argument',
      message: expect.stringContaining('resume'),
    });
  });

  it.each([
    ['in its first step', 1e30, /The loss became (NaN|Infinity) in epoch 1, at step 2 of 7/],
    ['in its last', 1e38, /became/],
  ])('stops when training diverges %s, with the step and the best epoch kept', async (_, learningRate, message) => {
    const model = compiled(new SGD({ learningRate }));
    const attempt = model.fit(noise(100, 1), { epochs: 3, batchSize: 16 });
    await expect(attempt).rejects.toMatchObject({ code: 'training/diverged', message: expect.stringMatching(message) });
    await expect(attempt).rejects.toThrow('try a tenth of it');
  });

  it('speaks of the schedule where the learning rate follows one, and of its rate in few figures', async () => {
    const schedule = new OneCycle({ peakLearningRate: 1e38, totalSteps: 100, warmup: 0.3 });
    const attempt = compiled(new SGD({ learningRate: schedule })).fit(noise(100, 1), { epochs: 3, batchSize: 16 });
    await expect(attempt).rejects.toThrow(
      /The learning rate, at this step \d\.?\d{0,2}e\+\d\d, is probably too high: give its OneCycle a tenth of it\./,
    );
  });
});
