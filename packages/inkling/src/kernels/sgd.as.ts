import { Simd } from './simd.as';

/** Plain gradient descent for n weights w with gradients g: w −= stepSize·g. */
export function sgd(n: usize, w: usize, g: usize, stepSize: f64): void {
  const step = f32x4.splat(-f32(stepSize));
  for (let i: usize = 0; i < n; i += 4) {
    const at = i * 4;
    Simd.storeWidth(w + at, Simd.madd(v128.load(g + at), step, v128.load(w + at)), n - i);
  }
}

/**
 * Gradient descent with momentum, as Keras takes it: m = momentum·m − stepSize·g; w += m, or, looking ahead as Nesterov
 * does (nesterov ≠ 0), w += momentum·m − stepSize·g with the new m.
 */
export function sgdMomentum(n: usize, w: usize, m: usize, g: usize, stepSize: f64, momentum: f64, nesterov: i32): void {
  const step = f32x4.splat(f32(stepSize));
  const keep = f32x4.splat(f32(momentum));
  for (let i: usize = 0; i < n; i += 4) {
    const at = i * 4;
    const push = f32x4.neg(f32x4.mul(v128.load(g + at), step));
    const velocity = Simd.madd(v128.load(m + at), keep, push);
    const move = nesterov ? Simd.madd(velocity, keep, push) : velocity;
    Simd.storeWidth(m + at, velocity, n - i);
    Simd.storeWidth(w + at, f32x4.add(v128.load(w + at), move), n - i);
  }
}
