import { expect, it } from 'vitest';
import { Random } from '../random.js';
import { conformalOf, predictionSet } from './conformal.js';
import { steadyCoverage } from './steadyCoverage.js';

it.each([
  [1, 0.5],
  [20, 0.5],
  [40, 0.75],
  [499, 0.979],
  [500, 0.98],
  [5_000, 0.998],
  [10_000, 0.999],
  [1_000_000, 0.999],
])('of %d images vouches for %d', (images, coverage) => {
  expect(steadyCoverage(images)).toBe(coverage);
});

it('makes sets that say something though some labels are beyond hope', () => {
  const random = new Random(4);
  const hopeless = 5;
  const truths = Float64Array.from({ length: 500 }, (_, i) => (i < hopeless ? 0.9999 : random.uniform(0, 0.3))).sort();
  const answer = [0.995, 0.004, 0.0003, 0.0002, 0.0002, 0.0001, 0.0001, 0.0001, 0, 0];
  const setAt = (coverage: number) => predictionSet(answer, conformalOf(truths, { coverage, score: 'thresholded' }));
  expect(setAt(0.999).length).toBeGreaterThan(4);
  expect(setAt(steadyCoverage(500))).toEqual([0]);
});
