import { Simd } from './simd.as';

// F(5×5, 3×3): Winograd's algorithm with the points 0, 1, −1, ½, −½, 2 and ∞ (Lavin and Gray, "Fast Algorithms for
// Convolutional Neural Networks", 2016; Blahut, "Fast Algorithms for Signal Processing", 2010, chapter 5). Five outputs of
// a filter of three along one axis are y = Aᵀ[(G g) ⊙ (Bᵀ d)] of seven inputs, where
//
//      ⎡−½  ¼  5/2 −5/4 −2  1 0⎤        ⎡ −2    0    0  ⎤
//      ⎢ 0  ½   ¼  −9/4 −1  1 0⎥        ⎢−2/3 −2/3 −2/3 ⎥        ⎡1 1  1  1    1   1 0⎤
//      ⎢ 0 −½   ¾   7/4 −3  1 0⎥        ⎢−2/9  2/9 −2/9 ⎥        ⎢0 1 −1  ½   −½   2 0⎥
// Bᵀ = ⎢ 0  1  3/2  −2 −3/2 1 0⎥,   G = ⎢16/9  8/9  4/9 ⎥,  Aᵀ = ⎢0 1  1  ¼    ¼   4 0⎥.
//      ⎢ 0 −1  5/2   0 −5/2 1 0⎥        ⎢16/15 −8/15 4/15⎥       ⎢0 1 −1  ⅛   −⅛   8 0⎥
//      ⎢ 0  ¼   0  −5/4  0  1 0⎥        ⎢2/45  4/45 8/45⎥        ⎣0 1  1 1/16 1/16 16 1⎦
//      ⎣ 0 −½   ¼   5/2 −5/4 −2 1⎦      ⎣  0    0    1  ⎦
//
// Rows of opposite points differ only in the sign of their odd terms, so their sums are shared.

/** Seven products along each axis. */
export const SIDE: usize = 7;
/** Outputs of a tile along each axis. */
export const OUTPUTS: usize = 5;
/** Bytes of a vector of four channels. */
const VECTOR: usize = 16;
const TEMPORARY_ROW: usize = SIDE * VECTOR;

/** Constants as vectors in memory: written as literals, V8 builds them anew at each use. */
const FACTORS: usize = memory.data<f32>(
  [
    0.25, 0.25, 0.25, 0.25, 2.5, 2.5, 2.5, 2.5, -1.25, -1.25, -1.25, -1.25, 0.5, 0.5, 0.5, 0.5, 0.125, 0.125, 0.125,
    0.125, 0.0625, 0.0625, 0.0625, 0.0625, 2, 2, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 16, 16, 16, 16,
  ],
  16,
);

/**
 * patches [49][·][channels] = Bᵀ d B of one tile: `d` is the first of its 7×7 pixels, `patchStep` bytes lie between the 49
 * products. Scratch: 49 vectors.
 */
export function transformPatch(
  d: usize,
  pixel: usize,
  rowStep: usize,
  patches: usize,
  patchStep: usize,
  scratch: usize,
): void {
  const end = d + pixel;
  for (; d < end; d += VECTOR) {
    let column = d;
    for (let j: usize = 0; j < SIDE; j++) {
      Winograd5.transformInput(column, rowStep, scratch + j * VECTOR, TEMPORARY_ROW);
      column += pixel;
    }
    let out = patches;
    for (let i: usize = 0; i < SIDE; i++) {
      Winograd5.transformInput(scratch + i * TEMPORARY_ROW, VECTOR, out, patchStep);
      out += SIDE * patchStep;
    }
    patches += VECTOR;
  }
}

/**
 * out [height, width] = Aᵀ m A + bias of one tile and four filters: the first outputs of the 5×5. m [7][7], its products
 * `product` bytes apart. Scratch: 49 vectors.
 *
 * Where a patch is blank its output is 0, and ReLU must not let a gradient through. What the transforms leave there are
 * roundings, so sums below 2⁻¹⁷ of the tile's largest count as 0: about as much as the transforms are wrong anyway.
 */
