import { Simd } from './simd.as';

/** w −= rate·w, the decoupled weight decay of AdamW (Loshchilov and Hutter, 2019); rate = learningRate·weightDecay. */
export function decayWeights(n: usize, w: usize, rate: f64): void {
  const factor = f32x4.splat(f32(1 - rate));
  for (let i: usize = 0; i < n; i += 4) {
    Simd.storeWidth(w + i * 4, f32x4.mul(v128.load(w + i * 4), factor), n - i);
  }
}

/** average = momentum·average + (1 − momentum)·w. */
export function averageWeights(n: usize, average: usize, w: usize, momentum: f64): void {
  const keep = f32x4.splat(f32(momentum));
  const take = f32x4.splat(f32(1 - momentum));
  for (let i: usize = 0; i < n; i += 4) {
    const at = i * 4;
    const next = Simd.madd(v128.load(average + at), keep, f32x4.mul(v128.load(w + at), take));
    Simd.storeWidth(average + at, next, n - i);
  }
}
