import { describe, expect, it } from 'vitest';
import { parseOptimizer } from '../../formats/keras/optimizerConfig.js';
import { trainingGolden } from '../../formats/trainingGolden.fixture.js';
import { expectClose } from '../../kernels/expectClose.fixture.js';
import type { LearningRateSchedule } from '../../model/compile.js';
import { CosineDecay, OneCycle, PiecewiseConstantDecay } from '../index.js';

const golden = trainingGolden();
const refused = expect.objectContaining({ code: 'training/invalid-argument' });

function firstSteps(schedule: LearningRateSchedule, count: number): number[] {
  return Array.from({ length: count }, (_, step) => schedule.at(step));
}

describe(`schedules of Keras ${golden.keras}`, () => {
  it.each(golden.schedules)('$class_name $config', (expected) => {
    const parsed = parseOptimizer({ class_name: 'SGD', config: { learning_rate: expected } });
    if ('problem' in parsed) throw new Error(parsed.problem);
    const { schedule } = parsed.optimizer;
    if (!schedule) throw new Error('no schedule came back');
    expectClose(firstSteps(schedule, expected.values.length), expected.values, 1e-7);
    expect(schedule.getConfig()).toEqual(expected.config);
  });
});

describe('OneCycle', () => {
  it('rises to its peak and falls to its end, in straight lines', () => {
    const schedule = new OneCycle({ peakLearningRate: 1, totalSteps: 10, warmup: 0.4, startShare: 0.2, endShare: 0.1 });
    expectClose(firstSteps(schedule, 12), [0.2, 0.4, 0.6, 0.8, 1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.1], 1e-12);
  });

  it('falls down half a cosine where it is told to', () => {
    const schedule = new OneCycle({ peakLearningRate: 2, totalSteps: 4, warmup: 0, anneal: 'cosine' });
    const half = Math.SQRT1_2;
    expectClose(firstSteps(schedule, 5), [2, 1 + half, 1, 1 - half, 0], 1e-12);
  });

  it('may rise to the end', () => {
    const schedule = new OneCycle({ peakLearningRate: 1, totalSteps: 2, warmup: 1, startShare: 0 });
    expectClose(firstSteps(schedule, 2), [0, 0.5], 1e-12);
  });
});

describe('schedules', () => {
  it('refuse what makes no sense', () => {
    expect(() => new CosineDecay({ initialLearningRate: 0.1, decaySteps: 0 })).toThrow(refused);
    expect(() => new CosineDecay({ initialLearningRate: -1, decaySteps: 5 })).toThrow(refused);
    expect(() => new PiecewiseConstantDecay([1, 2], [0.1, 0.2])).toThrow(refused);
    expect(() => new PiecewiseConstantDecay([2, 1], [0.1, 0.2, 0.3])).toThrow(refused);
    expect(() => new OneCycle({ peakLearningRate: 0.1, totalSteps: 10, warmup: 1.5 })).toThrow(refused);
    expect(() => new OneCycle({ peakLearningRate: Number.NaN, totalSteps: 10 })).toThrow(refused);
  });
});
