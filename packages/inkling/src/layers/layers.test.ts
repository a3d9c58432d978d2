import { describe, expect, it } from 'vitest';
import { Sequential } from '../model/sequential.js';
import { Activation } from './activation.js';
import { ACTIVATION_NAMES, type ActivationName } from './activations.js';
import { AveragePooling2D } from './averagePooling2D.js';
import { BatchNormalization } from './batchNormalization.js';
import { testLayer } from './conformance.fixture.js';
import { Conv2D } from './conv2D.js';
import { Dense } from './dense.js';
import { DepthwiseConv2D } from './depthwiseConv2D.js';
import { Dropout } from './dropout.js';
import { ELU } from './elu.js';
import { Flatten } from './flatten.js';
import { GlobalAveragePooling2D } from './globalAveragePooling2D.js';
import { GlobalMaxPooling2D } from './globalMaxPooling2D.js';
import { InputLayer } from './inputLayer.js';
import { layerFromConfig } from './layerFromConfig.js';
import { LeakyReLU } from './leakyReLU.js';
import { MaxPooling2D } from './maxPooling2D.js';
import { ReLU } from './relu.js';
import { Reshape } from './reshape.js';
import { SeparableConv2D } from './separableConv2D.js';
import { Softmax } from './softmax.js';
import { ZeroPadding2D } from './zeroPadding2D.js';

testLayer({
  className: 'Conv2D',
  cases: [
    {
      title: '3×3 valid',
      create: () => new Conv2D({ filters: 5, kernelSize: 3 }),
      inputShape: [7, 8, 2],
      outputShape: [5, 6, 5],
      weightShapes: [[3, 3, 2, 5], [5]],
    },
    {
      title: '5×5 same, ReLU, no bias',
      create: () => new Conv2D({ filters: 8, kernelSize: 5, padding: 'same', activation: 'relu', useBias: false }),
      inputShape: [6, 6, 4],
      outputShape: [6, 6, 8],
      weightShapes: [[5, 5, 4, 8]],
    },
    {
      title: '2×3 same, strides 2 and 3',
      create: () => new Conv2D({ filters: 4, kernelSize: [2, 3], strides: [2, 3], padding: 'same' }),
      inputShape: [7, 8, 3],
      outputShape: [4, 3, 4],
      weightShapes: [[2, 3, 3, 4], [4]],
    },
  ],
  badArguments: [
    { argument: 'filters', create: () => new Conv2D({ filters: 0, kernelSize: 3 }) },
    { argument: 'kernelSize', create: () => new Conv2D({ filters: 1, kernelSize: 1.5 }) },
    { argument: 'strides', create: () => new Conv2D({ filters: 1, kernelSize: 3, strides: [1, 0] }) },
    { argument: 'padding', create: () => new Conv2D({ filters: 1, kernelSize: 3, padding: 'full' as 'same' }) },
    { argument: 'activation', create: () => new Conv2D({ filters: 1, kernelSize: 3, activation: 'swoosh' as 'relu' }) },
  ],
  badInputs: [[7], [2, 2, 1]],
});

testLayer({
  className: 'DepthwiseConv2D',
  cases: [
    {
      title: '3×3 valid',
      create: () => new DepthwiseConv2D({ kernelSize: 3 }),
      inputShape: [5, 6, 5],
      outputShape: [3, 4, 5],
      weightShapes: [[3, 3, 5, 1], [5]],
    },
    {
      title: '2×3 same, strides 2 and 1, multiplier 3',
      create: () =>
        new DepthwiseConv2D({
          kernelSize: [2, 3],
          strides: [2, 1],
          padding: 'same',
          depthMultiplier: 3,
          activation: 'tanh',
        }),
      inputShape: [5, 4, 2],
      outputShape: [3, 4, 6],
      weightShapes: [[2, 3, 2, 3], [6]],
    },
    {
      title: 'no bias',
      create: () => new DepthwiseConv2D({ kernelSize: 2, useBias: false }),
      inputShape: [3, 3, 4],
      outputShape: [2, 2, 4],
      weightShapes: [[2, 2, 4, 1]],
    },
  ],
  badArguments: [
    { argument: 'kernelSize', create: () => new DepthwiseConv2D({ kernelSize: 0 }) },
    { argument: 'strides', create: () => new DepthwiseConv2D({ kernelSize: 3, strides: 0.5 }) },
    { argument: 'padding', create: () => new DepthwiseConv2D({ kernelSize: 3, padding: 'full' as 'same' }) },
    { argument: 'depthMultiplier', create: () => new DepthwiseConv2D({ kernelSize: 3, depthMultiplier: 0 }) },
    { argument: 'activation', create: () => new DepthwiseConv2D({ kernelSize: 3, activation: 'swoosh' as 'relu' }) },
  ],
  badInputs: [[7], [2, 2, 1]],
});

