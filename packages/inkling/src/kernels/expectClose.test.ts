import { describe, expect, it } from 'vitest';
import { expectClose, sumTolerance } from './expectClose.fixture.js';

describe('expectClose', () => {
  it('passes within the tolerance, its bound included', () => {
    expectClose([1, 2.5], [1, 2], 0.5);
    expectClose([1, 2.5], [1, 2], [0, 0.5]);
  });

  it.each([
    ['beyond the tolerance', [2.6], [2], 0.5],
    ['not a number', [Number.NaN], [2], 0.5],
    ['not a number where one was expected', [Number.NaN], [Number.NaN], 0.5],
    ['infinite', [Number.POSITIVE_INFINITY], [2], 0.5],
    ['a tolerance that is not a number', [2], [2], Number.NaN],
    ['too few values', [], [2], 0.5],
    ['too many values', [2, 2], [2], 0.5],
  ])('fails for %s', (_, actual, expected, tolerance) => {
    expect(() => expectClose(actual, expected, tolerance)).toThrow();
  });

  it('grows its bound with the number of roundings', () => {
    const [one] = sumTolerance(1, [1]);
    const [hundred] = sumTolerance(100, [1]);
    expect(one).toBeGreaterThan(2 ** -24);
    expect(hundred / one).toBeGreaterThan(30);
    expect(hundred).toBeLessThan(1e-5);
  });
});
