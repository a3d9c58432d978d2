import { Conv2DShape } from './conv2dShape.as';
import { frameOf, frameScratch } from './frame.as';
import { multiplyRows } from './multiplyRows.as';
import { ZEROS } from './simd.as';
import { PANEL, STORE, Tile } from './tile.as';

/** Products of a window: a 4×4 patch of x gives its 2×2 outputs. */
const PRODUCTS: usize = 16;

/** The product, second row and column, that all four outputs contain with a plus: the bias starts its sum. */
const CENTRE: usize = 5;

/**
 * kernel [3, 3, inChannels, filters] → [⌈filters/8⌉][16][inChannels][8]: U = G g Gᵀ of each filter and channel, with
 * G = [1 0 0; ½ ½ ½; ½ −½ ½; 0 0 1] (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
 * filters is a multiple of eight.
 */
export function packWinograd(shape: Conv2DShape, kernel: usize, out: usize): void {
  const channels = shape.inChannels;
  const filters = shape.filters;
  const tap = channels * filters * 4;
  const productStep = channels * PANEL * 4;
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let filter: usize = 0; filter < filters; filter += 4) {
      const g = kernel + (channel * filters + filter) * 4;
      const panel = filter / PANEL;
      const u = out + panel * PRODUCTS * productStep + channel * PANEL * 4 + (filter % PANEL) * 4;
      const bottom = g + 6 * tap;
      Winograd.packRow(v128.load(g), v128.load(g + tap), v128.load(g + 2 * tap), u, productStep);
      const sum0 = f32x4.add(v128.load(g), v128.load(bottom));
      const sum1 = f32x4.add(v128.load(g + tap), v128.load(bottom + tap));
      const sum2 = f32x4.add(v128.load(g + 2 * tap), v128.load(bottom + 2 * tap));
      const middle0 = v128.load(g + 3 * tap);
      const middle1 = v128.load(g + 4 * tap);
      const middle2 = v128.load(g + 5 * tap);
      Winograd.packRow(
        Winograd.halfSum(sum0, middle0),
        Winograd.halfSum(sum1, middle1),
        Winograd.halfSum(sum2, middle2),
        u + 4 * productStep,
        productStep,
      );
      Winograd.packRow(
        Winograd.halfDifference(sum0, middle0),
        Winograd.halfDifference(sum1, middle1),
        Winograd.halfDifference(sum2, middle2),
        u + 8 * productStep,
        productStep,
      );
      Winograd.packRow(
        v128.load(bottom),
        v128.load(bottom + tap),
        v128.load(bottom + 2 * tap),
        u + 12 * productStep,
        productStep,
      );
    }
  }
}

/**
 * pooledConv2dForward for 3×3 kernels of stride 1, with 16 multiplications a window instead of 36: Winograd's
 * F(2×2, 3×3), Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, where the products are summed over channels as matrix products.
 * inChannels is a multiple of four and filters of eight; transformed = packWinograd(kernel).
 */
export function winogradPooledConv2dForward(
  shape: Conv2DShape,
  samples: usize,
  x: usize,
  transformed: usize,
  bias: usize,
  y: usize,
  arg: usize,
  scratch: usize,
): void {
  const channels = shape.inChannels;
  const filters = shape.filters;
  const windows = (shape.outHeight / 2) * (shape.outWidth / 2);
  const patches = scratch + frameScratch(shape);
  // A cache line more, lest the sixteen matrices lie a power of two apart and throw one another out of the cache.
  const patchStep = windows * channels * 4 + 64;
  const products = patches + PRODUCTS * patchStep;
  for (; samples; samples--) {
    transformPatches(shape, frameOf(shape, x, scratch), patches, patchStep);
    let u = transformed;
    for (let first: usize = 0; first < filters; first += PANEL) {
      for (let product: usize = 0; product < PRODUCTS; product++) {
        const a = patches + product * patchStep;
        const c = products + product * PANEL * 4;
        const init = product === CENTRE && bias ? bias + first * 4 : ZEROS;
        multiplyRows(STORE, windows, a, channels * 4, 4, 1, channels, 0, u, init, c, PRODUCTS * PANEL * 4, PANEL);
        u += channels * PANEL * 4;
      }
      poolProducts(windows, products, filters, y + first * 4, arg + first);
    }
    x += shape.inSize * 4;
    y += windows * filters * 4;
    arg += windows * filters;
  }
}

/** patches [16][windows][inChannels]: Bᵀ d B of the 4×4 patch of each window. */
function transformPatches(shape: Conv2DShape, frame: usize, patches: usize, patchStep: usize): void {
  const pixel = shape.inChannels * 4;
  const rowStep = shape.rowStep;
  for (let wy: usize = 0; wy < shape.outHeight; wy += 2) {
    for (let wx: usize = 0; wx < shape.outWidth; wx += 2) {
      const d = frame + wy * rowStep + wx * pixel;
      for (let channel: usize = 0; channel < pixel; channel += 16) {
        const d0 = d + channel;
        const d1 = d0 + rowStep;
        const d2 = d1 + rowStep;
        const d3 = d2 + rowStep;
        Winograd.patchDifference(d0, d2, pixel, patches, patchStep);
        Winograd.patchSum(d1, d2, pixel, patches + 4 * patchStep, patchStep);
        Winograd.patchDifference(d2, d1, pixel, patches + 8 * patchStep, patchStep);
        Winograd.patchDifference(d1, d3, pixel, patches + 12 * patchStep, patchStep);
        patches += 16;
      }
    }
  }
}

