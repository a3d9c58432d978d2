/** C `[m, n]` = A `[m, k]` · B `[k, n]` + bias `[n]`, all row by row, in float64. */
export function matmulReference(
  m: number,
  n: number,
  k: number,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  bias?: ArrayLike<number>,
): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = bias ? bias[j] : 0;
      for (let r = 0; r < k; r++) sum += a[i * k + r] * b[r * n + j];
      c[i * n + j] = sum;
    }
  }
  return c;
}

/** dA = dC · Bᵀ, dB = Aᵀ · dC, dBias = Σ over rows of dC. */
export function matmulBackwardReference(
  m: number,
  n: number,
  k: number,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  dc: ArrayLike<number>,
): { da: Float64Array; db: Float64Array; dBias: Float64Array } {
  const da = new Float64Array(m * k);
  const db = new Float64Array(k * n);
  const dBias = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const gradient = dc[i * n + j];
      dBias[j] += gradient;
      for (let r = 0; r < k; r++) {
        da[i * k + r] += gradient * b[r * n + j];
        db[r * n + j] += gradient * a[i * k + r];
      }
    }
  }
  return { da, db, dBias };
}
