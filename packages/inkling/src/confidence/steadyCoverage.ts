import { DEFAULT_COVERAGE } from './statistics.js';

/** Validation images that prediction sets may miss. */
const MISSED = 10;

/**
 * The highest coverage, up to 0.999, that does not hang on a few strange images: of n validation images ten stay outside of their
 * sets. n/(n + 1) would be promised by the strangest image alone: one label that is beyond hope, and sets hold nearly all digits.
 *
 * @param images n, 1 or more, that prediction sets were fitted on.
 * @returns 0.5..0.999, rounded down to thousandths.
 *
 * @example
 * steadyCoverage(500); // 0.98
 */
export function steadyCoverage(images: number): number {
  // Without the tiny tolerance 0.98 would be rounded down to 0.979.
  const thousandths = Math.floor(1000 * (1 - MISSED / images) + 1e-9) / 1000;
  return Math.min(DEFAULT_COVERAGE, Math.max(0.5, thousandths));
}
