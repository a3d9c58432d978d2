/** Σ over rows of weight·mean (y − t)², its derivative times `scale`, and how many rows are right. In float64. */
export function meanSquaredErrorReference(
  rows: number,
  size: number,
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  scale: number,
): { loss: number; correct: number; dOutputs: Float64Array } {
  const dOutputs = new Float64Array(rows * size);
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const rowOf = (x: ArrayLike<number>) => Array.from({ length: size }, (_, j) => x[row * size + j]);
    const [y, t] = [rowOf(outputs), rowOf(targets)];
    for (const [j, value] of y.entries()) {
      loss += (weights[row] * (value - t[j]) ** 2) / size;
      dOutputs[row * size + j] = (scale * weights[row] * 2 * (value - t[j])) / size;
    }
    const isRight = size > 1 ? y.indexOf(Math.max(...y)) === t.indexOf(Math.max(...t)) : Number(y[0] > 0.5) === t[0];
    if (isRight) correct++;
  }
  return { loss, correct, dOutputs };
}
