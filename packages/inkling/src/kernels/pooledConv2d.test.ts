import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.js';
import { conv2dReference } from './conv2d.reference.js';
import { expectClose, sumTolerance } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import { type Conv2DShape, pooledConv2dScratch, winogradScratch } from './index.js';
import { pooledConv2dBackwardReference, pooledConv2dReference } from './pooledConv2d.reference.js';
import { anyConvolution, type Convolution, conv2dRecord, conv2dShape, conv2dSizes } from './shapes.fixture.js';
import { absolute, describeKernels, randomIntegers, randomValues, type Workbench } from './workbench.fixture.js';

/** The convolution of which pooling uses every output: an odd last row or column is never computed. */
function pooledShape(convolution: Convolution): Conv2DShape {
  return even(conv2dShape(convolution));
}

function even(shape: Conv2DShape): Conv2DShape {
  return { ...shape, outHeight: shape.outHeight & ~1, outWidth: shape.outWidth & ~1 };
}

const convolutions: [string, Convolution][] = [
  ['one window', { x: [2, 2, 1], kernel: [1, 1, 1] }],
  ['the first layer of the classic network', { x: [28, 28, 1], kernel: [3, 3, 32] }],
  ['the second layer of the classic network', { x: [13, 13, 32], kernel: [3, 3, 64] }],
  ['5 by 5 from one channel', { x: [12, 12, 1], kernel: [5, 5, 6] }],
  ['7 by 7 from one channel', { x: [11, 10, 1], kernel: [7, 7, 5] }],
  ['a first layer of colour', { x: [8, 10, 3], kernel: [3, 3, 7] }],
  ['one filter', { x: [6, 7, 2], kernel: [3, 3, 1] }],
  ['one filter more than a panel', { x: [6, 7, 4], kernel: [3, 2, 9] }],
  ['as many filters as a mask has bits, and one', { x: [6, 7, 2], kernel: [2, 3, 17] }],
  ['four filters and few weights', { x: [7, 9, 1], kernel: [3, 4, 4] }],
  ['same', { x: [8, 7, 3], kernel: [3, 3, 5], padding: 'same' }],
  ['same, many channels', { x: [8, 8, 16], kernel: [3, 3, 16], padding: 'same' }],
  ['same, even kernel, strided', { x: [9, 9, 2], kernel: [4, 2, 12], padding: 'same', strides: [2, 1] }],
  ['strided', { x: [13, 11, 5], kernel: [3, 3, 8], strides: [2, 2] }],
  ['runs of seven vectors', { x: [5, 6, 7], kernel: [2, 4, 8] }],
  ['runs of ten vectors', { x: [5, 6, 13], kernel: [2, 3, 11] }],
  ['runs of fifteen vectors', { x: [4, 8, 20], kernel: [3, 3, 3] }],
  ['four rows of two vectors', { x: [6, 6, 2], kernel: [4, 3, 8] }],
  ['wide', { x: [4, 29, 2], kernel: [3, 3, 8] }],
];

const winogradConvolutions: [string, Convolution][] = [
  ['one window', { x: [4, 4, 4], kernel: [3, 3, 8] }],
  ['two panels', { x: [6, 8, 4], kernel: [3, 3, 16] }],
  ['tall', { x: [16, 4, 12], kernel: [3, 3, 8] }],
  ['same', { x: [8, 6, 8], kernel: [3, 3, 24], padding: 'same' }],
  ['same, odd', { x: [7, 9, 4], kernel: [3, 3, 8], padding: 'same' }],
  ['more tiles than go together', { x: [28, 26, 4], kernel: [3, 3, 8] }],
  ['the second layer of the classic network', { x: [13, 13, 32], kernel: [3, 3, 64] }],
];

type Forward = (
  bench: Workbench,
  shape: Conv2DShape,
  samples: number,
  x: Float32Array,
  kernel: Float32Array,
  bias: Float32Array | undefined,
) => { y: Float32Array; arg: Uint8Array };

