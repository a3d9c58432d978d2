/**
 * Shannon's entropy in bits: 0 where one class has everything, log2(10) ≈ 3.32 where ten digits are equally likely.
 * `2 ** entropy(p)` is the number of equally likely digits that would leave one as unsure.
 *
 * @param distribution `[classes]`, 0..1, summing to 1. Source: C. E. Shannon, "A Mathematical Theory of
 * Communication" (1948), section 6; `0 · log 0` counts as 0.
 * @example
 * entropy([0.5, 0.5]); // 1
 */
export function entropy(distribution: readonly number[]): number {
  let bits = 0;
  for (const p of distribution) if (p > 0) bits -= p * Math.log2(p);
  return bits;
}
