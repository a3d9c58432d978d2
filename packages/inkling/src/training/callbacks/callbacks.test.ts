import { describe, expect, it } from 'vitest';
import { goldenNetwork, trainingGolden } from '../../formats/trainingGolden.fixture.js';
import { expectClose } from '../../kernels/expectClose.fixture.js';
import type { Callback, EpochLog } from '../../model/callbacks.js';
import type { Sequential } from '../../model/sequential.js';
import {
  CosineDecay,
  CSVLogger,
  EarlyStopping,
  JSONLogger,
  LearningRateScheduler,
  type Monitored,
  ReduceLROnPlateau,
  SGD,
  SparseCategoricalCrossentropy,
} from '../index.js';

const golden = trainingGolden();
const data = { images: Float32Array.from(golden.samples), labels: Uint8Array.from(golden.labels) };
const invalid = (pattern: RegExp) =>
  expect.objectContaining({ code: 'training/invalid-argument', message: expect.stringMatching(pattern) });

function compiled(learningRate = 1): Sequential {
  const model = goldenNetwork(golden);
  model.compile({ optimizer: new SGD({ learningRate }), loss: new SparseCategoricalCrossentropy() });
  return model;
}

function logOf(epoch: number, value: number): EpochLog {
  const validation = { validationLoss: value, validationAccuracy: value };
  return { epoch, loss: 0.5, accuracy: 0.75, ...validation, samplesPerSecond: 1000, seconds: 2 };
}

/** Tells a callback of epochs until it stops; returns the learning rate after each. */
async function tell(callback: Callback, model: Sequential, values: readonly number[], from = 1): Promise<number[]> {
  const rates: number[] = [];
  for (const [i, value] of values.entries()) {
    await callback.onEpochEnd?.(logOf(from + i, value), model);
    rates.push(model.compiledOptions().optimizer.learningRate);
    if (model.stopTraining) break;
  }
  return rates;
}

const NAMES: Readonly<Record<string, Monitored>> = {
  val_loss: 'validationLoss',
  val_accuracy: 'validationAccuracy',
};

function inOurWords(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const words: Readonly<Record<string, string>> = {
    min_delta: 'minDelta',
    restore_best_weights: 'restoreBestWeights',
    start_from_epoch: 'startFromEpoch',
    min_lr: 'minLearningRate',
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [words[key] ?? key, key === 'monitor' ? NAMES[String(value)] : value]),
  );
}

const cases = golden.callbacks.map((expected) => ({ ...expected, options: JSON.stringify(expected.config) }));
const create = ({ class_name, config }: (typeof cases)[number]) =>
  class_name === 'EarlyStopping' ? new EarlyStopping(inOurWords(config)) : new ReduceLROnPlateau(inOurWords(config));

describe(`callbacks as Keras ${golden.keras} has them`, () => {
  it.each(cases)('$class_name $options', async (expected) => {
    const [callback, model] = [create(expected), compiled()];
    callback.onTrainBegin();
    expectClose(await tell(callback, model, expected.values), expected.rates, 1e-7, 'learning rates');
    if (callback instanceof EarlyStopping) {
      expect(callback.bestEpoch).toBe(expected.bestEpoch);
      expect(callback.stoppedEpoch).toBe(model.stopTraining ? expected.rates.length : 0);
    }
  });

  it.each(cases)('$class_name $options goes on from its state', async (expected) => {
    for (const cut of [1, 4, 6].filter((epoch) => epoch < expected.rates.length)) {
      const [first, second, model] = [create(expected), create(expected), compiled()];
      first.onTrainBegin();
      const rates = await tell(first, model, expected.values.slice(0, cut));
      second.onTrainBegin();
      second.setState(structuredClone(first.getState()));
      rates.push(...(await tell(second, model, expected.values.slice(cut), cut + 1)));
      expectClose(rates, expected.rates, 1e-7, 'learning rates');
      if (second instanceof EarlyStopping) expect(second.bestEpoch).toBe(expected.bestEpoch);
    }
  });
});

