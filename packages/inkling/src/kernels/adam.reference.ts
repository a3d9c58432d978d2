export interface AdamState {
  w: ArrayLike<number>;
  m: ArrayLike<number>;
  v: ArrayLike<number>;
  /** Of AMSGrad: the largest v so far. */
  peak?: ArrayLike<number>;
}

/** m += (g − m)(1 − β1); v += (g² − v)(1 − β2); w −= stepSize·m / (√v + ε), or √peak where there is one, in float64. */
export function adamReference(
  { w, m, v, peak }: AdamState,
  g: ArrayLike<number>,
  stepSize: number,
  beta1: number,
  beta2: number,
  epsilon: number,
): { w: Float64Array; m: Float64Array; v: Float64Array; peak: Float64Array } {
  const momentum = Float64Array.from(m, (value, i) => value + (g[i] - value) * (1 - beta1));
  const velocity = Float64Array.from(v, (value, i) => value + (g[i] ** 2 - value) * (1 - beta2));
  const largest = velocity.map((value, i) => (peak ? Math.max(peak[i], value) : value));
  const weights = Float64Array.from(
    w,
    (value, i) => value - (stepSize * momentum[i]) / (Math.sqrt(largest[i]) + epsilon),
  );
  return { w: weights, m: momentum, v: velocity, peak: largest };
}
