import { rowLengthOf } from './byOutput.as';
import { Conv2DShape } from './conv2dShape.as';
import { FENCE, Simd } from './simd.as';
import { DEAD } from './tile.as';

/** Most rows of a kernel, and vectors of a row, whose gradient stays in ten registers. */
const ROWS: usize = 5;
const VECTORS: usize = 2;

/**
 * What the loops over all windows go by. It lies in memory, since V8 computes what it can compute again inside of the
 * loop instead of keeping it, but what was loaded it keeps. Distances in bytes.
 */
@unmanaged
class Walk {
  /** Where in its window the patch lies that an arg from 0 to DEAD names; for DEAD any will do: its gradient is zero. */
  place0: usize;
  place1: usize;
  place2: usize;
  place3: usize;
  place4: usize;
  filters: usize;
  gradientStep: usize;
  windowsHigh: usize;
  /** Of a row of windows. */
  width: usize;
  windowStep: usize;
  windowRowStep: usize;
  /** From each row of a patch to the next, or 0 from the last on: it is read again instead of what may lie outside x. */
  row1: usize;
  row2: usize;
  row3: usize;
  row4: usize;
}

/**
 * Whether a kernel is so narrow (a first layer's) that visiting every window, dead or alive, costs less than making lists.
 */
export function isNarrow(shape: Conv2DShape): bool {
  return shape.kernelHeight <= ROWS && rowLengthOf(shape) <= VECTORS * 4;
}

/**
 * Adds to dwByOutput and db what one sample, whose frame begins at x, contributes.
 * Scratch: a Walk, and a float for each window and filter, filters rounded up to four.
 */
export function addNarrowGradients(
  shape: Conv2DShape,
  x: usize,
  arg: usize,
  dy: usize,
  dwByOutput: usize,
  db: usize,
  scratch: usize,
): void {
  const filters = shape.filters;
  const walk = changetype<Walk>(scratch);
  describeWalk(walk, shape);
  const gradients = scratch + offsetof<Walk>();
  maskGradients((shape.outHeight / 2) * (shape.outWidth / 2), filters, walk.gradientStep, arg, dy, gradients, db);
  const wide = rowLengthOf(shape) > 4;
  const height = shape.kernelHeight;
  const filterStep = height * rowLengthOf(shape) * 4;
  const quads = height <= 3 && !wide ? filters & ~3 : 0;
  let filter: usize = 0;
  for (; filter < quads; filter += 4) {
    addFourFilters(walk, x, arg + filter, gradients + filter * 4, dwByOutput + filter * filterStep, height);
  }
  for (; filter < filters; filter++) {
    const dw = dwByOutput + filter * filterStep;
    if (height <= 3) addFilter3(walk, x, arg + filter, gradients + filter * 4, dw, height, wide);
    else addFilter5(walk, x, arg + filter, gradients + filter * 4, dw, height, wide);
  }
}

function describeWalk(walk: Walk, shape: Conv2DShape): void {
  const right = shape.patchStep;
  const below = shape.patchRowStep;
  const rowStep = shape.rowStep;
  const height = shape.kernelHeight;
  walk.place0 = 0;
  walk.place1 = right;
  walk.place2 = below;
  walk.place3 = below + right;
  walk.place4 = 0;
  walk.filters = shape.filters;
  walk.gradientStep = ((shape.filters + 3) & ~3) * 4;
  walk.windowsHigh = shape.outHeight / 2;
  walk.width = shape.outWidth * right;
  walk.windowStep = right * 2;
  walk.windowRowStep = below * 2;
  walk.row1 = height > 1 ? rowStep : 0;
  walk.row2 = height > 2 ? rowStep : 0;
  walk.row3 = height > 3 ? rowStep : 0;
  walk.row4 = height > 4 ? rowStep : 0;
}

/** gradients [windows][filters rounded up to four] = dy where arg is alive, else 0; db += their sums. */
function maskGradients(
  windows: usize,
  filters: usize,
  step: usize,
  arg: usize,
  dy: usize,
  gradients: usize,
  db: usize,
): void {
  const dead = i32x4.splat(i32(DEAD));
  for (let first: usize = 0; first < filters; first += 4) {
    let sum = v128.load(db + first * 4);
    let winner = arg + first;
    let source = dy + first * 4;
    let target = gradients + first * 4;
    for (let left = windows; left; left--) {
      const winners = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(winner)));
      const gradient = v128.and(v128.load(source), i32x4.lt_s(winners, dead));
      v128.store(target, gradient);
      sum = f32x4.add(sum, gradient);
      winner += filters;
      source += filters * 4;
      target += step;
    }
    Simd.storeWidth(db + first * 4, sum, filters - first);
  }
}

