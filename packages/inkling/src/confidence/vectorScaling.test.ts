import { describe, expect, it } from 'vitest';
import { sampleDistributions, sampleLabels } from './confidence.fixture.js';
import { negativeLogLikelihood } from './properScores.js';
import { solveSymmetric } from './solveSymmetric.js';
import { applyVectorScaling, fitVectorScaling } from './vectorScaling.js';

describe('applyVectorScaling', () => {
  it('agrees with values worked out by hand', () => {
    const [first, second] = applyVectorScaling([0.5, 0.5], { scale: [1, 1], bias: [Math.log(3), 0] });
    expect(first).toBeCloseTo(0.75, 12);
    expect(second).toBeCloseTo(0.25, 12);
    // 0.9² · 2 : 0.1 = 16.2 : 1
    const scaled = applyVectorScaling([0.9, 0.1], { scale: [2, 1], bias: [Math.log(2), 0] });
    expect(scaled[0]).toBeCloseTo(1.62 / 1.72, 12);
  });
});

describe('fitVectorScaling', () => {
  const honest = sampleDistributions(4000, 3, 1);
  const labels = sampleLabels(honest, 2);
  const nll = (distributions: readonly (readonly number[])[]) =>
    distributions.reduce((sum, p, i) => sum + negativeLogLikelihood(p, labels[i]), 0) / labels.length;

  it('mends a network that favours one class', () => {
    const distributions = honest.map((p) => applyVectorScaling(p, { scale: [1, 1, 1], bias: [1.5, 0, 0] }));
    const { bias } = fitVectorScaling({ distributions, labels });
    expect(bias[0] - (bias[1] + bias[2]) / 2).toBeCloseTo(-1.5, 0);
    const mended = distributions.map((p) => applyVectorScaling(p, { scale: [1, 1, 1], bias }));
    expect(nll(mended)).toBeLessThan(nll(distributions) - 0.1);
  });

  it('leaves honest distributions as they are, but for chance', () => {
    const scaling = fitVectorScaling({ distributions: honest, labels });
    for (const [i, p] of honest.slice(0, 200).entries()) {
      applyVectorScaling(p, scaling).forEach((value, j) => {
        expect(Math.abs(value - p[j]), `distribution ${i}`).toBeLessThan(0.05);
      });
    }
  });

  it('is where the likelihood is best: no small step from it wins more than what the ridge allows', () => {
    const scaling = fitVectorScaling({ distributions: honest, labels });
    const best = nll(honest.map((p) => applyVectorScaling(p, scaling)));
    for (let i = 0; i < 3; i++) {
      for (const step of [-0.05, 0.05]) {
        const bias = scaling.bias.map((value, j) => (i === j ? value + step : value));
        const scale = scaling.scale.map((value, j) => (i === j ? value + step : value));
        expect(nll(honest.map((p) => applyVectorScaling(p, { ...scaling, bias })))).toBeGreaterThan(best);
        expect(nll(honest.map((p) => applyVectorScaling(p, { ...scaling, scale })))).toBeGreaterThan(best);
      }
    }
  });

  it('stays finite where every answer is right', () => {
    const { scale, bias } = fitVectorScaling({ distributions: [[0.9, 0.1]], labels: [0] });
    for (const value of [...scale, ...bias]) expect(Number.isFinite(value)).toBe(true);
  });
});

it('solveSymmetric solves what was multiplied by hand', () => {
  // [[4, 2], [2, 3]] · [1, −2] = [0, −4]
  const [x, y] = solveSymmetric(
    [
      [4, 2],
      [2, 3],
    ],
    [0, -4],
  );
  expect(x).toBeCloseTo(1, 12);
  expect(y).toBeCloseTo(-2, 12);
});
