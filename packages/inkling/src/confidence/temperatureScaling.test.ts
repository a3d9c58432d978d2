import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distribution, sampleDistributions, sampleLabels } from './confidence.fixture.js';
import { negativeLogLikelihood } from './properScores.js';
import { ranking } from './ranking.js';
import { applyTemperature, fitTemperature } from './temperatureScaling.js';

describe('applyTemperature', () => {
  it('agrees with values worked out by hand', () => {
    // √0.9 : √0.1 = 3 : 1
    expect(applyTemperature([0.9, 0.1], 2)[0]).toBeCloseTo(0.75, 12);
    // 0.6² : 0.4² = 9 : 4
    expect(applyTemperature([0.6, 0.4], 0.5)[0]).toBeCloseTo(9 / 13, 12);
  });

  it('keeps the order, sums to 1 and changes nothing at 1', () => {
    fc.assert(
      fc.property(distribution(10), fc.double({ min: 0.1, max: 10, noNaN: true }), (p, temperature) => {
        const tempered = applyTemperature(p, temperature);
        expect(tempered.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
        // But for what rounding leaves of a tie.
        expect(tempered[ranking(p)[0]]).toBeGreaterThanOrEqual(Math.max(...tempered) - 1e-12);
        applyTemperature(p, 1).forEach((value, i) => {
          expect(value).toBeCloseTo(p[i], 9);
        });
      }),
    );
  });

  it('takes a softmax that underflowed', () => {
    expect(applyTemperature([1, 0], 1)).toEqual([1, expect.closeTo(0, 12)]);
  });
});

describe('fitTemperature', () => {
  it('finds the temperature by which distributions were sharpened', () => {
    const honest = sampleDistributions(3000, 10, 7);
    const labels = sampleLabels(honest, 11);
    for (const temperature of [0.5, 1, 2.5]) {
      // Sharpened by 1/T, so that T mends it.
      const distributions = honest.map((p) => applyTemperature(p, 1 / temperature));
      expect(Math.abs(fitTemperature({ distributions, labels }) / temperature - 1)).toBeLessThan(0.08);
    }
  });

  it('is where the likelihood is best', () => {
    const distributions = sampleDistributions(200, 4, 3);
    const labels = sampleLabels(distributions, 5);
    const nll = (t: number) =>
      distributions.reduce((sum, p, i) => sum + negativeLogLikelihood(applyTemperature(p, t), labels[i]), 0);
    const best = fitTemperature({ distributions, labels });
    expect(nll(best)).toBeLessThanOrEqual(nll(best * 1.01));
    expect(nll(best)).toBeLessThanOrEqual(nll(best / 1.01));
  });

  it('agrees with a fit by hand: 0.9 and right in 3 of 4 needs (0.9/0.1)^β = 3, T = 2', () => {
    const distributions = [0, 1, 2, 3].map(() => [0.9, 0.1]);
    expect(fitTemperature({ distributions, labels: [0, 0, 0, 1] })).toBeCloseTo(2, 9);
  });

  it('stays in its range where every answer is right, or is worth nothing', () => {
    expect(fitTemperature({ distributions: [[0.6, 0.4]], labels: [0] })).toBeCloseTo(0.05, 9);
    expect(fitTemperature({ distributions: [[0.6, 0.4]], labels: [1] })).toBeCloseTo(20, 9);
  });

  it('refuses what has no labels', () => {
    expect(() => fitTemperature({ distributions: [], labels: [] })).toThrow(
      expect.objectContaining({ code: 'usage/invalid' }),
    );
    expect(() => fitTemperature({ distributions: [[1, 0]], labels: [0, 1] })).toThrow('1 distributions and 2 labels');
  });
});
