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

export interface CrossEntropyResult {
  loss: number;
  correct: number;
  probabilities: Float64Array;
  dLogits: Float64Array;
}

/** Σ over rows of −weight·ln softmax(logits)(label), its derivative times `scale`, and how many first maxima are right. */
export function softmaxCrossEntropyReference(
  rows: number,
  classes: number,
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  scale: number,
): CrossEntropyResult {
  const targets = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) targets[row * classes + labels[row]] = 1;
  return softmaxCrossEntropyDenseReference(rows, classes, logits, targets, weights, 0, scale);
}

/** Σ over rows of −weight·Σ t·ln softmax(logits), where t = (1 − smoothing)·target + smoothing/classes. */
export function softmaxCrossEntropyDenseReference(
  rows: number,
  classes: number,
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  smoothing: number,
  scale: number,
): CrossEntropyResult {
  const probabilities = softmaxReference(rows, classes, logits);
  const dLogits = new Float64Array(rows * classes);
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const rowOf = (x: ArrayLike<number>) => Array.from({ length: classes }, (_, j) => x[row * classes + j]);
    const [values, wanted] = [rowOf(logits), rowOf(targets)];
    const peak = Math.max(...values);
    const normaliser = peak + Math.log(values.reduce((total, value) => total + Math.exp(value - peak), 0));
    const smooth = wanted.map((target) => (1 - smoothing) * target + smoothing / classes);
    const total = smooth.reduce((sum, target) => sum + target, 0);
    correct += values.indexOf(peak) === wanted.indexOf(Math.max(...wanted)) ? 1 : 0;
    for (const [j, target] of smooth.entries()) {
      const i = row * classes + j;
      loss += weights[row] * target * (normaliser - values[j]);
      dLogits[i] = scale * weights[row] * (probabilities[i] * total - target);
    }
  }
  return { loss, correct, probabilities, dLogits };
}