const direct: Forward = (bench, shape, samples, x, kernel, bias) => {
  const { kernel: kernelSize, y: outputs } = conv2dSizes(shape);
  const patch = kernelSize / shape.filters;
  const panels = bench.output(patch * Math.ceil(shape.filters / 8) * 8);
  bench.kernels.packPanels(patch, shape.filters, bench.input(kernel), shape.filters, 1, panels, 8 * patch);
  const length = (samples * outputs) / 4;
  const y = bench.output(length);
  const arg = bench.outputBytes(length);
  const record = bench.inputInts(conv2dRecord(shape));
  const scratch = bench.output(pooledConv2dScratch(shape));
  const biasAt = bias ? bench.input(bias) : 0;
  bench.kernels.pooledConv2dForward(record, samples, bench.input(x), panels, biasAt, y, arg, scratch);
  return { y: bench.floats(y, length), arg: bench.bytes(arg, length) };
};

const winograd: Forward = (bench, shape, samples, x, kernel, bias) => {
  const record = bench.inputInts(conv2dRecord(shape));
  const transformed = bench.output(49 * shape.inChannels * shape.filters);
  bench.kernels.packWinograd5(record, bench.input(kernel), transformed, bench.output(4 * 49));
  const length = (samples * conv2dSizes(shape).y) / 4;
  const y = bench.output(length);
  const arg = bench.outputBytes(length);
  const scratch = bench.output(winogradScratch(shape));
  const biasAt = bias ? bench.input(bias) : 0;
  bench.kernels.winograd5PooledConv2dForward(record, samples, bench.input(x), transformed, biasAt, y, arg, scratch);
  return { y: bench.floats(y, length), arg: bench.bytes(arg, length) };
};

type Pictures = (values: Float32Array, shape: Conv2DShape) => Float32Array;

const full: Pictures = (values) => values;

/** Of each sample only the upper half is there: below, most windows of a first layer see nothing. */
const halfBlank: Pictures = (values, shape) => {
  const { x: size } = conv2dSizes(shape);
  return values.map((value, i) => (2 * (i % size) < size ? value : 0));
};

/** With whole numbers everything is exact, and ties, which the first must win, are frequent. */
function checkExactForward(bench: Workbench, shape: Conv2DShape, samples: number, pictures = full): void {
  const sizes = conv2dSizes(shape);
  const x = pictures(randomIntegers(samples * sizes.x, 1), shape);
  const kernel = randomIntegers(sizes.kernel, 2);
  const bias = randomIntegers(shape.filters, 3);
  const expected = pooledConv2dReference(shape, samples, x, kernel, bias);
  const { y, arg } = direct(bench, shape, samples, x, kernel, bias);
  expectClose(y, expected.y, 0, 'y');
  expectClose(arg, expected.arg, 0, 'arg');
}

/** Rounding may let another of two nearly equal outputs win, so arg must only point to one that is close enough. */
function checkForward(bench: Workbench, shape: Conv2DShape, samples: number, biased: boolean, forward = direct): void {
  const sizes = conv2dSizes(shape);
  const x = randomValues(samples * sizes.x, 4);
  const kernel = randomValues(sizes.kernel, 5);
  const bias = biased ? randomValues(shape.filters, 6) : undefined;
  const expected = pooledConv2dReference(shape, samples, x, kernel, bias);
  const magnitude = conv2dReference(shape, samples, absolute(x), absolute(kernel), bias && absolute(bias));
  const { y, arg } = forward(bench, shape, samples, x, kernel, bias);
  // Winograd's transforms multiply by up to 16 before they cancel: measured, six times the error of a direct sum.
  const amplification = forward === winograd ? 8 : 1;
  const tolerance = sumTolerance(
    (amplification * sizes.kernel) / shape.filters,
    expected.places.map((window) => Math.max(...window.map((place) => magnitude[place]))),
  );
  expectClose(y, expected.y, tolerance, 'y');
  const chosen = expected.places.map((window, i) => (arg[i] < 4 ? expected.convolution[window[arg[i]]] : 0));
  expectClose(chosen, expected.y, tolerance, 'the outputs that arg points to');
}

