import { describe, expect, it } from 'vitest';
import { parseOptimizer } from '../../formats/keras/optimizerConfig.js';
import { goldenNetwork, trainingGolden } from '../../formats/trainingGolden.fixture.js';
import { expectClose } from '../../kernels/expectClose.fixture.js';
import type { Optimizer } from '../../model/compile.js';
import { SparseCategoricalCrossentropy } from '../index.js';

const golden = trainingGolden();
const data = { images: Float32Array.from(golden.samples), labels: Uint8Array.from(golden.labels) };
/** Of weights and state after five steps; they were 3e-6 apart when this was written. */
const TOLERANCE = 1e-4;
const LOSS_TOLERANCE = 1e-5;

function optimizerOf({ class_name, config }: (typeof golden.optimizers)[number]): Optimizer {
  const parsed = parseOptimizer({ class_name, config });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.optimizer;
}

describe(`five steps as Keras ${golden.keras} makes them`, () => {
  it.each(golden.optimizers)('$name', async (expected) => {
    const model = goldenNetwork(golden);
    const optimizer = optimizerOf(expected);
    model.compile({ optimizer, loss: new SparseCategoricalCrossentropy() });
    const { epochs } = await model.fit(data, { epochs: 1, batchSize: golden.batch, shuffle: false });
    expect(optimizer.iterations).toBe(5);
    expectClose([epochs[0].loss], [expected.loss], LOSS_TOLERANCE, 'loss');
    expectClose(joined(model.getWeights()), expected.weights, TOLERANCE, 'weights');
    const state = optimizer.state(model.trainableWeights);
    const arrays = optimizer.slotGroups.flatMap((group) => state.flatMap((slots) => group.map((name) => slots[name])));
    expectClose(joined(arrays), expected.slots, TOLERANCE, 'slots');
  });

  it.each(golden.optimizers)('$name says of itself what Keras says', (expected) => {
    const { name, ...config } = optimizerOf(expected).getConfig();
    expect(config).toEqual(expected.config);
    expect(name).toMatch(/^[a-z_]+$/);
  });
});

describe('an optimizer with a schedule', () => {
  it('does not let its learning rate be set', () => {
    const scheduled = golden.optimizers.find(({ config }) => typeof config.learning_rate === 'object');
    if (!scheduled) throw new Error('the golden file has no optimizer with a schedule');
    const optimizer = optimizerOf(scheduled);
    expect(() => {
      optimizer.learningRate = 1;
    }).toThrow(expect.objectContaining({ code: 'training/invalid-argument' }));
  });
});

function joined(arrays: readonly Float32Array[]): number[] {
  return arrays.flatMap((array) => [...array]);
}
