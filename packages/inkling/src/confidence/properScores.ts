/** Keras keeps probabilities this far from 0 before it takes their logarithm. */
const epsilon = 1e-7;

/** Negative log-likelihood of one answer, in nats: −ln of the probability that the truth was given. */
export function negativeLogLikelihood(distribution: readonly number[], truth: number): number {
  return -Math.log(Math.max(distribution[truth], epsilon));
}

/**
 * Brier's score of one answer, 0..2: the squared distance of the distribution from certainty of the truth.
 *
 * @see G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability" (1950), equation 2
 */
export function brierScore(distribution: readonly number[], truth: number): number {
  return distribution.reduce((sum, p, digit) => sum + (p - (digit === truth ? 1 : 0)) ** 2, 0);
}
