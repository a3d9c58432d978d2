import { InklingError } from '../errors.js';

/**
 * Wilson's score interval for a share: `successes` of `trials`, both ends in 0..1. Unlike `p ± z·σ` it stays inside
 * 0..1 and says something sensible when everything, or nothing, was right. No trials give `[0, 1]`: nothing is known.
 *
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927).
 *
 * @param z Standard normal quantile; the default is that of 95 %.
 * @throws InklingError `usage/invalid` where the counts are no counts.
 * @example
 * const [low, high] = wilsonInterval(985, 1000); // 0.9754 to 0.9909
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959963984540054): [low: number, high: number] {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && successes <= trials)) {
    throw new InklingError(
      'usage/invalid',
      `wilsonInterval: expected counts 0 ≤ successes ≤ trials, got ${successes} of ${trials}. Pass whole numbers.`,
    );
  }
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const zz = (z * z) / trials;
  const centre = share + zz / 2;
  const half = z * Math.sqrt((share * (1 - share)) / trials + zz / (4 * trials));
  // At the very ends rounding would leave 1e-17 where the formula gives 0 and 1.
  const low = successes === 0 ? 0 : (centre - half) / (1 + zz);
  const high = successes === trials ? 1 : (centre + half) / (1 + zz);
  return [low, high];
}
