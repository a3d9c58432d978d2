import { ranking } from './ranking.js';

/**
 * By how much the most probable class leads the second, 0..1: 0 is a tie, the hardest of all edge cases.
 *
 * @param distribution `[classes ≥ 2]`, 0..1.
 * @example
 * margin([0.1, 0.6, 0.3]); // 0.3
 */
export function margin(distribution: readonly number[]): number {
  const [winner, runnerUp] = ranking(distribution);
  return distribution[winner] - distribution[runnerUp];
}
