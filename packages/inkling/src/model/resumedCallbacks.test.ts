import { describe, expect, it } from 'vitest';
import { Dense, InputLayer } from '../layers/index.js';
import { Random } from '../random.js';
import {
  EarlyStopping,
  LearningRateScheduler,
  ReduceLROnPlateau,
  SGD,
  SparseCategoricalCrossentropy,
} from '../training/index.js';
import type { Callback } from './callbacks.js';
import { Sequential } from './sequential.js';
import type { TrainingState } from './trainingState.js';

const EPOCHS = 12;

function noise(count: number, seed: number) {
  const random = new Random(seed);
  return {
    images: Uint8Array.from({ length: count * 12 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(3)),
  };
}

function compiled(): Sequential {
  const model = new Sequential([new InputLayer({ shape: [12] }), new Dense({ units: 3, activation: 'softmax' })]);
  model.compile({ optimizer: new SGD({ learningRate: 0.4 }), loss: new SparseCategoricalCrossentropy() });
  return model;
}

const sets: Readonly<Record<string, () => Callback[]>> = {
  EarlyStopping: () => [new EarlyStopping({ patience: 3, restoreBestWeights: true })],
  ReduceLROnPlateau: () => [new ReduceLROnPlateau({ patience: 2, factor: 0.5, cooldown: 1 })],
  LearningRateScheduler: () => [new LearningRateScheduler((_, rate) => rate * 0.9)],
};

/** Trains until `limit` steps are done; returns what came out, and every state on the way. */
async function train(callbacks: Callback[], resume?: TrainingState, limit = Number.POSITIVE_INFINITY) {
  const model = compiled();
  const { optimizer } = model.compiledOptions();
  const states: TrainingState[] = [];
  const keep: Callback = { onCheckpoint: (state) => void states.push(structuredClone(state)) };
  const signal = {
    get aborted() {
      return optimizer.iterations >= limit;
    },
  };
  const options = { epochs: EPOCHS, batchSize: 16, validation: noise(30, 2), resume, signal };
  const { epochs } = await model.fit(noise(48, 1), { ...options, callbacks: [...callbacks, keep] });
  return {
    states,
    end: { weights: model.getWeights(), epochs: epochs.length, rate: optimizer.learningRate, at: optimizer.iterations },
  };
}

describe.each(Object.entries(sets))('a training that goes on with %s', (name, create) => {
  it('ends as one that was never interrupted, from every epoch on', async () => {
    const { states, end } = await train(create());
    expect(states).toHaveLength(end.epochs);
    if (name === 'EarlyStopping') expect(end.epochs).toBeLessThan(EPOCHS);
    else expect(end.rate).toBeLessThan(0.4);
    for (const state of states) expect((await train(create(), state)).end).toEqual(end);
  });

  it('ends so from the middle of an epoch, too', async () => {
    const { end } = await train(create());
    for (const limit of [1, 5, 8]) {
      const { states } = await train(create(), undefined, limit);
      const state = states.at(-1);
      expect(state?.step).toBeGreaterThan(0);
      expect((await train(create(), state)).end).toEqual(end);
    }
  });
});