testLayer({
  className: 'SeparableConv2D',
  cases: [
    {
      title: '3×3 valid',
      create: () => new SeparableConv2D({ filters: 5, kernelSize: 3 }),
      inputShape: [5, 6, 3],
      outputShape: [3, 4, 5],
      weightShapes: [[3, 3, 3, 1], [1, 1, 3, 5], [5]],
    },
    {
      title: '2×2 same, strides 2, multiplier 2, no bias',
      create: () =>
        new SeparableConv2D({
          filters: 4,
          kernelSize: 2,
          strides: 2,
          padding: 'same',
          depthMultiplier: 2,
          useBias: false,
          activation: 'sigmoid',
        }),
      inputShape: [5, 4, 3],
      outputShape: [3, 2, 4],
      weightShapes: [
        [2, 2, 3, 2],
        [1, 1, 6, 4],
      ],
    },
  ],
  badArguments: [
    { argument: 'filters', create: () => new SeparableConv2D({ filters: 0, kernelSize: 3 }) },
    { argument: 'kernelSize', create: () => new SeparableConv2D({ filters: 1, kernelSize: [3, 0] }) },
    {
      argument: 'depthMultiplier',
      create: () => new SeparableConv2D({ filters: 1, kernelSize: 3, depthMultiplier: -1 }),
    },
  ],
  badInputs: [[7], [2, 2, 1]],
});

testLayer({
  className: 'MaxPooling2D',
  cases: [
    {
      title: '2×2',
      create: () => new MaxPooling2D(),
      inputShape: [5, 6, 3],
      outputShape: [2, 3, 3],
      weightShapes: [],
    },
    {
      title: '3×2, strides 1 and 2, same',
      create: () => new MaxPooling2D({ poolSize: [3, 2], strides: [1, 2], padding: 'same' }),
      inputShape: [5, 5, 2],
      outputShape: [5, 3, 2],
      weightShapes: [],
    },
  ],
  badArguments: [
    { argument: 'poolSize', create: () => new MaxPooling2D({ poolSize: 0 }) },
    { argument: 'poolSize', create: () => new MaxPooling2D({ poolSize: 257 }) },
    { argument: 'strides', create: () => new MaxPooling2D({ strides: -1 }) },
    { argument: 'padding', create: () => new MaxPooling2D({ padding: 'full' as 'same' }) },
  ],
  badInputs: [[7], [1, 1, 1]],
});

testLayer({
  className: 'AveragePooling2D',
  cases: [
    {
      title: '2×2',
      create: () => new AveragePooling2D(),
      inputShape: [5, 6, 3],
      outputShape: [2, 3, 3],
      weightShapes: [],
    },
    {
      title: '3×2, strides 1 and 2, same',
      create: () => new AveragePooling2D({ poolSize: [3, 2], strides: [1, 2], padding: 'same' }),
      inputShape: [5, 5, 2],
      outputShape: [5, 3, 2],
      weightShapes: [],
    },
  ],
  badArguments: [
    { argument: 'poolSize', create: () => new AveragePooling2D({ poolSize: [2, 0.5] }) },
    { argument: 'strides', create: () => new AveragePooling2D({ strides: 0 }) },
    { argument: 'padding', create: () => new AveragePooling2D({ padding: 'full' as 'same' }) },
  ],
  badInputs: [[7], [1, 1, 1]],
});

for (const [className, GlobalPooling] of Object.entries({ GlobalAveragePooling2D, GlobalMaxPooling2D })) {
  testLayer({
    className,
    cases: [
      {
        title: 'to a vector',
        create: () => new GlobalPooling(),
        inputShape: [5, 4, 3],
        outputShape: [3],
        weightShapes: [],
      },
      {
        title: 'keeping axes',
        create: () => new GlobalPooling({ keepdims: true }),
        inputShape: [17, 18, 2],
        outputShape: [1, 1, 2],
        weightShapes: [],
      },
    ],
    badArguments: [{ argument: 'keepdims', create: () => new GlobalPooling(JSON.parse('{ "keepdims": 1 }')) }],
    badInputs: [[7], [2, 2]],
  });
}

describe('GlobalMaxPooling2D of a picture with more pixels than it can tell apart', () => {
  it('is refused', () => {
    const layers = [new InputLayer({ shape: [257, 256, 1] }), new GlobalMaxPooling2D()];
    expect(() => new Sequential(layers)).toThrowError(expect.objectContaining({ code: 'layer/invalid-input' }));
  });
});

