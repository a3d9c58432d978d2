import { beforeAll, describe, expect, it } from 'vitest';
import { Trainer } from '../engine/trainer.js';
import { fiveSteps, goldenNetwork } from '../formats/fiveSteps.fixture.js';
import { expectClose } from '../kernels/expectClose.fixture.js';
import { type KernelModule, loadKernels } from '../kernels/index.js';
import { Adam, SparseCategoricalCrossentropy } from './index.js';

/** Of losses and gradients. */
const TOLERANCE = 1e-5;
/** Of weights after Adam, which makes a step of any gradient, however small. */
const WEIGHT_TOLERANCE = 1e-4;
const golden = fiveSteps();
const batches = Array.from({ length: golden.steps }, (_, step) => golden.batchOf(step));

function compiledModel() {
  const model = goldenNetwork();
  model.setWeights(golden.initial);
  model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() });
  return model;
}

function expectWeights(actual: readonly Float32Array[], expected: readonly Float32Array[]): void {
  for (const [i, array] of expected.entries()) expectClose(actual[i], array, WEIGHT_TOLERANCE, `weights ${i}`);
}

describe(`five steps as Keras ${golden.keras} makes them`, () => {
  let module: KernelModule;
  beforeAll(async () => {
    module = await loadKernels();
  });

  it('has the same losses and weights through fit, one batch at a time', async () => {
    const model = compiledModel();
    for (const [step, batch] of batches.entries()) {
      const { epochs } = await model.fit(batch, { epochs: 1, batchSize: golden.batch, shuffle: false });
      expectClose([epochs[0].loss], [golden.losses[step]], TOLERANCE, `loss of step ${step + 1}`);
    }
    expect(model.compiledOptions().optimizer.iterations).toBe(golden.steps);
    expectWeights(model.getWeights(), golden.final);
  });

  it('has the same gradients at every step', () => {
    const model = compiledModel();
    const optimizer = new Adam();
    const options = {
      batchSize: golden.batch,
      kind: 'bytes',
      rule: optimizer.rule,
      loss: model.compiledOptions().loss.rule,
    } as const;
    const trainer = new Trainer(module, model.network, options);
    trainer.loadWeights(golden.initial);
    const indices = Int32Array.from({ length: golden.batch }, (_, i) => i);
    for (const [step, { images, labels }] of batches.entries()) {
      trainer.step(images, labels, indices, { ...optimizer.scalars(), seed: 1 });
      optimizer.iterations++;
      for (const [i, parameter] of model.network.graph.parameters.entries()) {
        const name = `gradient ${i} of step ${step + 1}`;
        expectClose(trainer.gradient(parameter), golden.gradients[step][i], TOLERANCE, name);
      }
    }
    const weights = golden.weightSizes.map((size) => new Float32Array(size));
    trainer.storeWeights(weights);
    expectWeights(weights, golden.final);
  });

  it('goes on as Keras does', async () => {
    const model = compiledModel();
    for (const batch of [...batches, batches[0]]) await model.fit(batch, { epochs: 1, batchSize: golden.batch });
    expectWeights(model.getWeights(), golden.sixth);
  });
});
