import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCalibration, fitCalibration } from './calibration.js';
import { distribution, sampleDistributions, sampleLabels } from './confidence.fixture.js';
import { fitConformal, predictionSet, smallestConformal } from './conformal.js';
import { CONFORMITY_SCORES, conformityScores } from './conformityScores.js';
import { ranking } from './ranking.js';
import { applyTemperature } from './temperatureScaling.js';

describe('conformityScores', () => {
  it('agree with scores worked out by hand', () => {
    const p = [0.125, 0.5, 0.25, 0.125];
    expect(conformityScores(p, 'thresholded')).toEqual([0.875, 0.5, 0.75, 0.875]);
    // In the order 1, 2, 0, 3, since the lower digit comes first where two are equal.
    expect(conformityScores(p, 'aps')).toEqual([0.875, 0.5, 0.75, 1]);
    expect(conformityScores(p, 'raps')).toEqual([0.885, 0.5, 0.75, 1.02]);
  });
});

/** Nine images of two classes whose truths have the probabilities 0.9, 0.8 … 0.1. */
const nine = {
  distributions: [9, 8, 7, 6, 5, 4, 3, 2, 1].map((tenths) => [tenths / 10, 1 - tenths / 10]),
  labels: new Array<number>(9).fill(0),
};

describe('fitConformal', () => {
  it('takes the ⌈(n + 1)·coverage⌉-th smallest score', () => {
    // ⌈10 · 0.5⌉ = 5th of 0.1, 0.2 … 0.9
    expect(fitConformal(nine, { coverage: 0.5 })).toEqual({
      score: 'thresholded',
      coverage: 0.5,
      images: 9,
      threshold: expect.closeTo(0.5, 12),
    });
    expect(fitConformal(nine, { coverage: 0.51 }).threshold).toBeCloseTo(0.6, 12);
    expect(fitConformal(nine, { coverage: 0.9 }).threshold).toBeCloseTo(0.9, 12);
  });

  it('promises n/(n + 1) where n images support no more', () => {
    expect(fitConformal(nine, { coverage: 0.99 })).toMatchObject({ coverage: 0.9, threshold: expect.closeTo(0.9, 12) });
    const many = { distributions: new Array(999).fill([0.9, 0.1]), labels: new Array(999).fill(0) };
    expect(fitConformal(many, { coverage: 0.999 }).coverage).toBe(0.999);
  });

  it('refuses a coverage that is none', () => {
    for (const coverage of [0, 1, 1.5, Number.NaN]) {
      expect(() => fitConformal(nine, { coverage })).toThrow(expect.objectContaining({ code: 'usage/invalid' }));
    }
  });

  it('leaves a class of which it saw nothing in every set, and says that it promises nothing', () => {
    const conditional = fitConformal(nine, { coverage: 0.5, classConditional: true });
    expect(conditional).toMatchObject({ images: 0, coverage: 0 });
    expect(predictionSet([1, 0], conditional)).toContain(1);
  });
});

/**
 * More misses than these happen once in a million times where as many images were tested as calibrated: with the `above`-th largest
 * score as threshold the next miss comes before the next image above it by the toss of a coin, which makes their count negative binomial.
 */
function mostMisses(above: number): number {
  let misses = 0;
  for (let [one, sum] = [0.5 ** above, 0]; 1 - sum > 1e-6; misses++) {
    sum += one;
    one *= (misses + above) / (misses + 1) / 2;
  }
  return misses;
}

