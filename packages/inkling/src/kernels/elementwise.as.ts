import { Exponential } from './exponential.as';
import { Simd } from './simd.as';

/** y = max(x, 0). Not a number stays so. */
export function reluForward(n: usize, x: usize, y: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < n; i += 4) {
    Simd.storeWidth(y + i * 4, f32x4.pmax(v128.load(x + i * 4), zero), n - i);
  }
}

/** dx = dy where y > 0, else 0. */
export function reluBackward(n: usize, y: usize, dy: usize, dx: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < n; i += 4) {
    const alive = f32x4.gt(v128.load(y + i * 4), zero);
    Simd.storeWidth(dx + i * 4, v128.and(v128.load(dy + i * 4), alive), n - i);
  }
}

/** y = 1 / (1 + e^−x). */
export function sigmoidForward(n: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < n; i += 4) {
    Simd.storeWidth(y + i * 4, Exponential.sigmoid(v128.load(x + i * 4)), n - i);
  }
}

/** dx = dy·y·(1 − y). */
export function sigmoidBackward(n: usize, y: usize, dy: usize, dx: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < n; i += 4) {
    const value = v128.load(y + i * 4);
    const slope = f32x4.mul(value, f32x4.sub(one, value));
    Simd.storeWidth(dx + i * 4, f32x4.mul(v128.load(dy + i * 4), slope), n - i);
  }
}

/** y = tanh x. */
export function tanhForward(n: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < n; i += 4) {
    Simd.storeWidth(y + i * 4, Exponential.tanh(v128.load(x + i * 4)), n - i);
  }
}

/** dx = dy·(1 − y²). */
export function tanhBackward(n: usize, y: usize, dy: usize, dx: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < n; i += 4) {
    const value = v128.load(y + i * 4);
    const slope = f32x4.sub(one, f32x4.mul(value, value));
    Simd.storeWidth(dx + i * 4, f32x4.mul(v128.load(dy + i * 4), slope), n - i);
  }
}
