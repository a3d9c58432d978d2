/** Eight zeros, for sums that start from nothing. */
export const ZEROS: usize = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 0], 16);

/**
 * A zero that the compiler cannot see through. V8's TurboFan (Node 20) hoists every load of a basic block above the
 * multiplications, runs out of registers and spills. `if (fence === K) break;` with `fence` loaded from here is never
 * taken, but it ends the block; each K must be another, or the tests are merged.
 */
export const FENCE: usize = memory.data<i32>([0], 16);

/** Four float32 at a time. Decorators are only legal on methods, so inlined helpers live in classes. */
export abstract class Simd {
  /** a·b + c: rounded once in the relaxed build, twice in the strict one. */
  @inline static madd(a: v128, b: v128, c: v128): v128 {
    if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
    return f32x4.add(f32x4.mul(a, b), c);
  }

  /** Four bytes as whole numbers. */
  @inline static widen(address: usize): v128 {
    return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address)));
  }

  @inline static addTo(address: usize, sum: v128): void {
    v128.store(address, f32x4.add(v128.load(address), sum));
  }

  /** Stores the first `width` of four floats, all of them if it is more. Without a call, for which loops would spill. */
  @inline static storeWidth(address: usize, values: v128, width: usize): void {
    if (width >= 4) v128.store(address, values);
    else {
      v128.store32_lane(address, values, 0);
      if (width > 1) v128.store32_lane(address, values, 1, 4);
      if (width > 2) v128.store32_lane(address, values, 2, 8);
    }
  }
}

/** Stores the first `width` (0 to 7) of eight floats. */
export function storePart(address: usize, low: v128, high: v128, width: usize): void {
  if (width & 4) {
    v128.store(address, low);
    address += 16;
    low = high;
  }
  if (width & 2) {
    v128.store64_lane(address, low, 0);
    address += 8;
    low = v128.shuffle<f32>(low, low, 2, 3, 0, 1);
  }
  if (width & 1) v128.store32_lane(address, low, 0);
}

/** Stores the first `count` of eight bytes. */
export function storeBytes(address: usize, bytes: u64, count: usize): void {
  if (count === 4) {
    store<u32>(address, bytes);
    return;
  }
  for (; count; count--) {
    store<u8>(address, bytes);
    bytes >>= 8;
    address += 1;
  }
}

/** Copies n floats. */
export function copyFloats(n: usize, source: usize, destination: usize): void {
  while (n >= 4) {
    v128.store(destination, v128.load(source));
    source += 16;
    destination += 16;
    n -= 4;
  }
  const rest = v128.load(source);
  storePart(destination, rest, rest, n);
}

/** Sets n floats to zero. */
export function clear(n: usize, destination: usize): void {
  const zero = f32x4.splat(0);
  while (n >= 4) {
    v128.store(destination, zero);
    destination += 16;
    n -= 4;
  }
  storePart(destination, zero, zero, n);
}
