import type { Calibration } from './calibration.js';
import { type ConformalThreshold, conformalOf } from './conformal.js';
import type { ConformityScore } from './conformityScores.js';
import type { DigitDetector } from './digitDetector.js';

/**
 * All that makes a model's answers honest: fitted on validation images, kept with the model.
 *
 * @example
 * const statistics: ConfidenceStatistics = await fitStatistics(model, { validation, training });
 */
export interface ConfidenceStatistics {
  readonly calibration: Calibration;
  readonly conformal: ConformalScores;
  /** What tells digits from other things. */
  readonly detector: DigitDetector;
}

/**
 * What prediction sets of any coverage are made of.
 *
 * @example
 * const { score, truths }: ConformalScores = statistics.conformal;
 */
export interface ConformalScores {
  readonly score: ConformityScore;
  /** `[n]`, ascending: the scores of the truths of n validation images. */
  readonly truths: Float64Array;
}

/**
 * How often prediction sets hold the truth, unless another coverage is asked for.
 *
 * @example
 * DEFAULT_COVERAGE; // 0.999
 */
export const DEFAULT_COVERAGE = 0.999;

/**
 * The threshold of prediction sets at a coverage; n/(n + 1) where the n validation images support no more.
 *
 * @throws InklingError `usage/invalid` for a coverage outside of 0..1.
 *
 * @example
 * predictionSet(distributions[0], thresholdAt(statistics, 0.99));
 */
export function thresholdAt({ conformal }: ConfidenceStatistics, coverage = DEFAULT_COVERAGE): ConformalThreshold {
  return conformalOf(conformal.truths, { coverage, score: conformal.score });
}