/** products [windows][16][8] → the pooled maxima of eight filters: Aᵀ m A gives the four outputs of each window. */
function poolProducts(windows: usize, products: usize, filters: usize, y: usize, arg: usize): void {
  for (; windows; windows--) {
    Winograd.pool(products, y, arg);
    products += PRODUCTS * PANEL * 4;
    y += filters * 4;
    arg += filters;
  }
}

abstract class Winograd {
  @inline static halfSum(a: v128, b: v128): v128 {
    return f32x4.mul(f32x4.splat(0.5), f32x4.add(a, b));
  }

  @inline static halfDifference(a: v128, b: v128): v128 {
    return f32x4.mul(f32x4.splat(0.5), f32x4.sub(a, b));
  }

  /** A row of G g times Gᵀ. */
  @inline static packRow(r0: v128, r1: v128, r2: v128, u: usize, step: usize): void {
    const sum = f32x4.add(r0, r2);
    v128.store(u, r0);
    v128.store(u + step, Winograd.halfSum(sum, r1));
    v128.store(u + 2 * step, Winograd.halfDifference(sum, r1));
    v128.store(u + 3 * step, r2);
  }

  /** The difference of two rows of d, times B. */
  @inline static patchDifference(a: usize, b: usize, pixel: usize, out: usize, step: usize): void {
    Winograd.patchRow(
      f32x4.sub(v128.load(a), v128.load(b)),
      f32x4.sub(v128.load(a + pixel), v128.load(b + pixel)),
      f32x4.sub(v128.load(a + 2 * pixel), v128.load(b + 2 * pixel)),
      f32x4.sub(v128.load(a + 3 * pixel), v128.load(b + 3 * pixel)),
      out,
      step,
    );
  }

  /** The sum of two rows of d, times B. */
  @inline static patchSum(a: usize, b: usize, pixel: usize, out: usize, step: usize): void {
    Winograd.patchRow(
      f32x4.add(v128.load(a), v128.load(b)),
      f32x4.add(v128.load(a + pixel), v128.load(b + pixel)),
      f32x4.add(v128.load(a + 2 * pixel), v128.load(b + 2 * pixel)),
      f32x4.add(v128.load(a + 3 * pixel), v128.load(b + 3 * pixel)),
      out,
      step,
    );
  }

  /** A row of Bᵀ d times B, with Bᵀ = [1 0 −1 0; 0 1 1 0; 0 −1 1 0; 0 1 0 −1]. */
  @inline static patchRow(t0: v128, t1: v128, t2: v128, t3: v128, out: usize, step: usize): void {
    v128.store(out, f32x4.sub(t0, t2));
    v128.store(out + step, f32x4.add(t1, t2));
    v128.store(out + 2 * step, f32x4.sub(t2, t1));
    v128.store(out + 3 * step, f32x4.sub(t1, t3));
  }

  /** One window of eight filters: both halves of the panel, Aᵀ = [1 1 1 0; 0 1 −1 −1]. */
  @inline static pool(m: usize, y: usize, arg: usize): void {
    const upper0 = Winograd.upper(m, 0);
    const upper1 = Winograd.upper(m, 32);
    const upper2 = Winograd.upper(m, 64);
    const upper3 = Winograd.upper(m, 96);
    const lower0 = Winograd.lower(m, 0);
    const lower1 = Winograd.lower(m, 32);
    const lower2 = Winograd.lower(m, 64);
    const lower3 = Winograd.lower(m, 96);
    const highUpper0 = Winograd.upper(m, 16);
    const highUpper1 = Winograd.upper(m, 48);
    const highUpper2 = Winograd.upper(m, 80);
    const highUpper3 = Winograd.upper(m, 112);
    const highLower0 = Winograd.lower(m, 16);
    const highLower1 = Winograd.lower(m, 48);
    const highLower2 = Winograd.lower(m, 80);
    const highLower3 = Winograd.lower(m, 112);
    Tile.pool(
      Winograd.left(upper0, upper1, upper2),
      Winograd.right(upper1, upper2, upper3),
      Winograd.left(lower0, lower1, lower2),
      Winograd.right(lower1, lower2, lower3),
      Winograd.left(highUpper0, highUpper1, highUpper2),
      Winograd.right(highUpper1, highUpper2, highUpper3),
      Winograd.left(highLower0, highLower1, highLower2),
      Winograd.right(highLower1, highLower2, highLower3),
      y,
      arg,
      PANEL,
    );
  }

  /** Column `at` of the first row of Aᵀ m: rows 0, 1 and 2 of the products, 128 bytes apart. */
  @inline static upper(m: usize, at: usize): v128 {
    const column = m + at;
    return f32x4.add(f32x4.add(v128.load(column), v128.load(column, 128)), v128.load(column, 256));
  }

  /** Column `at` of the second row of Aᵀ m: rows 1, 2 and 3. */
  @inline static lower(m: usize, at: usize): v128 {
    const column = m + at;
    return f32x4.sub(f32x4.sub(v128.load(column, 128), v128.load(column, 256)), v128.load(column, 384));
  }

  @inline static left(a: v128, b: v128, c: v128): v128 {
    return f32x4.add(f32x4.add(a, b), c);
  }

  @inline static right(b: v128, c: v128, d: v128): v128 {
    return f32x4.sub(f32x4.sub(b, c), d);
  }
}
