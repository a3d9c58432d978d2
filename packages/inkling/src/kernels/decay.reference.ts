/** w − rate·w, in float64. */
export function decayWeightsReference(w: ArrayLike<number>, rate: number): Float64Array {
  return Float64Array.from(w, (value) => value - rate * value);
}

/** momentum·average + (1 − momentum)·w, in float64. */
export function averageWeightsReference(
  average: ArrayLike<number>,
  w: ArrayLike<number>,
  momentum: number,
): Float64Array {
  return Float64Array.from(average, (value, i) => momentum * value + (1 - momentum) * w[i]);
}
