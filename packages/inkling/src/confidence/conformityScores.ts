import { ranking } from './ranking.js';

/**
 * How strange a class would be as the truth; a prediction set holds the classes that are strange no more than most truths
 * of the calibration images were.
 *
 * - `thresholded`: 1 − p. The smallest sets on average (Sadinle, Lei and Wasserman, "Least Ambiguous Set-Valued Classifiers
 *   With Bounded Error Levels", 2019).
 * - `aps`: p added up from the most probable class down to this one (Romano, Sesia and Candès, "Classification with Valid
 *   and Adaptive Coverage", 2020, equation 3 without its random part, so that the same picture has the same set).
 * - `raps`: the same plus 0.01 for each rank beyond the second, so that no set has a long tail (Angelopoulos, Bates, Malik
 *   and Jordan, "Uncertainty Sets for Image Classifiers using Conformal Prediction", 2021, equation 4).
 *
 * @example
 * const score: ConformityScore = 'aps';
 */
export type ConformityScore = 'thresholded' | 'aps' | 'raps';

/**
 * All scores, the simplest first.
 *
 * @example
 * CONFORMITY_SCORES; // ['thresholded', 'aps', 'raps']
 */
export const CONFORMITY_SCORES: readonly ConformityScore[] = ['thresholded', 'aps', 'raps'];

/** Of RAPS: what a rank costs, and how many cost nothing. */
const RANK_PENALTY = 0.01;
const FREE_RANKS = 2;

/**
 * The score of every class, `[classes]`; the lower, the less strange.
 *
 * @param distribution `[classes]`, 0..1, summing to 1.
 *
 * @example
 * conformityScores([0.2, 0.7, 0.1], 'aps'); // [0.9, 0.7, 1]
 */
export function conformityScores(distribution: readonly number[], score: ConformityScore): number[] {
  if (score === 'thresholded') return distribution.map((p) => 1 - p);
  const scores = new Array<number>(distribution.length).fill(0);
  let sum = 0;
  ranking(distribution).forEach((digit, rank) => {
    sum += distribution[digit];
    scores[digit] = sum + (score === 'raps' ? RANK_PENALTY * Math.max(0, rank + 1 - FREE_RANKS) : 0);
  });
  return scores;
}
