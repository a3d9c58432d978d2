import { Simd } from './simd.as';

/**
 * One step of Adam (Kingma and Ba, 2015) as Keras takes it, for n weights w with gradients g:
 *   m += (g − m)·(1 − β1);  v += (g² − v)·(1 − β2);  w −= stepSize·m / (√v + ε),
 * where stepSize = learningRate·√(1 − β2ᵗ) / (1 − β1ᵗ). With a `peak` (AMSGrad: Reddi, Kale and Kumar, 2018) the
 * largest v so far divides in place of v; without one, `peak` is 0. The rates come as float64, since 1 − β2 of a β2 that was
 * rounded to float32 before is already wrong in its fifth digit.
 */
export function adam(
  n: usize,
  w: usize,
  m: usize,
  v: usize,
  peak: usize,
  g: usize,
  stepSize: f64,
  beta1: f64,
  beta2: f64,
  epsilon: f64,
): void {
  const rate1 = f32x4.splat(f32(1 - beta1));
  const rate2 = f32x4.splat(f32(1 - beta2));
  const step = f32x4.splat(f32(stepSize));
  const offset = f32x4.splat(f32(epsilon));
  for (let i: usize = 0; i < n; i += 4) {
    const at = i * 4;
    const gradient = v128.load(g + at);
    const oldMomentum = v128.load(m + at);
    const oldVelocity = v128.load(v + at);
    const momentum = Simd.madd(f32x4.sub(gradient, oldMomentum), rate1, oldMomentum);
    const velocity = Simd.madd(f32x4.sub(f32x4.mul(gradient, gradient), oldVelocity), rate2, oldVelocity);
    let largest = velocity;
    if (peak) {
      largest = f32x4.max(v128.load(peak + at), velocity);
      Simd.storeWidth(peak + at, largest, n - i);
    }
    const divisor = f32x4.add(f32x4.sqrt(largest), offset);
    const weight = f32x4.sub(v128.load(w + at), f32x4.div(f32x4.mul(step, momentum), divisor));
    Simd.storeWidth(m + at, momentum, n - i);
    Simd.storeWidth(v + at, velocity, n - i);
    Simd.storeWidth(w + at, weight, n - i);
  }
}
