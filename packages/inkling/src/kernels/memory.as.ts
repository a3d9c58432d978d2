import { copyFloats, storePart } from './simd.as';

/** x [n] = value. */
export function fill(n: usize, x: usize, value: f32): void {
  const values = f32x4.splat(value);
  while (n >= 4) {
    v128.store(x, values);
    x += 16;
    n -= 4;
  }
  storePart(x, values, values, n);
}

/** out [rows, size] = bytes [·, size] of the rows that `indices` (i32) names, scaled to 0..1: f32(byte)·f32(1/255). */
export function gatherPixels(rows: usize, size: usize, bytes: usize, indices: usize, out: usize): void {
  const scale = f32x4.splat(1.0 / 255.0);
  for (; rows; rows--) {
    let source = bytes + size * load<u32>(indices);
    let n = size;
    for (; n >= 8; n -= 8) {
      const words = v128.load8x8_u(source);
      v128.store(out, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words)), scale));
      v128.store(out, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(words)), scale), 16);
      source += 8;
      out += 32;
    }
    for (; n; n--) {
      store<f32>(out, f32(load<u8>(source)) * f32(1.0 / 255.0));
      source += 1;
      out += 4;
    }
    indices += 4;
  }
}

/** out [rows, size] = source [·, size] of the rows that `indices` (i32) names. */
export function gatherFloats(rows: usize, size: usize, source: usize, indices: usize, out: usize): void {
  for (; rows; rows--) {
    copyFloats(size, source + size * load<u32>(indices) * 4, out);
    out += size * 4;
    indices += 4;
  }
}

/** destination [rows, columns] = the first columns of rows that are `sourceRow` elements apart. */
export function copyColumns(rows: usize, columns: usize, source: usize, sourceRow: usize, destination: usize): void {
  for (; rows; rows--) {
    copyFloats(columns, source, destination);
    source += sourceRow * 4;
    destination += columns * 4;
  }
}
