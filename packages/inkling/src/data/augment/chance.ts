import type { Random } from '../../random.js';

/** True in `share` (0..1) of all cases. */
export function happens(random: Random, share: number): boolean {
  return random.uniform() < share;
}

/**
 * A number of mean 0 and standard deviation 1, never beyond ±3: the sum of three uniform ones. Near enough to a normal
 * one, and unlike that it needs no logarithm, whose last bits may differ between engines.
 */
export function bell(random: Random): number {
  return 2 * (random.uniform() + random.uniform() + random.uniform()) - 3;
}

/** A factor around 1, as often above by some ratio as below by it: e^x but for 8 % at x = ±1, by + − × ÷ alone. */
export function ratio(x: number): number {
  return (2 + x) / (2 - x);
}
