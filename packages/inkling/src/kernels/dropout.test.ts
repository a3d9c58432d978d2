import { describe, expect, it } from 'vitest';
import { dropoutMaskReference, dropoutReference } from './dropout.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

const tolerance = 2 ** -20;

describeKernels('dropout', (bench) => {
  it.each([0, 0.1, 0.25, 0.5, 0.9])('keeps what the reference keeps at rate %d', (rate) => {
    for (const [n, seed, firstIndex] of [
      [1, 0, 0],
      [7, 1, 0],
      [64, 2 ** 32 - 1, 3],
      [1009, 12345, 2 ** 32 - 5],
    ]) {
      const x = randomValues(n, n);
      const y = bench.output(n);
      const mask = bench.outputBytes(n);
      bench.kernels.dropoutForward(n, bench.input(x), y, mask, rate, seed, firstIndex);
      const expected = dropoutMaskReference(n, rate, seed, firstIndex);
      expectClose(bench.bytes(mask, n), expected, 0, 'mask');
      expectClose(bench.floats(y, n), dropoutReference(x, expected, rate), tolerance, 'y');

      const dy = randomValues(n, n + 1);
      const dx = bench.output(n);
      bench.kernels.dropoutBackward(n, bench.input(dy), bench.inputBytes(expected), dx, rate);
      expectClose(bench.floats(dx, n), dropoutReference(dy, expected, rate), tolerance, 'dx');
    }
  });

  it('keeps the share that it should, and other elements for another seed', () => {
    const n = 100_000;
    const masks = [1, 2].map((seed) => {
      const mask = bench.outputBytes(n);
      bench.kernels.dropoutForward(n, bench.input(new Float32Array(n)), bench.output(n), mask, 0.3, seed, 0);
      return [...bench.bytes(mask, n)];
    });
    // Five standard deviations of a binomial distribution.
    const bound = 5 * Math.sqrt((0.3 * 0.7) / n);
    for (const mask of masks) expect(Math.abs(dot(mask, mask) / n - 0.7)).toBeLessThan(bound);
    expect(Math.abs(dot(masks[0], masks[1]) / n - 0.49)).toBeLessThan(bound * 2);
  });

  it('drops the same elements however the work is cut', () => {
    const whole = bench.outputBytes(100);
    const parts = bench.outputBytes(100);
    const x = bench.input(randomValues(100, 1));
    const y = bench.output(100);
    bench.kernels.dropoutForward(100, x, y, whole, 0.5, 7, 1000);
    for (const [first, n] of [
      [0, 33],
      [33, 67],
    ]) {
      bench.kernels.dropoutForward(n, x + first * 4, y, parts + first, 0.5, 7, 1000 + first);
    }
    expect(bench.bytes(parts, 100)).toEqual(bench.bytes(whole, 100));
  });
});

describe('dropoutReference', () => {
  it('agrees with finite differences', () => {
    const mask = dropoutMaskReference(20, 0.4, 1, 0);
    const x = randomValues(20, 1);
    const dy = randomValues(20, 2);
    const loss = (v: ArrayLike<number>): number => dot(dropoutReference(v, mask, 0.4), dy);
    expectClose(dropoutReference(dy, mask, 0.4), finiteDifferences(loss, x), 1e-9);
  });
});
