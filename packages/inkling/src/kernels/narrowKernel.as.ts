import { rowLengthOf } from './byOutput.as';
import { Conv2DShape } from './conv2dShape.as';
import { FENCE, Simd } from './simd.as';
import { sortWindows, WINDOW, windowsOf } from './windows.as';
import { GRADIENTS, listWinners, WINNERS } from './winners.as';

/** Most rows of a kernel, and vectors of a row, whose gradient stays in ten registers. */
const ROWS: usize = 5;
const VECTORS: usize = 2;

/**
 * From each row of a patch to the next (bytes), or 0 from the last on: it is read again instead of what may lie outside x. This
 * lies in memory, since V8 computes what it can compute again inside of a loop instead of keeping it, but what was loaded it keeps.
 */
@unmanaged
class Rows {
  step1: usize;
  step2: usize;
  step3: usize;
  step4: usize;
}

/**
 * Whether a kernel is so narrow (a first layer's) that visiting every window of a filter, dead or alive, costs less than making
 * lists, and x so small that looking which windows are blank costs next to nothing.
 */
export function isNarrow(shape: Conv2DShape): bool {
  return shape.kernelHeight <= ROWS && rowLengthOf(shape) <= VECTORS * 4;
}

/**
 * Adds to dwByOutput and db what one sample, whose frame begins at x, contributes.
 * Scratch: a vector and an entry of 32 bytes for each window, and what `sortWindows` needs.
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
  const right = shape.patchStep;
  const below = shape.patchRowStep;
  const height = shape.kernelHeight;
  const wide = rowLengthOf(shape) > 4;
  const filterStep = height * rowLengthOf(shape) * 4;
  const rows = changetype<Rows>(scratch);
  rows.step1 = height > 1 ? shape.rowStep : 0;
  rows.step2 = height > 2 ? shape.rowStep : 0;
  rows.step3 = height > 3 ? shape.rowStep : 0;
  rows.step4 = height > 4 ? shape.rowStep : 0;
  const entries = scratch + offsetof<Rows>();
  const list = entries + windowsOf(shape) * WINNERS;
  const listEnd = list + windowsOf(shape) * WINDOW;
  const seenEnd = sortWindows(shape, x, list);
  for (let first: usize = 0; first < filters; first += 4) {
    const width = filters - first;
    const place = dy + first * 4;
    const sums = db + first * 4;
    const end = listWinners(list, seenEnd, listEnd, filters, right, below, arg + first, place, sums, width, entries);
    if (width >= 4 && height <= 3 && !wide) addFourFilters(rows, entries, end, dwByOutput, height);
    else {
      let dw = dwByOutput;
      for (let lane: usize = 0; lane < min(width, 4) * 4; lane += 4) {
        if (height <= 3) addFilter3(rows, entries + lane, end, dw, height, wide);
        else addFilter5(rows, entries + lane, end, dw, height, wide);
        dw += filterStep;
      }
    }
    dwByOutput += 4 * filterStep;
  }
}

/** Four filters with kernels of up to three rows of one vector. */
function addFourFilters(rows: Rows, entry: usize, end: usize, dw: usize, height: usize): void {
  const fence = load<i32>(FENCE);
  const step1 = rows.step1;
  const step2 = rows.step2;
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
  for (; entry < end; entry += WINNERS) {
    let p0: usize = load<u32>(entry);
    const g0 = v128.load32_splat(entry, GRADIENTS);
    s00 = Simd.madd(g0, v128.load(p0), s00);
    p0 += step1;
    s01 = Simd.madd(g0, v128.load(p0), s01);
    if (fence === 1) break;
    p0 += step2;
    s02 = Simd.madd(g0, v128.load(p0), s02);
    if (fence === 2) break;
    let p1: usize = load<u32>(entry, 4);
    const g1 = v128.load32_splat(entry, GRADIENTS + 4);
    s10 = Simd.madd(g1, v128.load(p1), s10);
    p1 += step1;
    s11 = Simd.madd(g1, v128.load(p1), s11);
    if (fence === 3) break;
    p1 += step2;
    s12 = Simd.madd(g1, v128.load(p1), s12);
    if (fence === 4) break;
    let p2: usize = load<u32>(entry, 8);
    const g2 = v128.load32_splat(entry, GRADIENTS + 8);
    s20 = Simd.madd(g2, v128.load(p2), s20);
    p2 += step1;
    s21 = Simd.madd(g2, v128.load(p2), s21);
    if (fence === 5) break;
    p2 += step2;
    s22 = Simd.madd(g2, v128.load(p2), s22);
    if (fence === 6) break;
    let p3: usize = load<u32>(entry, 12);
    const g3 = v128.load32_splat(entry, GRADIENTS + 12);
    s30 = Simd.madd(g3, v128.load(p3), s30);
    p3 += step1;
    s31 = Simd.madd(g3, v128.load(p3), s31);
    if (fence === 7) break;
    p3 += step2;
    s32 = Simd.madd(g3, v128.load(p3), s32);
  }
  addRows(dw, height, s00, s01, s02);
  addRows(dw + 16 * height, height, s10, s11, s12);
  addRows(dw + 32 * height, height, s20, s21, s22);
  addRows(dw + 48 * height, height, s30, s31, s32);
}

