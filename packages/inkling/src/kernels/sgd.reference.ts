/** w −= stepSize·g, in float64. */
export function sgdReference(w: ArrayLike<number>, g: ArrayLike<number>, stepSize: number): Float64Array {
  return Float64Array.from(w, (value, i) => value - stepSize * g[i]);
}

/** m = momentum·m − stepSize·g; w += m, or momentum·m − stepSize·g with the new m where `nesterov`. In float64. */
export function sgdMomentumReference(
  w: ArrayLike<number>,
  m: ArrayLike<number>,
  g: ArrayLike<number>,
  stepSize: number,
  momentum: number,
  nesterov: boolean,
): { w: Float64Array; m: Float64Array } {
  const velocity = Float64Array.from(m, (value, i) => momentum * value - stepSize * g[i]);
  const move = nesterov ? velocity.map((value, i) => momentum * value - stepSize * g[i]) : velocity;
  return { w: Float64Array.from(w, (value, i) => value + move[i]), m: velocity };
}
