import { Exponential } from './exponential.as';
import { agree, firstAt, largest } from './maxima.as';
import { Simd } from './simd.as';

/** y [rows, classes] = softmax of each row of x: e^(x − max) / Σ e^(x − max), so that nothing overflows. */
export function softmaxForward(rows: usize, classes: usize, x: usize, y: usize): void {
  for (; rows; rows--) {
    exponentials(classes, x, largest(classes, x), y);
    const factor: f32 = 1 / rowSum(classes, y);
    for (let j: usize = 0; j < classes; j++) store<f32>(y + j * 4, load<f32>(y + j * 4) * factor);
    x += classes * 4;
    y += classes * 4;
  }
}

/** dx = y·(dy − Σ dy·y), row by row. */
export function softmaxBackward(rows: usize, classes: usize, y: usize, dy: usize, dx: usize): void {
  for (; rows; rows--) {
    let dot: f32 = 0;
    for (let j: usize = 0; j < classes; j++) dot += load<f32>(y + j * 4) * load<f32>(dy + j * 4);
    for (let j: usize = 0; j < classes; j++) {
      store<f32>(dx + j * 4, load<f32>(y + j * 4) * (load<f32>(dy + j * 4) - dot));
    }
    y += classes * 4;
    dy += classes * 4;
    dx += classes * 4;
  }
}

/** y [rows, classes] = ln of the softmax of each row of x: x − max − ln Σ e^(x − max). */
export function logSoftmaxForward(rows: usize, classes: usize, x: usize, y: usize): void {
  for (; rows; rows--) {
    const peak = largest(classes, x);
    exponentials(classes, x, peak, y);
    const logarithm = Mathf.log(rowSum(classes, y));
    for (let j: usize = 0; j < classes; j++) store<f32>(y + j * 4, load<f32>(x + j * 4) - peak - logarithm);
    x += classes * 4;
    y += classes * 4;
  }
}

/** dx = dy − e^y·Σ dy, row by row. */
export function logSoftmaxBackward(rows: usize, classes: usize, y: usize, dy: usize, dx: usize): void {
  for (; rows; rows--) {
    const sum = rowSum(classes, dy);
    exponentials(classes, y, 0, dx);
    for (let j: usize = 0; j < classes; j++) {
      store<f32>(dx + j * 4, load<f32>(dy + j * 4) - load<f32>(dx + j * 4) * sum);
    }
    y += classes * 4;
    dy += classes * 4;
    dx += classes * 4;
  }
}

/**
 * Softmax and the cross-entropy with whole-number labels (u8) in one: probabilities = softmax(logits),
 * dLogits = scale·weight·(probabilities − onehot(label)). Adds to `statistics` the sum of −weight·ln p(label) (f64 at
 * +0) and how many rows have their first maximum at the label (i32 at +8).
 */
export function softmaxCrossEntropy(
  rows: usize,
  classes: usize,
  logits: usize,
  labels: usize,
  weights: usize,
  probabilities: usize,
  dLogits: usize,
  scale: f32,
  statistics: usize,
): void {
  let loss = load<f64>(statistics);
  let correct = load<i32>(statistics, 8);
  for (; rows; rows--) {
    const label: usize = load<u8>(labels);
    const peak = largest(classes, logits);
    const target = load<f32>(logits + label * 4);
    correct += i32(target === peak && firstAt(classes, logits, peak) === label);
    exponentials(classes, logits, peak, probabilities);
    const sum = rowSum(classes, probabilities);
    const weight = load<f32>(weights);
    loss += f64(weight) * (f64(peak) - f64(target) + Mathf.log(sum));
    const factor: f32 = 1 / sum;
    const rowScale = scale * weight;
    for (let j: usize = 0; j < classes; j++) {
      const probability = load<f32>(probabilities + j * 4) * factor;
      store<f32>(probabilities + j * 4, probability);
      store<f32>(dLogits + j * 4, (probability - f32(j === label)) * rowScale);
    }
    labels += 1;
    weights += 4;
    logits += classes * 4;
    probabilities += classes * 4;
    dLogits += classes * 4;
  }
  store<f64>(statistics, loss);
  store<i32>(statistics, correct, 8);
}

/**
 * The same with a number for each class in place of a label, smoothed: t = (1 − smoothing)·target + smoothing/classes.
 * dLogits = scale·weight·(probabilities·Σt − t); the loss is −weight·Σ t·ln p, and a row is right where the first
 * maxima of logits and targets agree.
 */
export function softmaxCrossEntropyDense(
  rows: usize,
  classes: usize,
  logits: usize,
  targets: usize,
  weights: usize,
  smoothing: f64,
  probabilities: usize,
  dLogits: usize,
  scale: f32,
  statistics: usize,
): void {
  let loss = load<f64>(statistics);
  let correct = load<i32>(statistics, 8);
  const keep = f32(1 - smoothing);
  const share = f32(smoothing / f64(classes));
  for (; rows; rows--) {
    const peak = largest(classes, logits);
    correct += i32(agree(classes, logits, targets));
    exponentials(classes, logits, peak, probabilities);
    const sum = rowSum(classes, probabilities);
    const normaliser = f64(peak) + Mathf.log(sum);
    const factor: f32 = 1 / sum;
    const weight = load<f32>(weights);
    const rowScale = scale * weight;
    let total: f32 = 0;
    for (let j: usize = 0; j < classes; j++) total += load<f32>(targets + j * 4) * keep + share;
    let rowLoss: f64 = 0;
    for (let j: usize = 0; j < classes; j++) {
      const target = load<f32>(targets + j * 4) * keep + share;
      rowLoss += f64(target) * (normaliser - f64(load<f32>(logits + j * 4)));
      const probability = load<f32>(probabilities + j * 4) * factor;
      store<f32>(probabilities + j * 4, probability);
      store<f32>(dLogits + j * 4, (probability * total - target) * rowScale);
    }
    loss += f64(weight) * rowLoss;
    targets += classes * 4;
    weights += 4;
    logits += classes * 4;
    probabilities += classes * 4;
    dLogits += classes * 4;
  }
  store<f64>(statistics, loss);
  store<i32>(statistics, correct, 8);
}

/** y = e^(x − peak) for one row. */
function exponentials(classes: usize, x: usize, peak: f32, y: usize): void {
  const shift = f32x4.splat(peak);
  for (let j: usize = 0; j < classes; j += 4) {
    Simd.storeWidth(y + j * 4, Exponential.exp(f32x4.sub(v128.load(x + j * 4), shift)), classes - j);
  }
}

function rowSum(classes: usize, x: usize): f32 {
  let sum: f32 = 0;
  for (let j: usize = 0; j < classes; j++) sum += load<f32>(x + j * 4);
  return sum;
}
