/** The penalty l1·Σ|w| + l2·Σw², and its gradient l1·sign(w) + 2·l2·w, in float64. */
export function penaltyReference(
  w: ArrayLike<number>,
  l1: number,
  l2: number,
): { penalty: number; gradient: Float64Array } {
  const weights = Float64Array.from(w);
  return {
    penalty: weights.reduce((sum, value) => sum + l1 * Math.abs(value) + l2 * value ** 2, 0),
    gradient: weights.map((value) => l1 * Math.sign(value) + 2 * l2 * value),
  };
}
