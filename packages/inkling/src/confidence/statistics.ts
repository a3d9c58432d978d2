import type { Calibration } from './calibration.js';
import { type ConformalThreshold, conformalByClass, conformalOf } from './conformal.js';
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
  /** `[n]`, 0..9: which digit each of them is of. */
  readonly labels: Uint8Array;
}

/**
 * Which prediction sets are asked for.
 *
 * @example
 * const options: SetOptions = { coverage: 0.99, classConditional: true };
 */
export interface SetOptions {
  /** How often sets shall hold the truth, 0..1 without its ends; 0.999 by default, or as much as the statistics support. */
  readonly coverage?: number | undefined;
  /** Whether that holds for each digit by itself, which about a tenth of the images can promise; `false` by default. */
  readonly classConditional?: boolean | undefined;
}

/**
 * How often prediction sets hold the truth, unless another coverage is asked for.
 *
 * @example
 * DEFAULT_COVERAGE; // 0.999
 */
export const DEFAULT_COVERAGE = 0.999;

/**
 * The threshold of prediction sets at a coverage; n/(n + 1) where the n validation images support no more, of class-conditional
 * sets those of the rarest digit.
 *
 * @throws InklingError `usage/invalid` for a coverage outside of 0..1.
 *
 * @example
 * predictionSet(distributions[0], thresholdAt(statistics, { coverage: 0.99 }));
 */
export function thresholdAt(
  { conformal: { score, truths, labels } }: ConfidenceStatistics,
  { coverage = DEFAULT_COVERAGE, classConditional = false }: SetOptions = {},
): ConformalThreshold {
  if (!classConditional) return conformalOf(truths, { coverage, score });
  const byClass = Array.from({ length: 10 }, (_, digit) => truths.filter((_, i) => labels[i] === digit));
  return conformalByClass(byClass, { coverage, score });
}