describe('EarlyStopping', () => {
  it('ends fit, and gives back the weights of the best epoch', async () => {
    const model = compiled(30);
    const callback = new EarlyStopping({ patience: 2, restoreBestWeights: true });
    const seen: Float32Array[][] = [];
    const keep: Callback = { onEpochEnd: (_, current) => void seen.push(current.getWeights()) };
    const { epochs } = await model.fit(data, { epochs: 50, validation: data, callbacks: [callback, keep] });
    expect(epochs.length).toBeLessThan(50);
    expect(callback.stoppedEpoch).toBe(epochs.length);
    expect(callback.bestEpoch).toBe(epochs.length - 2);
    expect(model.getWeights()).toEqual(seen[callback.bestEpoch - 1]);
    const losses = epochs.map(({ validationLoss }) => validationLoss ?? Number.NaN);
    expect(Math.min(...losses)).toBe(losses[callback.bestEpoch - 1]);
  });

  it('says what is wrong with its arguments, and that it needs validation', async () => {
    expect(() => new EarlyStopping({ patience: -1 })).toThrow(invalid(/patience/));
    expect(() => new EarlyStopping({ minDelta: Number.NaN })).toThrow(invalid(/minDelta/));
    const fitting = compiled().fit(data, { epochs: 1, callbacks: [new EarlyStopping()] });
    await expect(fitting).rejects.toEqual(invalid(/validationLoss.*validation data/));
    await compiled().fit(data, { epochs: 2, callbacks: [new EarlyStopping({ monitor: 'loss' })] });
  });
});

describe('ReduceLROnPlateau and LearningRateScheduler', () => {
  it('refuse senseless arguments, and a learning rate that a schedule decides', async () => {
    expect(() => new ReduceLROnPlateau({ factor: 1 })).toThrow(invalid(/factor/));
    const model = compiled();
    const learningRate = new CosineDecay({ initialLearningRate: 0.1, decaySteps: 10 });
    model.compile({ optimizer: new SGD({ learningRate }), loss: new SparseCategoricalCrossentropy() });
    const callbacks = [new LearningRateScheduler(() => 0.1)];
    await expect(model.fit(data, { epochs: 1, callbacks })).rejects.toEqual(invalid(/schedule/));
  });

  it('the scheduler sets the learning rate of each epoch, counted from 0', async () => {
    const model = compiled(0.5);
    const asked: [number, number][] = [];
    const scheduler = new LearningRateScheduler((epoch, rate) => {
      asked.push([epoch, rate]);
      return rate / 2;
    });
    await model.fit(data, { epochs: 3, callbacks: [scheduler] });
    expect(asked).toEqual([
      [0, 0.5],
      [1, 0.25],
      [2, 0.125],
    ]);
    expect(model.compiledOptions().optimizer.learningRate).toBe(0.0625);
  });
});

describe('CSVLogger and JSONLogger', () => {
  const columns = 'epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate,samplesPerSecond,seconds';

  it('write a line for each epoch', async () => {
    const [csv, json]: string[][] = [[], []];
    const model = compiled(0.25);
    const loggers = [new CSVLogger((text) => void csv.push(text)), new JSONLogger((text) => void json.push(text))];
    for (const logger of loggers) await tell(logger, model, [0.5, 0.25]);
    expect(csv.join('')).toBe(`${columns}\n1,0.5,0.75,0.5,0.5,0.25,1000,2\n2,0.5,0.75,0.25,0.25,0.25,1000,2\n`);
    expect(json.map((line) => JSON.parse(line))).toEqual([
      { ...logOf(1, 0.5), learningRate: 0.25 },
      { ...logOf(2, 0.25), learningRate: 0.25 },
    ]);
    expect(json.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });

  it('leave out what was not measured, and the heading where lines are there already', async () => {
    const text: string[] = [];
    const options = { separator: ';', append: true };
    const { validationLoss, validationAccuracy, ...log } = logOf(3, 0);
    await new CSVLogger((line) => void text.push(line), options).onEpochEnd(log, compiled(0.25));
    expect(text).toEqual(['3;0.5;0.75;;;0.25;1000;2\n']);
  });

  it('write one heading for each fit, and none when one goes on', async () => {
    const text: string[] = [];
    const write = (line: string) => void text.push(line);
    const logger = new CSVLogger(write);
    for (let i = 0; i < 2; i++) await compiled().fit(data, { epochs: 1, callbacks: [logger] });
    expect(text.map((line) => line.startsWith(columns))).toEqual([true, true]);
    const later = new CSVLogger(write);
    later.onTrainBegin();
    later.setState(logger.getState());
    await tell(later, compiled(), [0.5]);
    expect(text[2]).toBe('1,0.5,0.75,0.5,0.5,1,1000,2\n');
  });

  it('wait for a sink that takes its time', async () => {
    const order: string[] = [];
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push('written');
    };
    const after: Callback = { onEpochEnd: () => void order.push('next') };
    await compiled().fit(data, { epochs: 1, callbacks: [new CSVLogger(slow), after] });
    expect(order).toEqual(['written', 'next']);
  });
});
