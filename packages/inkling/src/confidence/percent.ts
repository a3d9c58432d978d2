/**
 * A probability for people, `0..1` in: `62 %`, `99.8 %`, `0.4 %`, `< 0.1 %`, `> 99.9 %`.
 *
 * A network is never certain, so no probability is shown as `0 %` or `100 %`, not even where float32 has rounded the
 * softmax to exactly 0 or 1. One decimal appears only within a percentage point of either end, where it matters.
 * Between the number and the sign stands an ordinary space, so that the text can be searched for as it is typed.
 *
 * @example
 * percent(0.6234); // '62 %'
 */
export function percent(probability: number): string {
  if (!Number.isFinite(probability)) return 'no number';
  if (probability >= 0.9995) return '> 99.9 %';
  if (probability < 0.0005) return '< 0.1 %';
  const nearAnEnd = Math.min(probability, 1 - probability) < 0.0095;
  return `${(100 * probability).toFixed(nearAnEnd ? 1 : 0)} %`;
}

/**
 * A share that was counted, `0..1` in, with one decimal: `98.5 %`. It rounds, but says `100.0 %` only where it is all of
 * them, and `0.0 %` only where it is none: `99.9 %`, `0.1 %`.
 *
 * @example
 * sharePercent(0.985); // '98.5 %'
 */
export function sharePercent(share: number): string {
  const tenths = Math.round(1000 * share);
  const honest = share < 1 && share > 0 ? Math.min(999, Math.max(1, tenths)) : tenths;
  return `${(honest / 10).toFixed(1)} %`;
}

/**
 * A coverage for people, `0..1` in, to as many places as tell it from all: `99.9 %`, `99.98 %`.
 *
 * @example
 * coveragePercent(0.9998); // '99.98 %'
 */
export function coveragePercent(coverage: number): string {
  return `${Number((100 * coverage).toFixed(3))} %`;
}