function randomArguments(length: number, seed: number): Uint8Array {
  const random = new Random(seed);
  return Uint8Array.from({ length }, () => random.integer(5));
}

function checkBackward(
  bench: Workbench,
  shape: Conv2DShape,
  samples: number,
  { arg, pictures = full }: { arg?: Uint8Array; pictures?: Pictures } = {},
): void {
  const sizes = conv2dSizes(shape);
  const { filters, kernelHeight, kernelWidth, inChannels } = shape;
  const outputs = (samples * sizes.y) / 4;
  const x = pictures(randomValues(samples * sizes.x, 1), shape);
  const kernel = randomValues(sizes.kernel, 2);
  const dy = randomValues(outputs, 3);
  const winners = arg ?? randomArguments(outputs, 4);
  const expected = pooledConv2dBackwardReference(shape, samples, x, kernel, winners, dy);
  const magnitude = pooledConv2dBackwardReference(shape, samples, absolute(x), absolute(kernel), winners, absolute(dy));

  const record = bench.inputInts(conv2dRecord(shape));
  const byOutputSize = filters * kernelHeight * Math.ceil((kernelWidth * inChannels) / 4) * 4;
  const filtersByOutput = bench.output(byOutputSize);
  bench.kernels.packByOutput(record, bench.input(kernel), filtersByOutput);
  const before = randomValues(sizes.kernel, 5);
  const dwByOutput = bench.output(byOutputSize);
  bench.kernels.packByOutput(record, bench.input(before), dwByOutput);
  const dbBefore = randomValues(filters, 6);
  const [xAt, argAt, dyAt] = [bench.input(x), bench.inputBytes(winners), bench.input(dy)];
  const scratch = bench.output(pooledConv2dScratch(shape));

  const gradients = (dx: number): { dKernel: Float32Array; dBias: Float32Array } => {
    const dw = bench.output(bench.floats(dwByOutput, byOutputSize));
    const db = bench.output(dbBefore);
    bench.kernels.pooledConv2dBackward(record, samples, xAt, argAt, dyAt, filtersByOutput, dw, db, dx, scratch);
    const unpacked = bench.output(sizes.kernel);
    bench.kernels.unpackByOutput(record, dw, unpacked);
    return { dKernel: bench.floats(unpacked, sizes.kernel), dBias: bench.floats(db, filters) };
  };

  const dx = bench.output(samples * sizes.x);
  const windows = outputs / filters;
  for (const { dKernel, dBias } of [gradients(dx), gradients(0)]) {
    expectClose(
      dKernel,
      expected.dKernel.map((value, i) => value + before[i]),
      sumTolerance(
        windows + samples,
        magnitude.dKernel.map((value) => value + 1),
      ),
      'dw',
    );
    expectClose(
      dBias,
      expected.dBias.map((value, i) => value + dbBefore[i]),
      sumTolerance(
        windows + samples,
        magnitude.dBias.map((value) => value + 1),
      ),
      'db',
    );
  }
  const terms = filters * kernelHeight * kernelWidth;
  expectClose(bench.floats(dx, samples * sizes.x), expected.dx, sumTolerance(terms, magnitude.dx), 'dx');
}

