import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2dBackwardReference, conv2dReference } from './conv2d.reference.js';
import { expectClose, sumTolerance } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import { type Conv2DShape, conv2dScratch } from './index.js';
import { anyConvolution, type Convolution, conv2dRecord, conv2dShape, conv2dSizes } from './shapes.fixture.js';
import { absolute, describeKernels, randomValues, type Workbench } from './workbench.fixture.js';

const convolutions: [string, Convolution][] = [
  ['a single product', { x: [1, 1, 1], kernel: [1, 1, 1] }],
  ['the first layer of the classic network, smaller', { x: [9, 9, 1], kernel: [3, 3, 32] }],
  ['the second layer of the classic network, narrower', { x: [13, 13, 8], kernel: [3, 3, 16] }],
  ['pointwise', { x: [5, 7, 13], kernel: [1, 1, 11] }],
  ['pointwise from few channels', { x: [5, 7, 3], kernel: [1, 1, 11] }],
  ['runs one short of a panel', { x: [6, 9, 1], kernel: [2, 7, 9] }],
  ['runs of a panel', { x: [6, 9, 4], kernel: [5, 2, 9] }],
  ['runs one beyond a panel', { x: [6, 9, 3], kernel: [2, 3, 7] }],
  ['runs of three panels', { x: [6, 9, 8], kernel: [2, 3, 17] }],
  ['same, odd kernel', { x: [7, 6, 3], kernel: [3, 3, 5], padding: 'same' }],
  ['same, even kernel', { x: [7, 6, 4], kernel: [4, 2, 8], padding: 'same' }],
  ['same, strided', { x: [8, 11, 3], kernel: [3, 5, 10], padding: 'same', strides: [2, 3] }],
  ['same, strides beyond the kernel', { x: [8, 11, 8], kernel: [1, 2, 6], padding: 'same', strides: [3, 4] }],
  ['same, a kernel larger than the picture', { x: [2, 3, 2], kernel: [5, 5, 3], padding: 'same' }],
  ['strided', { x: [9, 12, 5], kernel: [3, 3, 8], strides: [2, 2] }],
  ['strided in one direction', { x: [9, 12, 8], kernel: [3, 1, 8], strides: [1, 3] }],
  ['a kernel as large as the picture', { x: [5, 5, 7], kernel: [5, 5, 23] }],
  ['wider than two tiles', { x: [3, 31, 2], kernel: [3, 5, 9] }],
  ['a prime of everything', { x: [11, 13, 7], kernel: [3, 5, 17], strides: [2, 3] }],
];

function checkForward(bench: Workbench, shape: Conv2DShape, samples: number, biased = true): void {
  const sizes = conv2dSizes(shape);
  const patch = sizes.kernel / shape.filters;
  const x = randomValues(samples * sizes.x, 1);
  const kernel = randomValues(sizes.kernel, 2);
  const bias = biased ? randomValues(shape.filters, 3) : undefined;
  const panels = bench.output(patch * Math.ceil(shape.filters / 8) * 8);
  bench.kernels.packPanels(patch, shape.filters, bench.input(kernel), shape.filters, 1, panels, 8 * patch);
  const y = bench.output(samples * sizes.y);
  const record = bench.inputInts(conv2dRecord(shape));
  const scratch = bench.output(conv2dScratch(shape));
  bench.kernels.conv2dForward(record, samples, bench.input(x), panels, bias ? bench.input(bias) : 0, y, scratch);
  const magnitude = conv2dReference(shape, samples, absolute(x), absolute(kernel), bias && absolute(bias));
  expectClose(
    bench.floats(y, samples * sizes.y),
    conv2dReference(shape, samples, x, kernel, bias),
    sumTolerance(patch, magnitude),
    'y',
  );
}

function checkBackward(bench: Workbench, shape: Conv2DShape, samples: number): void {
  const sizes = conv2dSizes(shape);
  const patch = sizes.kernel / shape.filters;
  const x = randomValues(samples * sizes.x, 4);
  const kernel = randomValues(sizes.kernel, 5);
  const dy = randomValues(samples * sizes.y, 6);
  const expected = conv2dBackwardReference(shape, samples, x, kernel, dy);
  const magnitude = conv2dBackwardReference(shape, samples, absolute(x), absolute(kernel), absolute(dy));
  const record = bench.inputInts(conv2dRecord(shape));
  const xAt = bench.input(x);
  const dyAt = bench.input(dy);
  const scratch = bench.output(conv2dScratch(shape));

  const dwBefore = randomValues(sizes.kernel, 7);
  const dbBefore = randomValues(shape.filters, 8);
  const dw = bench.output(dwBefore);
  const db = bench.output(dbBefore);
  bench.kernels.conv2dBackwardWeights(record, samples, xAt, dyAt, dw, db, scratch);
  const places = samples * shape.outHeight * shape.outWidth;
  expectClose(
    bench.floats(dw, sizes.kernel),
    expected.dKernel.map((value, i) => value + dwBefore[i]),
    sumTolerance(
      places + samples,
      magnitude.dKernel.map((value) => value + 1),
    ),
    'dw',
  );
  expectClose(
    bench.floats(db, shape.filters),
    expected.dBias.map((value, i) => value + dbBefore[i]),
    sumTolerance(
      places,
      magnitude.dBias.map((value) => value + 1),
    ),
    'db',
  );

  const panelsT = bench.output(shape.filters * Math.ceil(patch / 8) * 8);
  bench.kernels.packPanels(shape.filters, patch, bench.input(kernel), 1, shape.filters, panelsT, 8 * shape.filters);
  const dx = bench.output(samples * sizes.x);
  bench.kernels.conv2dBackwardInput(record, samples, dyAt, panelsT, dx, scratch);
  const terms = shape.filters * shape.kernelHeight * shape.kernelWidth;
  expectClose(bench.floats(dx, samples * sizes.x), expected.dx, sumTolerance(terms, magnitude.dx), 'dx');
}

