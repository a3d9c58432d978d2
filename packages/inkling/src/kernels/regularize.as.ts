import { Simd } from './simd.as';

/**
 * Adds to n gradients g those of the penalty l1·Σ|w| + l2·Σw², l1·sign(w) + 2·l2·w, and to `statistics` (f64) `rows` times
 * the penalty, since losses are summed over the samples of a batch.
 */
export function regularize(n: usize, w: usize, g: usize, l1: f64, l2: f64, rows: f64, statistics: usize): void {
  const slope1 = f32x4.splat(f32(l1));
  const slope2 = f32x4.splat(f32(2 * l2));
  const zero = f32x4.splat(0);
  let lengths: f64 = 0;
  let squares: f64 = 0;
  for (let i: usize = 0; i < n; i += 4) {
    const at = i * 4;
    const weights = v128.load(w + at);
    // l1 with the sign of w, and 0 where w is.
    const up = v128.and(f32x4.gt(weights, zero), slope1);
    const down = v128.and(f32x4.lt(weights, zero), slope1);
    const slope = Simd.madd(weights, slope2, f32x4.sub(up, down));
    Simd.storeWidth(g + at, f32x4.add(v128.load(g + at), slope), n - i);
  }
  for (let i: usize = 0; i < n; i++) {
    const weight = f64(load<f32>(w + i * 4));
    lengths += Math.abs(weight);
    squares += weight * weight;
  }
  store<f64>(statistics, load<f64>(statistics) + rows * (l1 * lengths + l2 * squares));
}
