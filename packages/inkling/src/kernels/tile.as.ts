import { FENCE, Simd, storeBytes, storePart } from './simd.as';

/**
 * What becomes of a tile's sums: C is overwritten, C is added to, or the maximum of four rows is kept; RESUME begins with C in place
 * of init and overwrites it, as if there had been no break.
 */
export const STORE: i32 = 0;
export const ADD: i32 = 1;
export const POOL: i32 = 2;
export const RESUME: i32 = 3;

/** Columns of a tile and of a packed panel. */
export const PANEL: usize = 8;

/** What the byte of a pooled maximum says if it is not above zero: ReLU lets no gradient through. */
export const DEAD: usize = 4;

const MINUS_DEAD: usize = memory.data<i32>([-4, -4, -4, -4], 16);

/**
 * sums[rows, 8] = init[8] + Σ over runs and steps of A[rows] · B[8], where A(i, run, r) = a[i·aRow + run·aRun + r·aStep]
 * and B is one packed panel: eight floats for each step, without gaps. A matrix product is one run of k steps; a
 * convolution has one run for each row of its kernel. All distances in bytes; aSkip = aRun − steps·aStep leads from
 * the end of a run to the next. The order of additions does not depend on `rows`, so neither do the results.
 *
 * STORE, ADD and RESUME write the first `width` columns of C [rows, width], whose rows are `cRow` apart. POOL takes four rows,
 * the outputs of a 2×2 window, of which the third lies `aTurn` behind the second, and writes their maximum above zero to
 * c and which of them it was to arg (u8): 0 to 3, the first of equals, or DEAD.
 *
 * The loop holds two steps, as V8 checks the stack once an iteration, and fences (see FENCE) after every row of the
 * tiles of five and six rows, after every second of the smaller: measured, as is the one running address of A, for
 * which six pointers would leave no register.
 */
export abstract class Tile {
  @inline static multiply(
    rows: i32,
    mode: i32,
    a: usize,
    aRow: usize,
    aTurn: usize,
    aStep: usize,
    runs: usize,
    steps: usize,
    aSkip: usize,
    b: usize,
    init: usize,
    c: usize,
    cRow: usize,
    arg: usize,
    width: usize,
  ): void {
    const fence = load<i32>(FENCE);
    let c00 = v128.load(init);
    let c01 = v128.load(init, 16);
    let c10 = c00;
    let c11 = c01;
    let c20 = c00;
    let c21 = c01;
    let c30 = c00;
    let c31 = c01;
    let c40 = c00;
    let c41 = c01;
    let c50 = c00;
    let c51 = c01;
    if (mode === RESUME) {
      c00 = v128.load(c);
      c01 = v128.load(c, 16);
      if (rows > 1) c10 = v128.load(c + cRow);
      if (rows > 1) c11 = v128.load(c + cRow, 16);
      if (rows > 2) c20 = v128.load(c + 2 * cRow);
      if (rows > 2) c21 = v128.load(c + 2 * cRow, 16);
      if (rows > 3) c30 = v128.load(c + 3 * cRow);
      if (rows > 3) c31 = v128.load(c + 3 * cRow, 16);
      if (rows > 4) c40 = v128.load(c + 4 * cRow);
      if (rows > 4) c41 = v128.load(c + 4 * cRow, 16);
      if (rows > 5) c50 = v128.load(c + 5 * cRow);
      if (rows > 5) c51 = v128.load(c + 5 * cRow, 16);
    }
    do {
      let left = steps;
      do {
        const b0 = v128.load(b);
        const b1 = v128.load(b, 16);
        const x0 = v128.load32_splat(a);
        let row = a;
        b += PANEL * 4;
        a += aStep;
        c00 = Simd.madd(x0, b0, c00);
        c01 = Simd.madd(x0, b1, c01);
        if (rows > 1) {
          if (rows > 4 && fence === 1) break;
          row += aRow;
          const x1 = v128.load32_splat(row);
          c10 = Simd.madd(x1, b0, c10);
          c11 = Simd.madd(x1, b1, c11);
        }
        if (rows > 2) {
          if (fence === 2) break;
          row += mode === POOL ? aTurn : aRow;
          const x2 = v128.load32_splat(row);
          c20 = Simd.madd(x2, b0, c20);
          c21 = Simd.madd(x2, b1, c21);
        }
        if (rows > 3) {
          if (rows > 4 && fence === 3) break;
          row += aRow;
          const x3 = v128.load32_splat(row);
          c30 = Simd.madd(x3, b0, c30);
          c31 = Simd.madd(x3, b1, c31);
        }
        if (rows > 4) {
          if (fence === 4) break;
          row += aRow;
          const x4 = v128.load32_splat(row);
          c40 = Simd.madd(x4, b0, c40);
          c41 = Simd.madd(x4, b1, c41);
        }
        if (rows > 5) {
          if (fence === 5) break;
          row += aRow;
          const x5 = v128.load32_splat(row);
          c50 = Simd.madd(x5, b0, c50);
          c51 = Simd.madd(x5, b1, c51);
        }
        if (--left === 0) break;
        const d0 = v128.load(b);
        const d1 = v128.load(b, 16);
        const y0 = v128.load32_splat(a);
        let next = a;
        b += PANEL * 4;
        a += aStep;
        c00 = Simd.madd(y0, d0, c00);
        c01 = Simd.madd(y0, d1, c01);
        if (rows > 1) {
          if (rows > 4 && fence === 6) break;
          next += aRow;
          const y1 = v128.load32_splat(next);
          c10 = Simd.madd(y1, d0, c10);
          c11 = Simd.madd(y1, d1, c11);
        }
        if (rows > 2) {
          if (fence === 7) break;
          next += mode === POOL ? aTurn : aRow;
          const y2 = v128.load32_splat(next);
          c20 = Simd.madd(y2, d0, c20);
          c21 = Simd.madd(y2, d1, c21);
        }
        if (rows > 3) {
          if (rows > 4 && fence === 8) break;
          next += aRow;
          const y3 = v128.load32_splat(next);
          c30 = Simd.madd(y3, d0, c30);
          c31 = Simd.madd(y3, d1, c31);
        }
        if (rows > 4) {
          if (fence === 9) break;
          next += aRow;
          const y4 = v128.load32_splat(next);
          c40 = Simd.madd(y4, d0, c40);
          c41 = Simd.madd(y4, d1, c41);
        }
        if (rows > 5) {
          if (fence === 10) break;
          next += aRow;
          const y5 = v128.load32_splat(next);
          c50 = Simd.madd(y5, d0, c50);
          c51 = Simd.madd(y5, d1, c51);
        }
      } while (--left);
      a += aSkip;
    } while (--runs);
    if (mode === POOL) {
      Tile.pool(c00, c10, c20, c30, c01, c11, c21, c31, c, arg, width);
      return;
    }
    Tile.finish(mode, c, c00, c01, width);
    if (rows > 1) Tile.finish(mode, c + cRow, c10, c11, width);
    if (rows > 2) Tile.finish(mode, c + 2 * cRow, c20, c21, width);
    if (rows > 3) Tile.finish(mode, c + 3 * cRow, c30, c31, width);
    if (rows > 4) Tile.finish(mode, c + 4 * cRow, c40, c41, width);
    if (rows > 5) Tile.finish(mode, c + 5 * cRow, c50, c51, width);
  }

