/** e^x / Σ e^x, row by row, in float64. */
export function softmaxReference(rows: number, classes: number, x: ArrayLike<number>): Float64Array {
  const y = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const logits = Array.from({ length: classes }, (_, j) => x[row * classes + j]);
    const peak = Math.max(...logits);
    const powers = logits.map((value) => Math.exp(value - peak));
    const sum = powers.reduce((total, value) => total + value, 0);
    y.set(
      powers.map((value) => value / sum),
      row * classes,
    );
  }
  return y;
}

/** dx = y·(dy − Σ dy·y), row by row. */
export function softmaxBackwardReference(
  rows: number,
  classes: number,
  y: ArrayLike<number>,
  dy: ArrayLike<number>,
): Float64Array {
  const dx = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * classes; i < (row + 1) * classes; i++) sum += dy[i] * y[i];
    for (let i = row * classes; i < (row + 1) * classes; i++) dx[i] = y[i] * (dy[i] - sum);
  }
  return dx;
}

/** ln of the softmax, row by row. */
export function logSoftmaxReference(rows: number, classes: number, x: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: rows * classes }, (_, i) => {
    const first = i - (i % classes);
    const row = Array.from({ length: classes }, (_, j) => x[first + j]);
    const peak = Math.max(...row);
    return x[i] - peak - Math.log(row.reduce((sum, value) => sum + Math.exp(value - peak), 0));
  });
}

/** dx = dy − e^y·Σ dy, row by row. */
export function logSoftmaxBackwardReference(
  rows: number,
  classes: number,
  y: ArrayLike<number>,
  dy: ArrayLike<number>,
): Float64Array {
  return Float64Array.from({ length: rows * classes }, (_, i) => {
    const first = i - (i % classes);
    let sum = 0;
    for (let j = 0; j < classes; j++) sum += dy[first + j];
    return dy[i] - Math.exp(y[i]) * sum;
  });
}

/** Σ over rows of −ln softmax(logits)(label), its derivative times `scale`, and how many first maxima are right. */
export function softmaxCrossEntropyReference(
  rows: number,
  classes: number,
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  scale: number,
): { loss: number; correct: number; probabilities: Float64Array; dLogits: Float64Array } {
  const probabilities = softmaxReference(rows, classes, logits);
  const dLogits = probabilities.map((value) => value * scale);
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const values = Array.from({ length: classes }, (_, j) => logits[row * classes + j]);
    const peak = Math.max(...values);
    const sum = values.reduce((total, value) => total + Math.exp(value - peak), 0);
    loss += peak + Math.log(sum) - values[labels[row]];
    correct += values.indexOf(peak) === labels[row] ? 1 : 0;
    dLogits[row * classes + labels[row]] -= scale;
  }
  return { loss, correct, probabilities, dLogits };
}
