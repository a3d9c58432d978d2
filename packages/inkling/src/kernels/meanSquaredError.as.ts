import { agree } from './maxima.as';

/**
 * Mean squared error of outputs `[rows, size]`: adds weight·Σ (y − t)²/size to the loss (f64 at +0) and the rows that
 * are right to the count (i32 at +8): first maxima agree, or, for a single output, y > ½ is what t says.
 * dOutputs = scale·weight·2·(y − t)/size.
 */
export function meanSquaredError(
  rows: usize,
  size: usize,
  outputs: usize,
  targets: usize,
  weights: usize,
  dOutputs: usize,
  scale: f32,
  statistics: usize,
): void {
  let loss = load<f64>(statistics);
  let correct = load<i32>(statistics, 8);
  for (; rows; rows--) {
    const weight = load<f32>(weights);
    const rowScale = scale * weight * (2 / f32(size));
    let sum: f64 = 0;
    for (let j: usize = 0; j < size; j++) {
      const difference = load<f32>(outputs + j * 4) - load<f32>(targets + j * 4);
      sum += f64(difference) * f64(difference);
      store<f32>(dOutputs + j * 4, difference * rowScale);
    }
    loss += (f64(weight) * sum) / f64(size);
    if (size > 1) correct += i32(agree(size, outputs, targets));
    else correct += i32(f32(load<f32>(outputs) > 0.5) === load<f32>(targets));
    outputs += size * 4;
    targets += size * 4;
    weights += 4;
    dOutputs += size * 4;
  }
  store<f64>(statistics, loss);
  store<i32>(statistics, correct, 8);
}