testLayer({
  className: 'Reshape',
  cases: [
    {
      title: 'to a picture',
      create: () => new Reshape({ targetShape: [2, 3, 2] }),
      inputShape: [12],
      outputShape: [2, 3, 2],
      weightShapes: [],
    },
    {
      title: 'with an open size',
      create: () => new Reshape({ targetShape: [-1, 4] }),
      inputShape: [2, 3, 2],
      outputShape: [3, 4],
      weightShapes: [],
    },
  ],
  badArguments: [
    { argument: 'targetShape', create: () => new Reshape({ targetShape: [] }) },
    { argument: 'targetShape', create: () => new Reshape({ targetShape: [-1, -1] }) },
    { argument: 'targetShape', create: () => new Reshape({ targetShape: [0] }) },
  ],
  badInputs: [[13], [2, 3]],
});

testLayer({
  className: 'ZeroPadding2D',
  cases: [
    {
      title: 'one everywhere',
      create: () => new ZeroPadding2D(),
      inputShape: [3, 4, 2],
      outputShape: [5, 6, 2],
      weightShapes: [],
    },
    {
      title: 'rows and columns',
      create: () => new ZeroPadding2D({ padding: [0, 2] }),
      inputShape: [3, 2, 3],
      outputShape: [3, 6, 3],
      weightShapes: [],
    },
    {
      title: 'each side another',
      create: () =>
        new ZeroPadding2D({
          padding: [
            [1, 0],
            [2, 3],
          ],
        }),
      inputShape: [2, 2, 5],
      outputShape: [3, 7, 5],
      weightShapes: [],
    },
  ],
  badArguments: [
    { argument: 'padding', create: () => new ZeroPadding2D({ padding: -1 }) },
    { argument: 'padding', create: () => new ZeroPadding2D({ padding: [0.5, 1] }) },
  ],
  badInputs: [[7]],
});

testLayer({
  className: 'Flatten',
  cases: [
    { title: 'a picture', create: () => new Flatten(), inputShape: [3, 4, 2], outputShape: [24], weightShapes: [] },
  ],
  badArguments: [],
});

testLayer({
  className: 'Dense',
  cases: [
    {
      title: 'ReLU',
      create: () => new Dense({ units: 13, activation: 'relu' }),
      inputShape: [9],
      outputShape: [13],
      weightShapes: [[9, 13], [13]],
    },
    {
      title: 'on the last axis, no bias',
      create: () => new Dense({ units: 4, useBias: false }),
      inputShape: [2, 3, 5],
      outputShape: [2, 3, 4],
      weightShapes: [[5, 4]],
    },
    {
      title: 'many inputs',
      create: () => new Dense({ units: 17 }),
      inputShape: [83],
      outputShape: [17],
      weightShapes: [[83, 17], [17]],
    },
  ],
  badArguments: [
    { argument: 'units', create: () => new Dense({ units: -1 }) },
    { argument: 'activation', create: () => new Dense({ units: 1, activation: 'swoosh' as 'relu' }) },
  ],
});

testLayer({
  className: 'Dropout',
  cases: [
    {
      title: 'rate 0',
      create: () => new Dropout({ rate: 0 }),
      inputShape: [4, 5],
      outputShape: [4, 5],
      weightShapes: [],
    },
    {
      title: 'rate 0.4',
      create: () => new Dropout({ rate: 0.4 }),
      inputShape: [4, 5],
      outputShape: [4, 5],
      weightShapes: [],
      config: { rate: 0.4 },
    },
  ],
  badArguments: [
    { argument: 'rate', create: () => new Dropout({ rate: 1 }) },
    { argument: 'rate', create: () => new Dropout({ rate: Number.NaN }) },
  ],
});

testLayer({
  className: 'BatchNormalization',
  cases: [
    {
      title: 'a picture',
      create: () => new BatchNormalization(),
      inputShape: [4, 3, 5],
      outputShape: [4, 3, 5],
      weightShapes: [[5], [5], [5], [5]],
    },
    {
      title: 'a vector, with options',
      create: () => new BatchNormalization({ axis: 1, momentum: 0.5, epsilon: 0.01 }),
      inputShape: [6],
      outputShape: [6],
      weightShapes: [[6], [6], [6], [6]],
    },
    {
      title: 'neither gamma nor beta',
      create: () => new BatchNormalization({ center: false, scale: false }),
      inputShape: [2, 2, 3],
      outputShape: [2, 2, 3],
      weightShapes: [[3], [3]],
    },
    {
      title: 'beta alone',
      create: () => new BatchNormalization({ scale: false }),
      inputShape: [2, 7],
      outputShape: [2, 7],
      weightShapes: [[7], [7], [7]],
    },
    {
      title: 'frozen',
      create: () => new BatchNormalization({ trainable: false }),
      inputShape: [3, 3, 4],
      outputShape: [3, 3, 4],
      weightShapes: [[4], [4], [4], [4]],
    },
  ],
  badArguments: [
    { argument: 'axis', create: () => new BatchNormalization({ axis: 0.5 }) },
    { argument: 'momentum', create: () => new BatchNormalization({ momentum: 1.01 }) },
    { argument: 'epsilon', create: () => new BatchNormalization({ epsilon: 0 }) },
  ],
});

