import { describe, expect, it } from 'vitest';
import { conv2dBackwardReference, conv2dReference } from './conv2d.reference.js';
import { expectClose, sumTolerance } from './expectClose.fixture.js';
import { type Conv2DShape, suitsWinograd, winogradBackwardScratch, winogradScratch } from './index.js';
import { type Convolution, conv2dRecord, conv2dShape, conv2dSizes } from './shapes.fixture.js';
import { absolute, describeKernels, randomValues, type Workbench } from './workbench.fixture.js';

const convolutions: [string, Convolution][] = [
  ['one tile', { x: [7, 7, 4], kernel: [3, 3, 8] }],
  ['less than a tile', { x: [5, 4, 4], kernel: [3, 3, 8] }],
  ['one output more than a tile', { x: [8, 7, 8], kernel: [3, 3, 8] }],
  ['four tiles', { x: [12, 12, 12], kernel: [3, 3, 16] }],
  ['a part of x that no output needs', { x: [14, 9, 4], kernel: [3, 3, 16] }],
  ['same', { x: [10, 9, 8], kernel: [3, 3, 24], padding: 'same' }],
  ['same, as in the middle of a network', { x: [14, 14, 32], kernel: [3, 3, 32], padding: 'same' }],
  ['more tiles than go together', { x: [28, 22, 4], kernel: [3, 3, 8], padding: 'same' }],
  ['more tiles in a row than go together', { x: [17, 103, 4], kernel: [3, 3, 8] }],
];

/**
 * Winograd's transforms multiply by up to 16 and divide again: measured, the error is up to six times that of a direct sum,
 * and up to twelve for dw, where two of them meet.
 */
const FORWARD = 8;
const BACKWARD = 16;

function transformed(bench: Workbench, shape: Conv2DShape, kernel: number): number {
  const out = bench.output(49 * shape.inChannels * shape.filters);
  bench.kernels.packWinograd5(bench.inputInts(conv2dRecord(shape)), kernel, out, bench.output(4 * 49));
  return out;
}

function checkForward(bench: Workbench, shape: Conv2DShape, samples: number, biased: boolean): void {
  const sizes = conv2dSizes(shape);
  const x = randomValues(samples * sizes.x, 1);
  const kernel = randomValues(sizes.kernel, 2);
  const bias = biased ? randomValues(shape.filters, 3) : undefined;
  const y = bench.output(samples * sizes.y);
  const filters = transformed(bench, shape, bench.input(kernel));
  const scratch = bench.output(winogradScratch(shape));
  const record = bench.inputInts(conv2dRecord(shape));
  bench.kernels.winograd5Conv2dForward(
    record,
    samples,
    bench.input(x),
    filters,
    bias ? bench.input(bias) : 0,
    y,
    scratch,
  );
  const magnitude = conv2dReference(shape, samples, absolute(x), absolute(kernel), bias && absolute(bias));
  const tolerance = sumTolerance((FORWARD * sizes.kernel) / shape.filters, magnitude);
  expectClose(bench.floats(y, samples * sizes.y), conv2dReference(shape, samples, x, kernel, bias), tolerance, 'y');
}

function checkBackward(bench: Workbench, shape: Conv2DShape, samples: number): void {
  const sizes = conv2dSizes(shape);
  const x = randomValues(samples * sizes.x, 4);
  const dy = randomValues(samples * sizes.y, 6);
  const kernel = randomValues(sizes.kernel, 5);
  const expected = conv2dBackwardReference(shape, samples, x, kernel, dy);
  const magnitude = conv2dBackwardReference(shape, samples, absolute(x), absolute(kernel), absolute(dy));
  const before = { dw: randomValues(sizes.kernel, 7), db: randomValues(shape.filters, 8) };
  const [dw, db] = [bench.output(before.dw), bench.output(before.db)];
  const scratch = bench.output(winogradBackwardScratch(shape));
  const record = bench.inputInts(conv2dRecord(shape));
  const dyAt = bench.input(dy);
  bench.kernels.winograd5Conv2dBackwardWeights(record, samples, bench.input(x), dyAt, dw, db, scratch);
  const places = samples * shape.outHeight * shape.outWidth;
  const close = (at: number, name: 'dw' | 'db', gradient: Float64Array, size: Float64Array, terms: number) =>
    expectClose(
      bench.floats(at, gradient.length),
      gradient.map((value, i) => value + before[name][i]),
      sumTolerance(
        terms,
        size.map((value) => value + 1),
      ),
      name,
    );
  close(dw, 'dw', expected.dKernel, magnitude.dKernel, BACKWARD * places);
  close(db, 'db', expected.dBias, magnitude.dBias, places);
}

