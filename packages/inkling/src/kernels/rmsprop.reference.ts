export interface RmspropState {
  w: ArrayLike<number>;
  v: ArrayLike<number>;
  /** Where there is momentum. */
  m?: ArrayLike<number>;
  /** The mean of gradients, where it is centered. */
  a?: ArrayLike<number>;
}

/** v = ρ·v + (1 − ρ)g²; a = ρ·a + (1 − ρ)g; m = momentum·m + stepSize·g / √(v − a² + ε); w −= m. In float64. */
export function rmspropReference(
  { w, v, m, a }: RmspropState,
  g: ArrayLike<number>,
  stepSize: number,
  rho: number,
  momentum: number,
  epsilon: number,
): { w: Float64Array; v: Float64Array; m: Float64Array; a: Float64Array } {
  const velocity = Float64Array.from(v, (value, i) => rho * value + (1 - rho) * g[i] ** 2);
  const mean = Float64Array.from(w, (_, i) => (a ? rho * a[i] + (1 - rho) * g[i] : 0));
  const move = velocity.map((value, i) => {
    const step = (stepSize * g[i]) / Math.sqrt(value - mean[i] ** 2 + epsilon);
    return m ? momentum * m[i] + step : step;
  });
  return { w: Float64Array.from(w, (value, i) => value - move[i]), v: velocity, m: move, a: mean };
}