export function transformProducts(
  m: usize,
  product: usize,
  bias: v128,
  out: usize,
  pixel: usize,
  rowStep: usize,
  height: usize,
  width: usize,
  scratch: usize,
): void {
  for (let j: usize = 0; j < SIDE; j++) {
    Winograd5.transformOutput(m, SIDE * product, scratch + j * VECTOR, TEMPORARY_ROW);
    m += product;
  }
  const end = scratch + OUTPUTS * TEMPORARY_ROW;
  let largest = f32x4.splat(0);
  for (let row = scratch; row < end; row += TEMPORARY_ROW) {
    Winograd5.transformOutput(row, VECTOR, row, VECTOR);
    const left = f32x4.pmax(f32x4.abs(v128.load(row)), f32x4.abs(v128.load(row, 16)));
    const right = f32x4.pmax(f32x4.abs(v128.load(row, 32)), f32x4.abs(v128.load(row, 48)));
    largest = f32x4.pmax(f32x4.pmax(largest, f32x4.abs(v128.load(row, 64))), f32x4.pmax(left, right));
  }
  const least = f32x4.mul(largest, f32x4.splat(1.0 / 131072.0));
  for (let row = scratch; height; height--) {
    let place = out;
    for (let column: usize = 0; column < width; column++) {
      const sum = v128.load(row + column * VECTOR);
      const counts = f32x4.ge(f32x4.abs(sum), least);
      v128.store(place, f32x4.add(v128.and(sum, counts), bias));
      place += pixel;
    }
    row += TEMPORARY_ROW;
    out += rowStep;
  }
}

/**
 * out [7][7] = G g Gᵀ of four filters of one channel: g(ky, kx) is at g + ky·rowStep + kx·pixel, the 49 products
 * `product` bytes apart.
 */
export function transformFilters(
  g: usize,
  pixel: usize,
  rowStep: usize,
  out: usize,
  product: usize,
  scratch: usize,
): void {
  for (let kx: usize = 0; kx < 3; kx++) {
    Winograd5.transformFilter(g + kx * pixel, rowStep, scratch + kx * VECTOR, TEMPORARY_ROW);
  }
  for (let i: usize = 0; i < SIDE; i++) {
    Winograd5.transformFilter(scratch + i * TEMPORARY_ROW, VECTOR, out, product);
    out += SIDE * product;
  }
}

/**
 * out [7][7] = A dy Aᵀ of one tile and four filters, of whose 5×5 outputs only the first [height, width] exist: the others
 * have no gradient. The products are `product` bytes apart. Scratch: 49 vectors.
 */
export function transformGradient(
  dy: usize,
  pixel: usize,
  rowStep: usize,
  height: usize,
  width: usize,
  out: usize,
  product: usize,
  scratch: usize,
): void {
  for (let j: usize = 0; j < width; j++) {
    Winograd5.transformGradient(dy, rowStep, height, scratch + j * VECTOR, TEMPORARY_ROW);
    dy += pixel;
  }
  for (let i: usize = 0; i < SIDE; i++) {
    Winograd5.transformGradient(scratch + i * TEMPORARY_ROW, VECTOR, width, out, product);
    out += SIDE * product;
  }
}

/**
 * dw [3][3] += Gᵀ u G of four filters of one channel: dw(ky, kx) is at dw + ky·rowStep + kx·pixel, the 49 sums of products
 * are `product` bytes apart. Scratch: 49 vectors.
 */
export function addFilterGradient(
  u: usize,
  product: usize,
  dw: usize,
  pixel: usize,
  rowStep: usize,
  scratch: usize,
): void {
  for (let j: usize = 0; j < SIDE; j++) {
    Winograd5.transformSums(u, SIDE * product, scratch + j * VECTOR, TEMPORARY_ROW, false);
    u += product;
  }
  for (let ky: usize = 0; ky < 3; ky++) {
    Winograd5.transformSums(scratch + ky * TEMPORARY_ROW, VECTOR, dw, pixel, true);
    dw += rowStep;
  }
}

abstract class Winograd5 {
  @inline static factor(index: usize): v128 {
    return v128.load(FACTORS + index * VECTOR);
  }

