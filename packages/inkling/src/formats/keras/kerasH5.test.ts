import { describe, expect, it } from 'vitest';
import { Dense, Flatten, InputLayer } from '../../layers/index.js';
import { Sequential } from '../../model/index.js';
import { Adam, SparseCategoricalCrossentropy } from '../../training/index.js';
import { fiveSteps, goldenNetwork } from '../fiveSteps.fixture.js';
import { openHdf5 } from '../hdf5/reader.js';
import { loadKerasH5, loadKerasH5File, saveKerasH5 } from '../index.js';
import { getNames } from './attributeLists.js';

const golden = fiveSteps();

async function trainedModel(): Promise<Sequential> {
  const model = goldenNetwork();
  const optimizer = new Adam({ learningRate: 0.0123, beta1: 0.85, epsilon: 1e-6 });
  model.compile({ optimizer, loss: new SparseCategoricalCrossentropy(), metrics: ['accuracy'] });
  await model.fit(golden.batchOf(0), { epochs: 3, batchSize: 8 });
  return model;
}

function stateOf(model: Sequential) {
  const { optimizer } = model.compiledOptions();
  return { config: optimizer.getConfig(), iterations: optimizer.iterations, slots: optimizer.state(model.weights) };
}

describe('saveKerasH5 and loadKerasH5', () => {
  it('keep weights, architecture, compile settings and optimizer bit for bit', async () => {
    const model = await trainedModel();
    const loaded = await loadKerasH5(await saveKerasH5(model));
    expect(loaded.getConfig()).toEqual(model.getConfig());
    expect(loaded.getWeights()).toEqual(model.getWeights());
    expect(stateOf(loaded)).toEqual(stateOf(model));
    expect(stateOf(loaded).iterations).toBe(9);
    const { loss, metrics } = loaded.compiledOptions();
    expect([loss.className, loss.getConfig(), metrics]).toEqual([
      'SparseCategoricalCrossentropy',
      model.compiledOptions().loss.getConfig(),
      ['accuracy'],
    ]);
  });

  it('go on training with the bits of a run that was never saved', async () => {
    const model = await trainedModel();
    const loaded = await loadKerasH5(await saveKerasH5(model));
    for (const either of [model, loaded]) await either.fit(golden.batchOf(1), { epochs: 2, batchSize: 8, seed: 5 });
    expect(loaded.getWeights()).toEqual(model.getWeights());
    expect(stateOf(loaded)).toEqual(stateOf(model));
  });

  it('give the same bytes for the same model', async () => {
    const model = await trainedModel();
    const options = { record: { note: 'x' } };
    const bytes = await saveKerasH5(model, options);
    const again = await saveKerasH5(await loadKerasH5(bytes), options);
    expect([Buffer.compare(bytes, await saveKerasH5(model, options)), Buffer.compare(bytes, again)]).toEqual([0, 0]);
  });

  it('keep a model that was never compiled, or never trained', async () => {
    const model = goldenNetwork();
    expect((await loadKerasH5(await saveKerasH5(model))).compiled).toBeUndefined();
    model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy({ fromLogits: true }) });
    const { optimizer, loss, metrics } = (await loadKerasH5(await saveKerasH5(model))).compiledOptions();
    expect([optimizer.iterations, loss.fromLogits, metrics]).toEqual([0, true, undefined]);
  });

  it('keep which layers are not trained, and the state of the others', async () => {
    const frozen = new Dense({ units: 8, trainable: false });
    const layers = [new InputLayer({ shape: [28, 28, 1] }), new Flatten(), frozen, new Dense({ units: 10 })];
    const model = new Sequential(layers, { name: 'größe' });
    model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy({ fromLogits: true }) });
    await model.fit(golden.batchOf(0), { epochs: 1, batchSize: 8 });
    const loaded = await loadKerasH5(await saveKerasH5(model));
    expect(loaded.name).toBe('größe');
    expect(loaded.layers.map(({ trainable }) => trainable)).toEqual([true, false, true]);
    for (const either of [model, loaded]) await either.fit(golden.batchOf(1), { epochs: 1, batchSize: 8 });
    expect(loaded.getWeights()).toEqual(model.getWeights());
  });

  it("carry Inkling's own record, which nobody else reads", async () => {
    const record = { trainings: [{ source: 'mnist', seed: 3 }], temperature: 1.25, text: '4 % — größer' };
    const bytes = await saveKerasH5(goldenNetwork(), { record });
    expect((await loadKerasH5File(bytes)).record).toEqual(record);
    expect((await loadKerasH5File(await saveKerasH5(goldenNetwork()))).record).toBeUndefined();
  });

  it('carry the bytes of statistics beside it', async () => {
    const statistics = Uint8Array.from({ length: 1001 }, (_, i) => (i * 7) % 256);
    const loaded = await loadKerasH5File(await saveKerasH5(goldenNetwork(), { statistics }));
    expect(loaded.statistics).toEqual(statistics);
    expect(loaded.record).toBeUndefined();
    expect((await loadKerasH5File(await saveKerasH5(goldenNetwork()))).statistics).toBeUndefined();
  });

  it('split lists of names that HDF5 could not hold in one attribute', async () => {
    const names = Array.from(
      { length: 1200 },
      (_, i) => `a_layer_with_a_name_so_long_that_it_fills_the_attribute_${i}`,
    );
    const layers = names.map((name) => new Flatten({ name }));
    const model = new Sequential([new InputLayer({ shape: [10] }), ...layers, new Dense({ units: 10 })]);
    const bytes = await saveKerasH5(model);
    const weights = openHdf5(bytes).group('model_weights');
    expect(weights?.attribute('layer_names')).toBeUndefined();
    expect(weights?.attribute('layer_names1')).toBeDefined();
    expect(weights && getNames(weights, 'layer_names')).toEqual([...names, 'dense']);
    expect((await loadKerasH5(bytes)).getWeights()).toEqual(model.getWeights());
  });
});
