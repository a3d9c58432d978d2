/**
 * The classes of a distribution from the most to the least probable; the lower digit first where two are equal,
 * as `argmax` has it. NaN ranks last.
 *
 * @param distribution `[classes]`, 0..1.
 * @example
 * ranking([0.1, 0.6, 0.3]); // [1, 2, 0]
 */
export function ranking(distribution: readonly number[]): number[] {
  const value = (digit: number) => (Number.isNaN(distribution[digit]) ? -1 : distribution[digit]);
  return distribution.map((_, digit) => digit).sort((a, b) => value(b) - value(a) || a - b);
}
