import { InklingError } from '../errors.js';
import { CONFORMITY_SCORES, type ConformityScore, conformityScores } from './conformityScores.js';
import { checkLabeled, type LabeledDistributions } from './labeledDistributions.js';
import { ranking } from './ranking.js';

/**
 * What turns a distribution into a set that holds the truth as often as promised.
 *
 * @example
 * const threshold: ConformalThreshold = fitConformal({ distributions, labels }, { coverage: 0.9 });
 */
export interface ConformalThreshold {
  readonly score: ConformityScore;
  /** 0..1: how often sets hold the truth. Below what was asked for where the calibration images are too few for that. */
  readonly coverage: number;
  /** Images that it was fitted on; with class-conditional thresholds those of the rarest class. */
  readonly images: number;
  /** The highest score that a member has: one for all classes, or `[classes]`, one for each. */
  readonly threshold: number | readonly number[];
}

/**
 * How prediction sets are made.
 *
 * @example
 * fitConformal({ distributions, labels }, { coverage: 0.9 });
 */
export interface ConformalOptions {
  /** How often sets shall hold the truth, 0..1 without its ends; 0.999 by default. */
  readonly coverage?: number;
  /** `thresholded` by default. */
  readonly score?: ConformityScore;
  /** Whether the promise holds for each class by itself; needs as many images of each. `false` by default. */
  readonly classConditional?: boolean;
}

/**
 * Split conformal prediction: the threshold is the ⌈(n + 1)·coverage⌉-th smallest score of the truths of n calibration
 * images. Of new images like those, sets then hold the truth with at least that probability, whatever the network is worth.
 * Where ⌈(n + 1)·coverage⌉ > n no threshold can promise that; the largest score is taken, which promises n/(n + 1).
 *
 * @param calibration Answers to images that nothing else was fitted on.
 * @throws InklingError `usage/invalid` for no images or a coverage outside of 0..1.
 * @see Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World" (2005); Angelopoulos and Bates, "A Gentle
 *   Introduction to Conformal Prediction" (2021), section 1
 *
 * @example
 * const threshold = fitConformal({ distributions, labels }, { coverage: 0.99 });
 * predictionSet([0.55, 0.44, 0.01], threshold); // [0, 1]
 */
export function fitConformal(calibration: LabeledDistributions, options: ConformalOptions = {}): ConformalThreshold {
  const { coverage = 0.999, score = 'thresholded', classConditional = false } = options;
  checkLabeled(calibration, 'fitConformal');
  checkCoverage(coverage);
  const { distributions, labels } = calibration;
  const ofTruths = distributions.map((p, i) => conformityScores(p, score)[labels[i]]);
  const sorted = (scores: readonly number[]) => scores.toSorted((a, b) => a - b);
  if (!classConditional) return conformalOf(sorted(ofTruths), { coverage, score });
  const byClass = distributions[0].map((_, digit) => sorted(ofTruths.filter((_, i) => labels[i] === digit)));
  return conformalByClass(byClass, { coverage, score });
}

/**
 * The threshold at any coverage, from the scores that truths had.
 *
 * @param sorted `[n]`, ascending: the conformity scores of the truths of calibration images.
 * @throws InklingError `usage/invalid` for a coverage outside of 0..1.
 *
 * @example
 * conformalOf([0.1, 0.2, 0.6], { coverage: 0.5, score: 'thresholded' }).threshold; // 0.2
 */
export function conformalOf(
  sorted: ArrayLike<number>,
  { coverage, score }: { coverage: number; score: ConformityScore },
): ConformalThreshold {
  checkCoverage(coverage);
  const images = sorted.length;
  return { score, coverage: promised(images, coverage), images, threshold: quantileOf(sorted, coverage) };
}

/**
 * The thresholds of each class by itself, at any coverage.
 *
 * @param byClass `[classes][…]`, each ascending: the conformity scores of the truths of that class.
 * @throws InklingError `usage/invalid` for a coverage outside of 0..1.
 */
export function conformalByClass(
  byClass: readonly ArrayLike<number>[],
  { coverage, score }: { coverage: number; score: ConformityScore },
): ConformalThreshold {
  checkCoverage(coverage);
  const images = Math.min(...byClass.map(({ length }) => length));
  const threshold = byClass.map((sorted) => quantileOf(sorted, coverage));
  return { score, coverage: promised(images, coverage), images, threshold };
}

/**
 * The classes that may be the truth, the most probable first. It always holds the winner, and the same distribution always
 * has the same set.
 *
 * @param distribution `[classes]`, 0..1, summing to 1.
 *
 * @example
 * predictionSet([0.55, 0.44, 0.01], { score: 'thresholded', coverage: 0.9, images: 9, threshold: 0.6 }); // [0, 1]
 */
export function predictionSet(distribution: readonly number[], { score, threshold }: ConformalThreshold): number[] {
  const scores = conformityScores(distribution, score);
  const limit = (digit: number) => (typeof threshold === 'number' ? threshold : threshold[digit]);
  return ranking(distribution).filter((digit, rank) => rank === 0 || scores[digit] <= limit(digit));
}

/**
 * The score whose sets are smallest on average at that coverage; the simpler one where two are equal.
 *
 * @param calibration Answers to images that nothing else was fitted on.
 * @throws InklingError `usage/invalid` as `fitConformal`.
 *
 * @example
 * const threshold = smallestConformal({ distributions, labels }, 0.999);
 */
export function smallestConformal(calibration: LabeledDistributions, coverage: number): ConformalThreshold {
  const rivals = CONFORMITY_SCORES.map((score) => fitConformal(calibration, { coverage, score }));
  const sizes = rivals.map((rival) =>
    calibration.distributions.reduce((sum, p) => sum + predictionSet(p, rival).length, 0),
  );
  return rivals[sizes.indexOf(Math.min(...sizes))];
}

/** The ⌈(n + 1)·coverage⌉-th smallest score, or the largest where there are too few; without any everything is a member. */
function quantileOf(sorted: ArrayLike<number>, coverage: number): number {
  return sorted[Math.min(rankOf(sorted.length, coverage), sorted.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/** What n images support: the coverage that was asked for, or n/(n + 1). */
function promised(images: number, coverage: number): number {
  return rankOf(images, coverage) <= images ? coverage : images / (images + 1);
}

function checkCoverage(coverage: number): void {
  if (coverage > 0 && coverage < 1) return;
  throw new InklingError(
    'usage/invalid',
    `Expected a coverage between 0 and 1, got ${coverage}. 0.99 makes sets that hold the truth 99 times in 100.`,
  );
}

function rankOf(images: number, coverage: number): number {
  // Without the tiny tolerance 1,000 · 0.999 would be rounded up to 1,000 for being 999.0000000000001.
  return Math.ceil((images + 1) * coverage - 1e-9);
}
