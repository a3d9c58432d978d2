import { describe, expect, it } from 'vitest';
import { expectClose } from '../../kernels/expectClose.fixture.js';
import { fiveSteps, kerasSavedModel } from '../fiveSteps.fixture.js';
import { loadKerasH5, loadKerasH5File } from '../index.js';

const golden = fiveSteps();

describe(`a model that Keras ${golden.keras} saved`, () => {
  it('is read as it is, with its optimizer', async () => {
    const { model, record, notes } = await loadKerasH5File(kerasSavedModel());
    expect([record, notes]).toEqual([undefined, []]);
    expect(model.name).toBe('golden');
    expect(model.layers.map(({ className }) => className)).toEqual(
      'Conv2D MaxPooling2D Conv2D MaxPooling2D Flatten Dropout Dense Dense Activation'.split(' '),
    );
    expect(model.getWeights()).toEqual(golden.final.map((values) => Float32Array.from(values)));
    const { optimizer, loss, metrics } = model.compiledOptions();
    expect([optimizer.className, optimizer.iterations, optimizer.learningRate]).toEqual(['Adam', 5, Math.fround(1e-3)]);
    expect([loss.className, loss.fromLogits, metrics]).toEqual(['SparseCategoricalCrossentropy', false, ['accuracy']]);
  });

  it('predicts what it predicts in Keras', async () => {
    const model = await loadKerasH5(kerasSavedModel());
    expectClose(await model.predict(golden.batchOf(0).images), golden.predictions, 1e-5, 'probabilities');
  });

  it('goes on training as it does in Keras', async () => {
    const model = await loadKerasH5(kerasSavedModel());
    await model.fit(golden.batchOf(0), { epochs: 1, batchSize: golden.batch });
    for (const [i, values] of model.getWeights().entries()) expectClose(values, golden.sixth[i], 1e-5, `weights ${i}`);
  });
});