  /** Bᵀ times seven vectors that lie `from` bytes apart; the products are stored `to` bytes apart. */
  @inline static transformInput(d: usize, from: usize, out: usize, to: usize): void {
    const quarter = Winograd5.factor(0);
    const half = Winograd5.factor(3);
    const two = Winograd5.factor(6);
    const fiveHalves = Winograd5.factor(1);
    const minusFiveQuarters = Winograd5.factor(2);
    const d0 = v128.load(d);
    const d1 = v128.load(d + from);
    const d2 = v128.load(d + 2 * from);
    const d3 = v128.load(d + 3 * from);
    const d4 = v128.load(d + 4 * from);
    const d5 = v128.load(d + 5 * from);
    const d6 = v128.load(d + 6 * from);
    const first = Simd.madd(minusFiveQuarters, d3, Simd.madd(quarter, d1, d5));
    const second = Simd.madd(fiveHalves, d2, f32x4.sub(first, f32x4.mul(half, d0)));
    v128.store(out, f32x4.sub(second, f32x4.mul(two, d4)));
    const even1 = Simd.madd(half, d2, f32x4.sub(f32x4.sub(d5, f32x4.mul(quarter, d3)), f32x4.mul(two, d4)));
    const odd1 = Simd.madd(half, d1, f32x4.sub(f32x4.sub(d4, f32x4.mul(quarter, d2)), f32x4.mul(two, d3)));
    v128.store(out + to, f32x4.add(even1, odd1));
    v128.store(out + 2 * to, f32x4.sub(even1, odd1));
    const even2 = Simd.madd(two, f32x4.sub(d2, d4), f32x4.sub(d5, d3));
    const odd2 = Simd.madd(half, f32x4.sub(d4, d2), f32x4.sub(d1, d3));
    v128.store(out + 3 * to, f32x4.add(even2, odd2));
    v128.store(out + 4 * to, f32x4.sub(even2, odd2));
    v128.store(out + 5 * to, first);
    const third = Simd.madd(minusFiveQuarters, d4, Simd.madd(quarter, d2, d6));
    const fourth = Simd.madd(fiveHalves, d3, f32x4.sub(third, f32x4.mul(half, d1)));
    v128.store(out + 6 * to, f32x4.sub(fourth, f32x4.mul(two, d5)));
  }

  /** Aᵀ times seven vectors that lie `from` bytes apart; the five results are stored `to` bytes apart, maybe in place. */
  @inline static transformOutput(m: usize, from: usize, out: usize, to: usize): void {
    const m0 = v128.load(m);
    const m1 = v128.load(m + from);
    const m2 = v128.load(m + 2 * from);
    const m3 = v128.load(m + 3 * from);
    const m4 = v128.load(m + 4 * from);
    const m5 = v128.load(m + 5 * from);
    const m6 = v128.load(m + 6 * from);
    const sum1 = f32x4.add(m1, m2);
    const difference1 = f32x4.sub(m1, m2);
    const sum2 = f32x4.add(m3, m4);
    const difference2 = f32x4.sub(m3, m4);
    v128.store(out, f32x4.add(f32x4.add(m0, sum1), f32x4.add(sum2, m5)));
    v128.store(out + to, Simd.madd(Winograd5.factor(6), m5, Simd.madd(Winograd5.factor(3), difference2, difference1)));
    v128.store(out + 2 * to, Simd.madd(Winograd5.factor(7), m5, Simd.madd(Winograd5.factor(0), sum2, sum1)));
    v128.store(
      out + 3 * to,
      Simd.madd(Winograd5.factor(8), m5, Simd.madd(Winograd5.factor(4), difference2, difference1)),
    );
    const last = Simd.madd(Winograd5.factor(5), sum2, f32x4.add(m6, sum1));
    v128.store(out + 4 * to, Simd.madd(Winograd5.factor(9), m5, last));
  }

