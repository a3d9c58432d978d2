/**
 * A probability for people, `0..1` in: `62 %`, `99.8 %`, `0.4 %`, `< 0.1 %`, `> 99.9 %`.
 *
 * A network is never certain, so no probability is shown as `0 %` or `100 %`, not even where float32 has rounded the
 * softmax to exactly 0 or 1. One decimal appears only within a percentage point of either end, where it matters.
 * Between the number and the sign stands an ordinary space, so that the text can be searched for as it is typed.
 */
export function percent(probability: number): string {
  if (!Number.isFinite(probability)) return 'no number';
  if (probability >= 0.9995) return '> 99.9 %';
  if (probability < 0.0005) return '< 0.1 %';
  const nearAnEnd = Math.min(probability, 1 - probability) < 0.0095;
  return `${(100 * probability).toFixed(nearAnEnd ? 1 : 0)} %`;
}
