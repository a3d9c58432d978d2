import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilsonInterval.js';

describe('wilsonInterval', () => {
  it('agrees with values worked out by hand', () => {
    // 8 of 10, z² = 3.8415: centre (0.8 + 0.19207)/1.38415, half 1.96·√(0.016 + 0.0096036)/1.38415.
    const [low, high] = wilsonInterval(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('says something sensible at the ends', () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
    expect(wilsonInterval(0, 10)[0]).toBe(0);
    expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.2775, 4);
    expect(wilsonInterval(1000, 1000)[0]).toBeCloseTo(0.9962, 4);
    expect(wilsonInterval(1000, 1000)[1]).toBe(1);
  });

  it('holds the share, stays inside 0..1 and mirrors', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        const [k, n] = [Math.min(a, b), Math.max(a, b, 1)];
        const [low, high] = wilsonInterval(k, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(high).toBeLessThanOrEqual(1);
        expect(wilsonInterval(n - k, n)[0]).toBeCloseTo(1 - high, 12);
      }),
    );
  });

  it.each([
    [-1, 10],
    [11, 10],
    [0.5, 10],
    [Number.NaN, 10],
  ])('refuses %d of %d', (successes, trials) => {
    expect(() => wilsonInterval(successes, trials)).toThrow(expect.objectContaining({ code: 'usage/invalid' }));
  });
});
