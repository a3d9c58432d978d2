import { expect, it } from 'vitest';
import { brierScore, negativeLogLikelihood } from './properScores.js';

it('scores the probability of the truth', () => {
  expect(negativeLogLikelihood([0.25, 0.75], 0)).toBeCloseTo(Math.log(4), 12);
  expect(negativeLogLikelihood([0, 1], 1)).toBeCloseTo(0, 12);
  expect(negativeLogLikelihood([0, 1], 0)).toBeCloseTo(16.118, 3);
});

it('scores the whole distribution', () => {
  expect(brierScore([0.7, 0.2, 0.1], 0)).toBeCloseTo(0.09 + 0.04 + 0.01, 12);
  expect(brierScore([0, 1], 1)).toBe(0);
  expect(brierScore([0, 1], 0)).toBe(2);
});
