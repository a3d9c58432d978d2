/** The smallest probability above 0 that float32 holds; a softmax that underflowed to 0 counts as this. */
const SMALLEST = 2 ** -149;

/**
 * Logits that a softmax came from, up to a constant, which no softmax can see: `ln p`.
 *
 * @param distribution `[classes]`, 0..1.
 */
export function logProbabilities(distribution: readonly number[]): number[] {
  return distribution.map((p) => Math.log(Math.max(p, SMALLEST)));
}

/**
 * pᵢ = exp(xᵢ − max x) / Σ exp(xⱼ − max x), which overflows for no logits.
 *
 * @example
 * softmax([0, Math.log(3)]); // [0.25, 0.75]
 */
export function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
