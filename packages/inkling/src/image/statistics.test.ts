import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { borderOf, median, quantile, robustDeviation, sampleOf } from './statistics.js';

describe('statistics', () => {
  it('takes all of a small plane and some thousands of a large one', () => {
    expect(sampleOf(planeOf(10, 7, (x) => x))).toHaveLength(70);
    const samples = sampleOf(planeOf(2000, 1000, (x) => x));
    expect(samples.length).toBeGreaterThan(2000);
    expect(samples.length).toBeLessThanOrEqual(4000);
    expect(median(samples)).toBeCloseTo(1000, -2);
  });

  it.each([
    [4, 3, 10],
    [1, 5, 5],
    [5, 1, 5],
    [1, 1, 1],
  ])('takes each pixel of the border of %i × %i once', (width, height, count) => {
    expect(borderOf(planeOf(width, height, (x, y) => y * width + x))).toHaveLength(count);
    expect(new Set(borderOf(planeOf(width, height, (x, y) => y * width + x)))).toHaveProperty('size', count);
  });

  it('finds in any order of values what sorting finds, and leaves them as they are', () => {
    const list = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.float({ noNaN: true })), { minLength: 1 });
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (numbers, fraction) => {
        const values = Float32Array.from(numbers);
        const sorted = values.slice().sort();
        const expected = sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))];
        expect(quantile(values, fraction) + 0).toBe(expected + 0);
        expect(values).toEqual(Float32Array.from(numbers));
      }),
    );
  });

  it('finds quantiles', () => {
    const values = Float32Array.from([5, 1, 4, 2, 3]);
    expect([quantile(values, 0), median(values), quantile(values, 1)]).toEqual([1, 3, 5]);
    expect(median(new Float32Array())).toBe(0);
  });

  it('does not let a tenth of outliers into the deviation', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 100 : (i % 7) - 3));
    expect(robustDeviation(values)).toBeLessThan(4);
  });
});