/** Four filters with kernels of up to three rows of one vector. */
function addFourFilters(walk: Walk, x: usize, arg: usize, gradients: usize, dw: usize, height: usize): void {
  const fence = load<i32>(FENCE);
  const places = changetype<usize>(walk);
  const filters = walk.filters;
  const gradientStep = walk.gradientStep;
  const width = walk.width;
  const windowStep = walk.windowStep;
  const windowRowStep = walk.windowRowStep;
  const row1 = walk.row1;
  const row2 = walk.row2;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let s32 = f32x4.splat(0);
  for (let left = walk.windowsHigh; left; left--) {
    let window = x;
    const end = x + width;
    do {
      let p0 = window + load<u32>(places + (usize(load<u8>(arg)) << 2));
      const g0 = v128.load32_splat(gradients);
      s00 = Simd.madd(g0, v128.load(p0), s00);
      p0 += row1;
      s01 = Simd.madd(g0, v128.load(p0), s01);
      if (fence === 1) break;
      p0 += row2;
      s02 = Simd.madd(g0, v128.load(p0), s02);
      if (fence === 2) break;
      let p1 = window + load<u32>(places + (usize(load<u8>(arg, 1)) << 2));
      const g1 = v128.load32_splat(gradients, 4);
      s10 = Simd.madd(g1, v128.load(p1), s10);
      p1 += row1;
      s11 = Simd.madd(g1, v128.load(p1), s11);
      if (fence === 3) break;
      p1 += row2;
      s12 = Simd.madd(g1, v128.load(p1), s12);
      if (fence === 4) break;
      let p2 = window + load<u32>(places + (usize(load<u8>(arg, 2)) << 2));
      const g2 = v128.load32_splat(gradients, 8);
      s20 = Simd.madd(g2, v128.load(p2), s20);
      p2 += row1;
      s21 = Simd.madd(g2, v128.load(p2), s21);
      if (fence === 5) break;
      p2 += row2;
      s22 = Simd.madd(g2, v128.load(p2), s22);
      if (fence === 6) break;
      let p3 = window + load<u32>(places + (usize(load<u8>(arg, 3)) << 2));
      const g3 = v128.load32_splat(gradients, 12);
      s30 = Simd.madd(g3, v128.load(p3), s30);
      p3 += row1;
      s31 = Simd.madd(g3, v128.load(p3), s31);
      if (fence === 7) break;
      p3 += row2;
      s32 = Simd.madd(g3, v128.load(p3), s32);
      arg += filters;
      gradients += gradientStep;
      window += windowStep;
    } while (window < end);
    x += windowRowStep;
  }
  addRows(dw, height, s00, s01, s02);
  addRows(dw + 16 * height, height, s10, s11, s12);
  addRows(dw + 32 * height, height, s20, s21, s22);
  addRows(dw + 48 * height, height, s30, s31, s32);
}

function addRows(dw: usize, rows: usize, s0: v128, s1: v128, s2: v128): void {
  addTo(dw, s0);
  if (rows > 1) addTo(dw + 16, s1);
  if (rows > 2) addTo(dw + 32, s2);
}

function addTo(address: usize, sum: v128): void {
  v128.store(address, f32x4.add(v128.load(address), sum));
}

/** One filter of at most `rows` rows of one or two vectors. */
abstract class OneFilter {
  @inline static add(
    rows: i32,
    walk: Walk,
    x: usize,
    arg: usize,
    gradients: usize,
    dw: usize,
    height: usize,
    wide: bool,
  ): void {
    const fence = load<i32>(FENCE);
    const places = changetype<usize>(walk);
    const filters = walk.filters;
    const gradientStep = walk.gradientStep;
    const width = walk.width;
    const windowStep = walk.windowStep;
    const windowRowStep = walk.windowRowStep;
    const row1 = walk.row1;
    const row2 = walk.row2;
    const row3 = walk.row3;
    const row4 = walk.row4;
    let s00 = f32x4.splat(0);
    let s01 = f32x4.splat(0);
    let s10 = f32x4.splat(0);
    let s11 = f32x4.splat(0);
    let s20 = f32x4.splat(0);
    let s21 = f32x4.splat(0);
    let s30 = f32x4.splat(0);
    let s31 = f32x4.splat(0);
    let s40 = f32x4.splat(0);
    let s41 = f32x4.splat(0);
    for (let left = walk.windowsHigh; left; left--) {
      let window = x;
      const end = x + width;
      do {
        let p = window + load<u32>(places + (usize(load<u8>(arg)) << 2));
        const gradient = v128.load32_splat(gradients);
        s00 = Simd.madd(gradient, v128.load(p), s00);
        s01 = Simd.madd(gradient, v128.load(p, 16), s01);
        if (rows > 1) {
          if (fence === 1) break;
          p += row1;
          s10 = Simd.madd(gradient, v128.load(p), s10);
          s11 = Simd.madd(gradient, v128.load(p, 16), s11);
        }
        if (rows > 2) {
          if (fence === 2) break;
          p += row2;
          s20 = Simd.madd(gradient, v128.load(p), s20);
          s21 = Simd.madd(gradient, v128.load(p, 16), s21);
        }
        if (rows > 3) {
          if (fence === 3) break;
          p += row3;
          s30 = Simd.madd(gradient, v128.load(p), s30);
          s31 = Simd.madd(gradient, v128.load(p, 16), s31);
        }
        if (rows > 4) {
          if (fence === 4) break;
          p += row4;
          s40 = Simd.madd(gradient, v128.load(p), s40);
          s41 = Simd.madd(gradient, v128.load(p, 16), s41);
        }
        arg += filters;
        gradients += gradientStep;
        window += windowStep;
      } while (window < end);
      x += windowRowStep;
    }
    let row = addRow(dw, wide, s00, s01);
    if (rows > 1 && height > 1) row = addRow(row, wide, s10, s11);
    if (rows > 2 && height > 2) row = addRow(row, wide, s20, s21);
    if (rows > 3 && height > 3) row = addRow(row, wide, s30, s31);
    if (rows > 4 && height > 4) row = addRow(row, wide, s40, s41);
  }
}

/** Returns where the next row lies. */
function addRow(row: usize, wide: bool, s0: v128, s1: v128): usize {
  addTo(row, s0);
  if (!wide) return row + 16;
  addTo(row + 16, s1);
  return row + 32;
}

function addFilter3(walk: Walk, x: usize, arg: usize, gradients: usize, dw: usize, height: usize, wide: bool): void {
  OneFilter.add(3, walk, x, arg, gradients, dw, height, wide);
}

function addFilter5(walk: Walk, x: usize, arg: usize, gradients: usize, dw: usize, height: usize, wide: bool): void {
  OneFilter.add(5, walk, x, arg, gradients, dw, height, wide);
}
