import { Simd, storeBytes } from './simd.as';

/**
 * y = x / (1 − rate) where kept, else 0; mask (u8) says 1 where kept. Element i is kept if a hash of (seed,
 * firstIndex + i) is at least rate·2³², so the same seed drops the same elements on any number of threads.
 */
export function dropoutForward(n: usize, x: usize, y: usize, mask: usize, rate: f32, seed: u32, firstIndex: u32): void {
  const threshold = i32x4.splat(i32(u32(f64(rate) * 4294967296.0)));
  const scale = f32x4.splat(1 / (1 - rate));
  const key = i32x4.extract_lane(Dropout.hash(i32x4.splat(seed)), 0);
  let index = i32x4.add(i32x4.splat(key + firstIndex), i32x4(0, 1, 2, 3));
  for (let i: usize = 0; i < n; i += 4) {
    const kept = i32x4.ge_u(Dropout.hash(index), threshold);
    Simd.storeWidth(y + i * 4, v128.and(f32x4.mul(v128.load(x + i * 4), scale), kept), n - i);
    const words = i16x8.narrow_i32x4_s(kept, kept);
    const ones = i8x16.neg(i8x16.narrow_i16x8_s(words, words));
    storeBytes(mask + i, i64x2.extract_lane(ones, 0), min(n - i, 4));
    index = i32x4.add(index, i32x4.splat(4));
  }
}

/** dx = dy / (1 − rate) where the mask says kept, else 0. */
export function dropoutBackward(n: usize, dy: usize, mask: usize, dx: usize, rate: f32): void {
  const scale = f32x4.splat(1 / (1 - rate));
  for (let i: usize = 0; i < n; i += 4) {
    const kept = i32x4.neg(Simd.widen(mask + i));
    Simd.storeWidth(dx + i * 4, v128.and(f32x4.mul(v128.load(dy + i * 4), scale), kept), n - i);
  }
}

abstract class Dropout {
  /** "lowbias32" (Wellons, 2018): every bit of the result depends on every bit of a lane. */
  @inline static hash(h: v128): v128 {
    h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x7feb352d));
    h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0x846ca68b));
    return v128.xor(h, i32x4.shr_u(h, 16));
  }
}
