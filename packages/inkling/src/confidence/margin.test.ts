import { expect, it } from 'vitest';
import { margin } from './margin.js';
import { ranking } from './ranking.js';

it('ranks classes by probability, the lower digit first on a tie, NaN last', () => {
  expect(ranking([0.1, 0.4, 0.4, 0.1])).toEqual([1, 2, 0, 3]);
  expect(ranking([Number.NaN, 0, 1])).toEqual([2, 1, 0]);
});

it('is the lead of the first over the second', () => {
  expect(margin([0.05, 0.6, 0.35])).toBeCloseTo(0.25, 12);
  expect(margin([0.5, 0.5, 0])).toBe(0);
  expect(margin([0, 0, 1])).toBe(1);
});