  /** G times three vectors that lie `from` bytes apart. */
  @inline static transformFilter(g: usize, from: usize, out: usize, to: usize): void {
    const g0 = v128.load(g);
    const g1 = v128.load(g + from);
    const g2 = v128.load(g + 2 * from);
    const outer = f32x4.add(g0, g2);
    v128.store(out, f32x4.mul(f32x4.splat(-2), g0));
    v128.store(out + to, f32x4.mul(f32x4.splat(-2.0 / 3.0), f32x4.add(outer, g1)));
    v128.store(out + 2 * to, f32x4.mul(f32x4.splat(-2.0 / 9.0), f32x4.sub(outer, g1)));
    const near = Simd.madd(f32x4.splat(4), g0, g2);
    const far = Simd.madd(f32x4.splat(4), g2, g0);
    const twice = f32x4.add(g1, g1);
    v128.store(out + 3 * to, f32x4.mul(f32x4.splat(4.0 / 9.0), f32x4.add(near, twice)));
    v128.store(out + 4 * to, f32x4.mul(f32x4.splat(4.0 / 15.0), f32x4.sub(near, twice)));
    v128.store(out + 5 * to, f32x4.mul(f32x4.splat(2.0 / 45.0), f32x4.add(far, twice)));
    v128.store(out + 6 * to, g2);
  }

  /** A times the first `count` of five vectors that lie `from` bytes apart. */
  @inline static transformGradient(d: usize, from: usize, count: usize, out: usize, to: usize): void {
    const zero = f32x4.splat(0);
    const d0 = v128.load(d);
    const d1 = count > 1 ? v128.load(d + from) : zero;
    const d2 = count > 2 ? v128.load(d + 2 * from) : zero;
    const d3 = count > 3 ? v128.load(d + 3 * from) : zero;
    const d4 = count > 4 ? v128.load(d + 4 * from) : zero;
    v128.store(out, d0);
    const even1 = f32x4.add(f32x4.add(d0, d2), d4);
    const odd1 = f32x4.add(d1, d3);
    v128.store(out + to, f32x4.add(even1, odd1));
    v128.store(out + 2 * to, f32x4.sub(even1, odd1));
    const even2 = Simd.madd(Winograd5.factor(5), d4, Simd.madd(Winograd5.factor(0), d2, d0));
    const odd2 = Simd.madd(Winograd5.factor(4), d3, f32x4.mul(Winograd5.factor(3), d1));
    v128.store(out + 3 * to, f32x4.add(even2, odd2));
    v128.store(out + 4 * to, f32x4.sub(even2, odd2));
    const even3 = Simd.madd(Winograd5.factor(9), d4, Simd.madd(Winograd5.factor(7), d2, d0));
    const odd3 = Simd.madd(Winograd5.factor(8), d3, f32x4.mul(Winograd5.factor(6), d1));
    v128.store(out + 5 * to, f32x4.add(even3, odd3));
    v128.store(out + 6 * to, d4);
  }

  /** Gᵀ times seven vectors that lie `from` bytes apart; the three results are stored, or added, `to` bytes apart. */
  @inline static transformSums(u: usize, from: usize, out: usize, to: usize, adds: bool): void {
    const u1 = f32x4.mul(f32x4.splat(-2.0 / 3.0), v128.load(u + from));
    const u2 = f32x4.mul(f32x4.splat(-2.0 / 9.0), v128.load(u + 2 * from));
    const u3 = f32x4.mul(f32x4.splat(4.0 / 9.0), v128.load(u + 3 * from));
    const u4 = f32x4.mul(f32x4.splat(4.0 / 15.0), v128.load(u + 4 * from));
    const u5 = f32x4.mul(f32x4.splat(2.0 / 45.0), v128.load(u + 5 * from));
    const sum1 = f32x4.add(u1, u2);
    const sum2 = f32x4.add(u3, u4);
    const first = f32x4.sub(f32x4.add(sum1, u5), f32x4.mul(f32x4.splat(2), v128.load(u)));
    let g0 = Simd.madd(f32x4.splat(4), sum2, first);
    const second = f32x4.add(f32x4.sub(u3, u4), u5);
    let g1 = f32x4.add(f32x4.sub(u1, u2), f32x4.add(second, second));
    let g2 = f32x4.add(f32x4.add(sum1, sum2), Simd.madd(f32x4.splat(4), u5, v128.load(u + 6 * from)));
    if (adds) {
      g0 = f32x4.add(g0, v128.load(out));
      g1 = f32x4.add(g1, v128.load(out + to));
      g2 = f32x4.add(g2, v128.load(out + 2 * to));
    }
    v128.store(out, g0);
    v128.store(out + to, g1);
    v128.store(out + 2 * to, g2);
  }
}