describeKernels('winograd5', (bench) => {
  it.each(convolutions)('%s: forward', (_, convolution) => {
    const shape = conv2dShape(convolution);
    checkForward(bench, shape, 1, true);
    checkForward(bench, shape, 7, false);
  });

  it.each(convolutions)('%s: gradients of the weights', (_, convolution) => {
    checkBackward(bench, conv2dShape(convolution), 1);
    checkBackward(bench, conv2dShape(convolution), 5);
  });

  it.each(convolutions)('%s: gradients of x, by the turned kernel', (_, convolution) => {
    const shape = conv2dShape({ ...convolution, x: [...convolution.x.slice(0, 2), 8] as [number, number, number] });
    const sizes = conv2dSizes(shape);
    const [kernel, dy] = [randomValues(sizes.kernel, 5), randomValues(2 * sizes.y, 6)];
    const back: Conv2DShape = {
      ...{ inHeight: shape.outHeight, inWidth: shape.outWidth, inChannels: shape.filters },
      ...{ outHeight: shape.inHeight, outWidth: shape.inWidth, filters: shape.inChannels },
      ...{ kernelHeight: 3, kernelWidth: 3, strideY: 1, strideX: 1 },
      ...{ padTop: 2 - shape.padTop, padLeft: 2 - shape.padLeft },
    };
    const turned = bench.output(sizes.kernel);
    bench.kernels.turnKernel(bench.inputInts(conv2dRecord(shape)), bench.input(kernel), turned);
    const dx = bench.output(2 * sizes.x);
    const filters = transformed(bench, back, turned);
    const scratch = bench.output(winogradScratch(back));
    bench.kernels.winograd5Conv2dForward(
      bench.inputInts(conv2dRecord(back)),
      2,
      bench.input(dy),
      filters,
      0,
      dx,
      scratch,
    );
    const expected = conv2dBackwardReference(shape, 2, new Float32Array(2 * sizes.x), kernel, dy).dx;
    const magnitude = conv2dBackwardReference(
      shape,
      2,
      new Float32Array(2 * sizes.x),
      absolute(kernel),
      absolute(dy),
    ).dx;
    expectClose(bench.floats(dx, 2 * sizes.x), expected, sumTolerance(FORWARD * 9 * shape.filters, magnitude), 'dx');
  });

  it('gives a sample the same bits alone and among others', () => {
    const shape = conv2dShape({ x: [12, 12, 8], kernel: [3, 3, 8] });
    const sizes = conv2dSizes(shape);
    const x = randomValues(7 * sizes.x, 1);
    const filters = transformed(bench, shape, bench.input(randomValues(sizes.kernel, 2)));
    const record = bench.inputInts(conv2dRecord(shape));
    const run = (samples: number, values: Float32Array) => {
      const y = bench.output(samples * sizes.y);
      const scratch = bench.output(winogradScratch(shape));
      bench.kernels.winograd5Conv2dForward(record, samples, bench.input(values), filters, 0, y, scratch);
      return bench.floats(y, samples * sizes.y);
    };
    expect(run(1, x.subarray(6 * sizes.x))).toEqual(run(7, x).subarray(6 * sizes.y));
  });
});

describe('suitsWinograd', () => {
  const suits = (convolution: Convolution) => suitsWinograd(conv2dShape(convolution));

  it('takes 3×3 kernels of stride 1 between enough channels', () => {
    expect(suits({ x: [13, 13, 32], kernel: [3, 3, 64] })).toBe(true);
    expect(suits({ x: [28, 28, 32], kernel: [3, 3, 32], padding: 'same' })).toBe(true);
  });

  it('leaves everything else, and what it would not make faster, to the direct kernels', () => {
    expect(suits({ x: [28, 28, 1], kernel: [3, 3, 32] })).toBe(false);
    expect(suits({ x: [13, 13, 32], kernel: [3, 3, 12] })).toBe(false);
    expect(suits({ x: [13, 13, 32], kernel: [5, 5, 64] })).toBe(false);
    expect(suits({ x: [13, 13, 32], kernel: [3, 3, 64], strides: [2, 2] })).toBe(false);
    expect(suits({ x: [4, 4, 32], kernel: [3, 3, 64] })).toBe(false);
  });
});