  /** Rows one after the other, since rows of a convolution's dx may overlap. */
  @inline static finish(mode: i32, c: usize, low: v128, high: v128, width: usize): void {
    if (mode === ADD) {
      low = f32x4.add(v128.load(c), low);
      high = f32x4.add(v128.load(c, 16), high);
    }
    if (width >= PANEL) {
      v128.store(c, low);
      v128.store(c, high, 16);
    } else storePart(c, low, high, width);
  }

  /** The four places of a window, columns 0 to 3 and 4 to 7 of each. */
  @inline static pool(
    low0: v128,
    low1: v128,
    low2: v128,
    low3: v128,
    high0: v128,
    high1: v128,
    high2: v128,
    high3: v128,
    y: usize,
    arg: usize,
    width: usize,
  ): void {
    const low = Tile.peak(low0, low1, low2, low3);
    const high = Tile.peak(high0, high1, high2, high3);
    const words = i16x8.narrow_i32x4_s(Tile.winner(low0, low1, low2, low3), Tile.winner(high0, high1, high2, high3));
    const bytes = i8x16.neg(i8x16.narrow_i16x8_s(words, words));
    if (width >= PANEL) {
      v128.store(y, low);
      v128.store(y, high, 16);
      v128.store64_lane(arg, bytes, 0);
    } else {
      storePart(y, low, high, width);
      storeBytes(arg, i64x2.extract_lane(bytes, 0), width);
    }
  }

  /** The largest of four and of zero; `pmax`, one instruction, unlike `max`. Not a number stays so. */
  @inline static peak(a: v128, b: v128, c: v128, d: v128): v128 {
    return f32x4.pmax(f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d)), f32x4.splat(0));
  }

  /** Minus the index of the largest of four, or −DEAD: comparisons yield −1 where they hold. */
  @inline static winner(a: v128, b: v128, c: v128, d: v128): v128 {
    const upper = f32x4.pmax(a, b);
    const lower = f32x4.pmax(c, d);
    const below = f32x4.gt(lower, upper);
    const right = v128.bitselect(f32x4.gt(d, c), f32x4.gt(b, a), below);
    const alive = f32x4.gt(f32x4.pmax(upper, lower), f32x4.splat(0));
    const index = v128.and(i32x4.add(i32x4.add(below, below), right), alive);
    return v128.or(index, v128.andnot(v128.load(MINUS_DEAD), alive));
  }
}
