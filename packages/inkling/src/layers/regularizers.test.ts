import { describe, expect, it } from 'vitest';
import { parseModelConfig } from '../formats/keras/modelConfig.js';
import { trainingGolden } from '../formats/trainingGolden.fixture.js';
import { expectClose } from '../kernels/expectClose.fixture.js';
import { Sequential } from '../model/sequential.js';
import { SGD, SparseCategoricalCrossentropy } from '../training/index.js';
import { Dense, InputLayer, L1, L1L2, L2, layerFromConfig } from './index.js';

const golden = trainingGolden();
const data = { images: Float32Array.from(golden.samples), labels: Uint8Array.from(golden.labels) };
/** Float32's own rounding stays well below: 5e-8 forward, 3e-7 after five steps when this was written. */
const FORWARD_TOLERANCE = 1e-5;
const WEIGHT_TOLERANCE = 1e-4;

describe(`regularizers as Keras ${golden.keras} has them`, () => {
  it.each(golden.regularizers)('$name', async (expected) => {
    const config = parseModelConfig(expected.model);
    const model = Sequential.fromConfig(config);
    const [kernel, bias, last, lastBias] = golden.initial.map((values) => Float32Array.from(values));
    model.setWeights([kernel, bias, ...model.getWeights().slice(2, 6), last, lastBias]);
    model.compile({ optimizer: new SGD({ learningRate: 0.2 }), loss: new SparseCategoricalCrossentropy() });
    const { loss, accuracy } = await model.evaluate(data);
    expectClose([loss, accuracy], expected.forward, FORWARD_TOLERANCE, 'forward');
    const { epochs } = await model.fit(data, { epochs: 1, batchSize: golden.batch, shuffle: false });
    expectClose([epochs[0].loss, epochs[0].accuracy], expected.epoch, FORWARD_TOLERANCE, 'epoch');
    const weights = model.getWeights().flatMap((values) => [...values]);
    expectClose(weights, expected.weights, WEIGHT_TOLERANCE, 'weights');
    const saved: { config: { layers: { config: object }[] } } = JSON.parse(expected.model);
    for (const [i, layer] of [model.inputLayer, ...model.layers].entries()) {
      const regularizers = Object.entries(saved.config.layers[i].config).filter(([key]) =>
        key.endsWith('_regularizer'),
      );
      expect(layer.getConfig()).toMatchObject(Object.fromEntries(regularizers));
    }
  });

  it('are read as every version of Keras writes them', () => {
    const read = (kernel_regularizer: unknown) => {
      const layer = layerFromConfig('Dense', { units: 1, kernel_regularizer });
      return layer instanceof Dense ? layer.kernelRegularizer : undefined;
    };
    expect(read(null)).toBeUndefined();
    expect(read({ class_name: 'L2', config: { l2: 0.5 } })).toEqual(new L2(0.5));
    expect(read({ class_name: 'L1L2', config: { l1: 0, l2: 0.25 } })).toEqual(new L1L2({ l2: 0.25 }));
    expect(read('l1')).toEqual(new L1());
    expect(read('l1_l2')).toEqual(new L1L2());
  });

  it('are refused where Inkling does not have them', () => {
    const unsupported = (pattern: RegExp) =>
      expect.objectContaining({ code: 'model/unsupported', message: expect.stringMatching(pattern) });
    const orthogonal = { class_name: 'OrthogonalRegularizer', config: { factor: 0.01 } };
    expect(() => layerFromConfig('Dense', { units: 1, kernel_regularizer: orthogonal })).toThrow(
      unsupported(/OrthogonalRegularizer.*L1, L2, L1L2/),
    );
    const onOutputs = { class_name: 'L2', config: { l2: 0.5 } };
    expect(() => layerFromConfig('Dense', { units: 1, activity_regularizer: onOutputs })).toThrow(
      unsupported(/activity_regularizer/),
    );
  });

  it('and bounds on weights, which would be left out of training without a word', () => {
    const bounded = { class_name: 'MaxNorm', config: { max_value: 2, axis: 0 } };
    for (const [className, key, config] of [
      ['Dense', 'kernel_constraint', { units: 1 }],
      ['Conv2D', 'bias_constraint', { filters: 1, kernel_size: 3 }],
      ['DepthwiseConv2D', 'depthwise_constraint', { kernel_size: 3 }],
      ['SeparableConv2D', 'pointwise_constraint', { filters: 1, kernel_size: 3 }],
      ['BatchNormalization', 'gamma_constraint', {}],
    ] as const) {
      const refused = expect.objectContaining({ code: 'model/unsupported', message: expect.stringContaining(key) });
      expect(() => layerFromConfig(className, { ...config, [key]: bounded }), key).toThrow(refused);
      expect(() => layerFromConfig(className, { ...config, [key]: null }), key).not.toThrow();
    }
  });

  it('want numbers from 0 on', () => {
    const invalid = expect.objectContaining({ code: 'layer/invalid-argument' });
    expect(() => new L1(-1)).toThrow(invalid);
    expect(() => new L2(Number.NaN)).toThrow(invalid);
    expect(() => new L1L2({ l2: Number.POSITIVE_INFINITY })).toThrow(invalid);
  });
});

describe('a penalty', () => {
  it('is in the loss of a model that was never compiled, too', async () => {
    const layer = new Dense({ units: 2, activation: 'softmax', kernelRegularizer: new L1L2({ l1: 0.5, l2: 0.25 }) });
    const model = new Sequential([new InputLayer({ shape: [1] }), layer]);
    model.setWeights([Float32Array.of(2, -1), new Float32Array(2)]);
    const { loss } = await model.evaluate({ images: Float32Array.of(0), labels: Uint8Array.of(0) });
    // By hand: ln 2 for even odds, ½·(2 + 1) + ¼·(4 + 1) for the kernel.
    expect(loss).toBeCloseTo(Math.LN2 + 2.75, 6);
  });
});