describeKernels('conv2d', (bench) => {
  it.each(convolutions)('%s: forward', (_, convolution) => {
    const shape = conv2dShape(convolution);
    checkForward(bench, shape, 1);
    checkForward(bench, shape, 3, false);
  });

  it.each(convolutions)('%s: gradients', (_, convolution) => {
    const shape = conv2dShape(convolution);
    checkBackward(bench, shape, 1);
    checkBackward(bench, shape, 3);
  });

  it('leaves the bias alone where its gradient is not asked for', () => {
    const shape = conv2dShape({ x: [4, 4, 1], kernel: [3, 3, 2] });
    const sizes = conv2dSizes(shape);
    const dw = bench.output(new Float32Array(sizes.kernel));
    const record = bench.inputInts(conv2dRecord(shape));
    const [x, dy] = [randomValues(sizes.x, 1), randomValues(sizes.y, 2)];
    const scratch = bench.output(conv2dScratch(shape));
    bench.kernels.conv2dBackwardWeights(record, 1, bench.input(x), bench.input(dy), dw, 0, scratch);
    const { dKernel } = conv2dBackwardReference(shape, 1, x, new Float32Array(sizes.kernel), dy);
    expectClose(bench.floats(dw, sizes.kernel), dKernel, 1e-5);
  });

  it('agrees with the reference for any shape', () => {
    fc.assert(
      fc.property(anyConvolution, fc.integer({ min: 1, max: 3 }), (shape, samples) => {
        checkForward(bench, shape, samples);
        checkBackward(bench, shape, samples);
        bench.check();
        bench.clear();
      }),
      { numRuns: 60 },
    );
  });

  it('gives a sample the same bits in any batch', () => {
    const shape = conv2dShape({ x: [9, 8, 3], kernel: [3, 3, 10], padding: 'same' });
    const sizes = conv2dSizes(shape);
    const record = bench.inputInts(conv2dRecord(shape));
    const panels = bench.input(randomValues(27 * 16, 1));
    const x = bench.input(randomValues(5 * sizes.x, 2));
    const scratch = bench.output(conv2dScratch(shape));
    const whole = bench.output(5 * sizes.y);
    bench.kernels.conv2dForward(record, 5, x, panels, 0, whole, scratch);
    const last = bench.output(sizes.y);
    bench.kernels.conv2dForward(record, 1, x + 4 * sizes.x * 4, panels, 0, last, scratch);
    expect(bench.floats(last, sizes.y)).toEqual(bench.floats(whole + 4 * sizes.y * 4, sizes.y));
  });
});

describe('conv2dBackwardReference', () => {
  it.each(convolutions.filter(([, { x }]) => x[0] * x[1] * x[2] < 130))(
    '%s: agrees with finite differences',
    (_, c) => {
      const shape = conv2dShape(c);
      const sizes = conv2dSizes(shape);
      const x = randomValues(sizes.x, 1);
      const kernel = randomValues(sizes.kernel, 2);
      const bias = randomValues(shape.filters, 3);
      const dy = randomValues(sizes.y, 4);
      const { dx, dKernel, dBias } = conv2dBackwardReference(shape, 1, x, kernel, dy);
      const loss = (x: ArrayLike<number>, kernel: ArrayLike<number>, bias: ArrayLike<number>): number =>
        dot(conv2dReference(shape, 1, x, kernel, bias), dy);
      expectClose(
        dx,
        finiteDifferences((v) => loss(v, kernel, bias), x),
        1e-7,
        'dx',
      );
      expectClose(
        dKernel,
        finiteDifferences((v) => loss(x, v, bias), kernel),
        1e-7,
        'dKernel',
      );
      expectClose(
        dBias,
        finiteDifferences((v) => loss(x, kernel, v), bias),
        1e-7,
        'dBias',
      );
    },
  );
});
