import { describe, it } from 'vitest';
import { expectClose } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import type { Pool2DShape } from './index.js';
import {
  averagePool2dBackwardReference,
  averagePool2dReference,
  maxPool2dBackwardReference,
  maxPool2dReference,
} from './pooling.reference.js';
import { pool2dRecord, pool2dShape } from './shapes.fixture.js';
import { describeKernels, randomIntegers, randomValues } from './workbench.fixture.js';

const cases: [string, Pool2DShape][] = [
  ['2×2', pool2dShape([6, 8, 4], [2, 2], [2, 2], 'valid')],
  ['2×2 of odd sizes', pool2dShape([7, 5, 3], [2, 2], [2, 2], 'valid')],
  ['2×2 of odd sizes, same', pool2dShape([7, 5, 5], [2, 2], [2, 2], 'same')],
  ['2×2 of 17 channels', pool2dShape([4, 6, 17], [2, 2], [2, 2], 'valid')],
  ['overlapping 3×3', pool2dShape([7, 8, 3], [3, 3], [1, 2], 'valid')],
  ['overlapping 3×3, same', pool2dShape([7, 8, 8], [3, 3], [1, 1], 'same')],
  ['windows apart', pool2dShape([9, 11, 13], [2, 3], [3, 5], 'valid')],
  ['the whole picture', pool2dShape([5, 7, 1], [5, 7], [1, 1], 'valid')],
  ['a window of more than 256 places', pool2dShape([20, 19, 2], [17, 18], [1, 1], 'valid')],
  ['nothing to choose', pool2dShape([3, 3, 2], [1, 1], [1, 1], 'valid')],
];
const samples = 3;
const sizeOf = (shape: Pool2DShape): { x: number; y: number } => ({
  x: samples * shape.inHeight * shape.inWidth * shape.channels,
  y: samples * shape.outHeight * shape.outWidth * shape.channels,
});

describeKernels('maxPool2d', (bench) => {
  it.each(cases)('%s: forward', (_, shape) => {
    const size = sizeOf(shape);
    for (const x of [randomIntegers(size.x, 1), randomValues(size.x, 2)]) {
      const y = bench.output(size.y);
      const arg = bench.outputBytes(2 * size.y);
      const record = bench.inputInts(pool2dRecord(shape));
      bench.kernels.maxPool2dForward(record, samples, bench.input(x), y, arg);
      const expected = maxPool2dReference(shape, samples, x);
      expectClose(bench.floats(y, size.y), expected.y, 0, 'y');
      expectClose(new Uint16Array(bench.buffer, arg, size.y), expected.arg, 0, 'arg');
    }
  });

  it.each(cases)('%s: gradient', (_, shape) => {
    const size = sizeOf(shape);
    const { arg } = maxPool2dReference(shape, samples, randomValues(size.x, 3));
    const dy = randomValues(size.y, 4);
    const dx = bench.output(size.x);
    const record = bench.inputInts(pool2dRecord(shape));
    bench.kernels.maxPool2dBackward(record, samples, bench.input(dy), bench.inputBytes(new Uint8Array(arg.buffer)), dx);
    expectClose(bench.floats(dx, size.x), maxPool2dBackwardReference(shape, samples, arg, dy), 1e-5, 'dx');
  });
});

describeKernels('averagePool2d', (bench) => {
  it.each(cases)('%s: forward and gradient', (_, shape) => {
    const size = sizeOf(shape);
    const record = bench.inputInts(pool2dRecord(shape));
    const x = randomValues(size.x, 2);
    const y = bench.output(size.y);
    bench.kernels.averagePool2dForward(record, samples, bench.input(x), y);
    expectClose(bench.floats(y, size.y), averagePool2dReference(shape, samples, x), 5e-6, 'y');
    const dy = randomValues(size.y, 4);
    const dx = bench.output(size.x);
    bench.kernels.averagePool2dBackward(record, samples, bench.input(dy), dx);
    expectClose(bench.floats(dx, size.x), averagePool2dBackwardReference(shape, samples, dy), 5e-6, 'dx');
  });
});

describe('averagePool2dBackwardReference', () => {
  const small = cases.filter(([, { inHeight, inWidth, channels }]) => inHeight * inWidth * channels < 200);
  it.each(small)('%s: agrees with finite differences', (_, shape) => {
    const size = sizeOf(shape);
    const x = randomValues(size.x / samples, 1);
    const dy = randomValues(size.y / samples, 2);
    const loss = (v: ArrayLike<number>): number => dot(averagePool2dReference(shape, 1, v), dy);
    expectClose(averagePool2dBackwardReference(shape, 1, dy), finiteDifferences(loss, x), 1e-8);
  });
});

describe('maxPool2dBackwardReference', () => {
  const small = cases.filter(([, { inHeight, inWidth, channels }]) => inHeight * inWidth * channels < 200);
  it.each(small)('%s: agrees with finite differences', (_, shape) => {
    const size = sizeOf(shape);
    const x = randomValues(size.x / samples, 1);
    const dy = randomValues(size.y / samples, 2);
    const { arg } = maxPool2dReference(shape, 1, x);
    const loss = (v: ArrayLike<number>): number => dot(maxPool2dReference(shape, 1, v).y, dy);
    // A step so small that no other value of a window overtakes the winner.
    expectClose(maxPool2dBackwardReference(shape, 1, arg, dy), finiteDifferences(loss, x, 1e-7), 1e-5);
  });
});
