/** Keras keeps probabilities this far from 0 before it takes their logarithm. */
const epsilon = 1e-7;

/**
 * Negative log-likelihood of one answer, in nats: −ln of the probability that the truth was given.
 *
 * @example
 * negativeLogLikelihood([0.25, 0.75], 0); // 1.3862943611198906
 */
export function negativeLogLikelihood(distribution: readonly number[], truth: number): number {
  return -Math.log(Math.max(distribution[truth], epsilon));
}

/**
 * Brier's score of one answer, 0..2: the squared distance of the distribution from certainty of the truth.
 *
 * @see G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability" (1950), equation 2
 * @example
 * brierScore([0.5, 0.5], 0); // 0.5
 */
export function brierScore(distribution: readonly number[], truth: number): number {
  return distribution.reduce((sum, p, digit) => sum + (p - (digit === truth ? 1 : 0)) ** 2, 0);
}