describeKernels('pooledConv2d', (bench) => {
  it.each(convolutions)('%s: forward', (_, convolution) => {
    const shape = pooledShape(convolution);
    checkExactForward(bench, shape, 3);
    checkForward(bench, shape, 1, true);
    checkForward(bench, shape, 2, false);
  });

  it.each(winogradConvolutions)('by Winograd, %s: forward', (_, convolution) => {
    const shape = pooledShape(convolution);
    checkForward(bench, shape, 1, true, winograd);
    checkForward(bench, shape, 2, false, winograd);
  });

  it('by Winograd, finds nothing alive where a patch is blank, however much there is beside it', () => {
    const shape = pooledShape({ x: [12, 12, 8], kernel: [3, 3, 8] });
    const random = randomValues(12 * 12 * 8, 1);
    // Only the lower right quarter has ink, so that the upper left tile's windows but the last see nothing.
    const x = random.map((value, i) => (i >= 5 * 96 && Math.floor(i / 8) % 12 >= 5 ? value : 0));
    const { y, arg } = winograd(bench, shape, 1, x, randomValues(9 * 64, 2), undefined);
    const expected = pooledConv2dReference(shape, 1, x, randomValues(9 * 64, 2), new Float32Array(8));
    expect(expected.arg.filter((winner) => winner === 4).length).toBeGreaterThan(50);
    expect(Array.from(arg, (winner) => winner === 4)).toEqual(Array.from(expected.arg, (winner) => winner === 4));
    expect(Array.from(y, (value) => value === 0)).toEqual(Array.from(expected.y, (value) => value === 0));
  });

  it.each(convolutions)('%s: gradients', (_, convolution) => {
    checkBackward(bench, pooledShape(convolution), 3);
  });

  it.each(convolutions)('%s: pictures that are half blank', (_, convolution) => {
    checkExactForward(bench, pooledShape(convolution), 3, halfBlank);
    checkBackward(bench, pooledShape(convolution), 3, { pictures: halfBlank });
  });

  it('copes with nothing alive, and with everything', () => {
    for (const convolution of [convolutions[1][1], convolutions[7][1]]) {
      const shape = pooledShape(convolution);
      const outputs = conv2dSizes(shape).y / 4;
      checkBackward(bench, shape, 1, { arg: new Uint8Array(outputs).fill(4) });
      checkBackward(bench, shape, 1, { arg: new Uint8Array(outputs).fill(2) });
    }
  });

  it('agrees with the reference for any shape', () => {
    const anyPooled = anyConvolution.map(even).filter((shape) => shape.outHeight > 0 && shape.outWidth > 0);
    fc.assert(
      fc.property(anyPooled, fc.integer({ min: 1, max: 3 }), (shape, samples) => {
        checkExactForward(bench, shape, samples);
        checkForward(bench, shape, samples, true);
        checkBackward(bench, shape, samples);
        bench.check();
        bench.clear();
      }),
      { numRuns: 60 },
    );
  });

  it('lets what is not a number through, so that a diverged training is noticed', () => {
    const shape = pooledShape({ x: [4, 4, 1], kernel: [3, 3, 8] });
    const { y } = direct(
      bench,
      shape,
      1,
      new Float32Array(16).fill(Number.NaN),
      randomValues(72, 1),
      randomValues(8, 2),
    );
    expect([...y]).toEqual(new Array(8).fill(Number.NaN));
  });
});

describe('pooledConv2dBackwardReference', () => {
  it.each(convolutions.filter(([, { x }]) => x[0] * x[1] * x[2] < 130))(
    '%s: agrees with finite differences',
    (_, c) => {
      const shape = pooledShape(c);
      const sizes = conv2dSizes(shape);
      const x = randomValues(sizes.x, 1);
      const kernel = randomValues(sizes.kernel, 2);
      const bias = randomValues(shape.filters, 3);
      const dy = randomValues(sizes.y / 4, 4);
      const { arg } = pooledConv2dReference(shape, 1, x, kernel, bias);
      const { dx, dKernel, dBias } = pooledConv2dBackwardReference(shape, 1, x, kernel, arg, dy);
      const loss = (x: ArrayLike<number>, kernel: ArrayLike<number>, bias: ArrayLike<number>): number =>
        dot(pooledConv2dReference(shape, 1, x, kernel, bias).y, dy);
      // A step so small that no other output of a window overtakes the winner.
      expectClose(
        dx,
        finiteDifferences((v) => loss(v, kernel, bias), x, 1e-7),
        1e-5,
        'dx',
      );
      expectClose(
        dKernel,
        finiteDifferences((v) => loss(x, v, bias), kernel, 1e-7),
        1e-5,
        'dKernel',
      );
      expectClose(
        dBias,
        finiteDifferences((v) => loss(x, kernel, v), bias, 1e-7),
        1e-5,
        'dBias',
      );
    },
  );
});