describe('predictionSet', () => {
  const any = fc.constantFrom(...CONFORMITY_SCORES);

  it('holds the winner, first, whatever the threshold, and grows with it', () => {
    const threshold = fc.double({ min: -1, max: 2, noNaN: true });
    fc.assert(
      fc.property(distribution(10), any, threshold, threshold, (p, score, a, b) => {
        const of = (limit: number) => predictionSet(p, { score, coverage: 0.9, images: 9, threshold: limit });
        const [small, large] = [of(Math.min(a, b)), of(Math.max(a, b))];
        expect(small[0]).toBe(ranking(p)[0]);
        expect(large).toEqual(expect.arrayContaining(small));
      }),
    );
  });

  it('holds the truth of new images as often as promised, even where the network is too sure', () => {
    const honest = sampleDistributions(6000, 10, 21);
    const labels = sampleLabels(honest, 22);
    const sharpened = honest.map((p) => applyTemperature(p, 0.4));
    const half = { distributions: sharpened.slice(0, 3000), labels: labels.slice(0, 3000) };
    for (const score of CONFORMITY_SCORES) {
      for (const classConditional of [false, true]) {
        for (const coverage of [0.8, 0.95]) {
          const threshold = fitConformal(half, { score, coverage, classConditional });
          const hits = sharpened.slice(3000).filter((p, i) => predictionSet(p, threshold).includes(labels[3000 + i]));
          // Three standard deviations of what calibration (Beta) and test (binomial) leave to chance, 3,000 images each.
          const chance = 3 * Math.sqrt((2 * coverage * (1 - coverage)) / (classConditional ? 2000 : 3000));
          expect(hits.length / 3000, `${score} at ${coverage}`).toBeGreaterThan(coverage - chance);
        }
      }
    }
  });

  it('keeps its promises of 99, 99.5 and 99.9 % on calibrated answers, their score chosen on the same images', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.double({ min: 0.4, max: 2, noNaN: true }), (seed, heat) => {
        const honest = sampleDistributions(4000, 10, seed);
        const labels = sampleLabels(honest, seed + 1);
        const answers = honest.map((p) => applyTemperature(p, heat));
        const half = { distributions: answers.slice(0, 2000), labels: labels.slice(0, 2000) };
        // As models are given theirs: scores of answers that were calibrated without their own fold.
        const { calibration, outOfFold } = fitCalibration(half);
        for (const coverage of [0.99, 0.995, 0.999]) {
          const { score } = smallestConformal({ distributions: outOfFold, labels: half.labels }, 0.99);
          const threshold = fitConformal({ distributions: outOfFold, labels: half.labels }, { score, coverage });
          const hits = answers
            .slice(2000)
            .filter((p, i) => predictionSet(applyCalibration(p, calibration), threshold).includes(labels[2000 + i]));
          const above = 2001 - Math.ceil(2001 * coverage);
          expect(2000 - hits.length, `${score} at ${coverage}`).toBeLessThanOrEqual(mostMisses(above));
        }
      }),
      { numRuns: 2 },
    );
  });

  it('holds the truth of every class as often as promised where it is class-conditional', () => {
    const honest = sampleDistributions(9000, 3, 31);
    const labels = sampleLabels(honest, 32);
    // A network that belittles the last class.
    const skewed = honest.map(([a, b, c]) => [a, b, c / 9].map((p) => p / (a + b + c / 9)));
    const half = { distributions: skewed.slice(0, 4500), labels: labels.slice(0, 4500) };
    const coverageOfLast = (classConditional: boolean) => {
      const threshold = fitConformal(half, { coverage: 0.9, classConditional });
      const last = skewed.slice(4500).filter((_, i) => labels[4500 + i] === 2);
      return last.filter((p) => predictionSet(p, threshold).includes(2)).length / last.length;
    };
    expect(coverageOfLast(false)).toBeLessThan(0.8);
    expect(coverageOfLast(true)).toBeGreaterThan(0.87);
  });
});

describe('smallestConformal', () => {
  it('has sets no larger than any of the scores', () => {
    const distributions = sampleDistributions(500, 10, 41);
    const calibration = { distributions, labels: sampleLabels(distributions, 42) };
    const size = (threshold: ReturnType<typeof fitConformal>) =>
      distributions.reduce((sum, p) => sum + predictionSet(p, threshold).length, 0);
    const best = size(smallestConformal(calibration, 0.9));
    for (const score of CONFORMITY_SCORES) {
      expect(best).toBeLessThanOrEqual(size(fitConformal(calibration, { coverage: 0.9, score })));
    }
  });
});