function addRows(dw: usize, rows: usize, s0: v128, s1: v128, s2: v128): void {
  Simd.addTo(dw, s0);
  if (rows > 1) Simd.addTo(dw + 16, s1);
  if (rows > 2) Simd.addTo(dw + 32, s2);
}

/** One filter of at most `rows` rows of one or two vectors. */
abstract class OneFilter {
  @inline static add(most: i32, rows: Rows, entry: usize, end: usize, dw: usize, height: usize, wide: bool): void {
    const fence = load<i32>(FENCE);
    const step1 = rows.step1;
    const step2 = rows.step2;
    const step3 = rows.step3;
    const step4 = rows.step4;
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
    for (; entry < end; entry += WINNERS) {
      let p: usize = load<u32>(entry);
      const gradient = v128.load32_splat(entry, GRADIENTS);
      s00 = Simd.madd(gradient, v128.load(p), s00);
      s01 = Simd.madd(gradient, v128.load(p, 16), s01);
      if (most > 1) {
        if (fence === 1) break;
        p += step1;
        s10 = Simd.madd(gradient, v128.load(p), s10);
        s11 = Simd.madd(gradient, v128.load(p, 16), s11);
      }
      if (most > 2) {
        if (fence === 2) break;
        p += step2;
        s20 = Simd.madd(gradient, v128.load(p), s20);
        s21 = Simd.madd(gradient, v128.load(p, 16), s21);
      }
      if (most > 3) {
        if (fence === 3) break;
        p += step3;
        s30 = Simd.madd(gradient, v128.load(p), s30);
        s31 = Simd.madd(gradient, v128.load(p, 16), s31);
      }
      if (most > 4) {
        if (fence === 4) break;
        p += step4;
        s40 = Simd.madd(gradient, v128.load(p), s40);
        s41 = Simd.madd(gradient, v128.load(p, 16), s41);
      }
    }
    let row = addRow(dw, wide, s00, s01);
    if (most > 1 && height > 1) row = addRow(row, wide, s10, s11);
    if (most > 2 && height > 2) row = addRow(row, wide, s20, s21);
    if (most > 3 && height > 3) row = addRow(row, wide, s30, s31);
    if (most > 4 && height > 4) row = addRow(row, wide, s40, s41);
  }
}

/** Returns where the next row lies. */
function addRow(row: usize, wide: bool, s0: v128, s1: v128): usize {
  Simd.addTo(row, s0);
  if (!wide) return row + 16;
  Simd.addTo(row + 16, s1);
  return row + 32;
}

function addFilter3(rows: Rows, entry: usize, end: usize, dw: usize, height: usize, wide: bool): void {
  OneFilter.add(3, rows, entry, end, dw, height, wide);
}

function addFilter5(rows: Rows, entry: usize, end: usize, dw: usize, height: usize, wide: bool): void {
  OneFilter.add(5, rows, entry, end, dw, height, wide);
}