describe.each([
  ['BatchNormalization', () => new BatchNormalization({ axis: 1 })],
  ['Softmax', () => new Softmax({ axis: 1 })],
] as const)('%s along another axis than the last', (_, create) => {
  it('is refused', () => {
    expect(() => new Sequential([new InputLayer({ shape: [3, 8, 8] }), create()])).toThrowError(
      expect.objectContaining({ code: 'layer/invalid-input', message: expect.stringContaining('axis 1') }),
    );
  });
});

testLayer({
  className: 'ReLU',
  cases: [
    { title: 'plain', create: () => new ReLU() },
    { title: 'at most 0.4', create: () => new ReLU({ maxValue: 0.4 }) },
    {
      title: 'with slope and threshold',
      create: () => new ReLU({ negativeSlope: 0.5, threshold: 0.2, maxValue: 0.6 }),
    },
  ].map((layerCase) => ({ ...layerCase, inputShape: [3, 5], outputShape: [3, 5], weightShapes: [] })),
  badArguments: [
    { argument: 'maxValue', create: () => new ReLU({ maxValue: -1 }) },
    { argument: 'negativeSlope', create: () => new ReLU({ negativeSlope: -0.1 }) },
    { argument: 'threshold', create: () => new ReLU({ threshold: Number.NaN }) },
  ],
});

testLayer({
  className: 'LeakyReLU',
  cases: [
    { title: 'by default', create: () => new LeakyReLU() },
    { title: 'slope 0.5', create: () => new LeakyReLU({ negativeSlope: 0.5 }) },
  ].map((layerCase) => ({ ...layerCase, inputShape: [3, 5], outputShape: [3, 5], weightShapes: [] })),
  badArguments: [{ argument: 'negativeSlope', create: () => new LeakyReLU({ negativeSlope: -0.1 }) }],
});

testLayer({
  className: 'ELU',
  cases: [
    { title: 'by default', create: () => new ELU() },
    { title: 'alpha 2', create: () => new ELU({ alpha: 2 }) },
  ].map((layerCase) => ({ ...layerCase, inputShape: [3, 5], outputShape: [3, 5], weightShapes: [] })),
  badArguments: [{ argument: 'alpha', create: () => new ELU({ alpha: Number.NaN }) }],
});

testLayer({
  className: 'Softmax',
  cases: [
    { title: 'of a vector', create: () => new Softmax(), inputShape: [7], outputShape: [7], weightShapes: [] },
    {
      title: 'of the last axis',
      create: () => new Softmax({ axis: 2 }),
      inputShape: [3, 5],
      outputShape: [3, 5],
      weightShapes: [],
    },
  ],
  badArguments: [{ argument: 'axis', create: () => new Softmax({ axis: 0.5 }) }],
});

testLayer({
  className: 'Activation',
  cases: ACTIVATION_NAMES.map((activation: ActivationName) => ({
    title: activation,
    create: () => new Activation({ activation }),
    inputShape: [3, 5],
    outputShape: [3, 5],
    weightShapes: [],
  })),
  badArguments: [{ argument: 'activation', create: () => new Activation({ activation: 'swoosh' as 'relu' }) }],
});

testLayer({
  className: 'InputLayer',
  cases: [],
  badArguments: [
    { argument: 'shape', create: () => new InputLayer({ shape: [] }) },
    { argument: 'shape', create: () => new InputLayer({ shape: [28, 0] }) },
  ],
});

describe('layerFromConfig', () => {
  it('names a layer that it does not have, and those that it has', () => {
    expect(() => layerFromConfig('LSTM', { name: 'memory' })).toThrowError(
      expect.objectContaining({ code: 'model/unsupported', message: expect.stringMatching(/LSTM.*memory.*Conv2D/) }),
    );
  });

  it('refuses options that it cannot compute', () => {
    const config = new Conv2D({ filters: 1, kernelSize: 3, name: 'c' }).getConfig();
    expect(() => layerFromConfig('Conv2D', { ...config, dilation_rate: [2, 2] })).toThrowError(
      expect.objectContaining({ code: 'model/unsupported', message: expect.stringContaining('dilation_rate') }),
    );
  });

  it('knows what Keras 2 called the slope of LeakyReLU', () => {
    expect(layerFromConfig('LeakyReLU', { name: 'leaky', alpha: 0.125 })).toMatchObject({ negativeSlope: 0.125 });
  });

  it('is not fooled by names that every object has', () => {
    expect(() => layerFromConfig('constructor', {})).toThrowError(
      expect.objectContaining({ code: 'model/unsupported' }),
    );
  });
});
