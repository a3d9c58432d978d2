import { Simd } from './simd.as';

/**
 * One step of RMSprop (Hinton, 2012) as Keras takes it, for n weights w with gradients g:
 *   v = ρ·v + (1 − ρ)·g²;  centered: a = ρ·a + (1 − ρ)·g;  d = stepSize·g / √(v − a² + ε);
 *   with momentum: m = momentum·m + d, w −= m; else w −= d.
 * Where it is not centered `a` is 0, and where it has no momentum `m` is.
 */
export function rmsprop(
  n: usize,
  w: usize,
  v: usize,
  m: usize,
  a: usize,
  g: usize,
  stepSize: f64,
  rho: f64,
  momentum: f64,
  epsilon: f64,
): void {
  const keep = f32x4.splat(f32(rho));
  const take = f32x4.splat(f32(1 - rho));
  const step = f32x4.splat(f32(stepSize));
  const inertia = f32x4.splat(f32(momentum));
  const offset = f32x4.splat(f32(epsilon));
  for (let i: usize = 0; i < n; i += 4) {
    const at = i * 4;
    const gradient = v128.load(g + at);
    const square = f32x4.mul(gradient, gradient);
    const velocity = Simd.madd(v128.load(v + at), keep, f32x4.mul(square, take));
    Simd.storeWidth(v + at, velocity, n - i);
    let variance = velocity;
    if (a) {
      const mean = Simd.madd(v128.load(a + at), keep, f32x4.mul(gradient, take));
      Simd.storeWidth(a + at, mean, n - i);
      variance = f32x4.sub(velocity, f32x4.mul(mean, mean));
    }
    let move = f32x4.div(f32x4.mul(step, gradient), f32x4.sqrt(f32x4.add(variance, offset)));
    if (m) {
      move = Simd.madd(v128.load(m + at), inertia, move);
      Simd.storeWidth(m + at, move, n - i);
    }
    Simd.storeWidth(w + at, f32x4.sub(v128.load(w + at), move), n - i);
  }
}
