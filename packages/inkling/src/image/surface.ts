import { createPlane, type Mask, type Plane } from './plane.js';
import { borderOf, median, quantile } from './statistics.js';

/** The terms of the surface: powers of x and of y, which run from -1 to 1 over the picture. */
const TERMS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [2, 0],
  [1, 1],
  [0, 2],
] as const;
/** Products of two terms have powers below this. */
const POWERS = 5;
/** Plenty for six coefficients. */
const MAX_SAMPLES = 3000;
const ITERATIONS = 5;
/** Keeps the curvature from following a large digit; in units of the number of samples. */
const RIDGE = 2e-5;

/** Some of a plane's pixels, row by row. */
interface Samples {
  /** x of each sample, -1..1. */
  readonly x: Float64Array;
  readonly values: Float32Array;
  /** y of each row, -1..1, and where its samples end. */
  readonly rows: readonly { readonly y: number; readonly end: number }[];
}

/**
 * Quadratic surface through the ground by iteratively reweighted least squares with the weights 1 / (1 + (r / s)⁴):
 * ink and objects, far from the surface, hardly count. Starts from the pixels nearest to what most of the border
 * and most of the picture show.
 *
 * @param setAside pixels that are known not to be ground
 * @returns the surface as a plane of the same size
 */
export function fitSurface(plane: Plane, setAside?: Mask): Plane {
  const samples = surfaceSamples(plane, setAside);
  const { values } = samples;
  const usual = median(values);
  const start = setAside ? usual : (median(borderOf(plane)) + usual) / 2;
  const residuals = values.map((value) => Math.abs(value - start));
  const reach = Math.max(0.08, quantile(residuals, 0.6));
  const weights = residuals.map((residual) => (residual < reach ? 1 : 0));
  let surface: readonly number[] = [start, 0, 0, 0, 0, 0];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    surface = weightedLeastSquares(samples, weights);
    measureResiduals(samples, surface, residuals);
    const scale = Math.max(1.5 * median(residuals), 0.012);
    for (let i = 0; i < values.length; i++) {
      const square = (residuals[i] / scale) * (residuals[i] / scale);
      weights[i] = 1 / (1 + square * square);
    }
  }
  return surfacePlane(plane.width, plane.height, surface);
}

function measureResiduals({ x, values, rows }: Samples, surface: readonly number[], residuals: Float32Array): void {
  let i = 0;
  for (const { y, end } of rows) {
    const [c, cx, cxx] = alongRow(surface, y);
    for (; i < end; i++) residuals[i] = Math.abs(values[i] - (c + x[i] * (cx + x[i] * cxx)));
  }
}

/** What the surface is along a row: the coefficients of 1, x and x². */
function alongRow([c, cx, cy, cxx, cxy, cyy]: readonly number[], y: number): readonly [number, number, number] {
  return [c + y * (cy + y * cyy), cx + y * cxy, cxx];
}

function surfacePlane(width: number, height: number, surface: readonly number[]): Plane {
  const result = createPlane(width, height);
  for (let row = 0, i = 0; row < height; row++) {
    const [c, cx, cxx] = alongRow(surface, (row / height) * 2 - 1);
    for (let column = 0; column < width; column++, i++) {
      const x = (column / width) * 2 - 1;
      result.data[i] = c + x * (cx + x * cxx);
    }
  }
  return result;
}

function surfaceSamples({ width, height, data }: Plane, setAside?: Mask): Samples {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MAX_SAMPLES)));
  const most = Math.ceil(width / step) * Math.ceil(height / step);
  const x = new Float64Array(most);
  const values = new Float32Array(most);
  const rows: { y: number; end: number }[] = [];
  let end = 0;
  for (let row = 0; row < height; row += step) {
    for (let column = 0; column < width; column += step) {
      const i = row * width + column;
      if (setAside?.data[i]) continue;
      x[end] = (column / width) * 2 - 1;
      values[end++] = data[i];
    }
    rows.push({ y: (row / height) * 2 - 1, end });
  }
  return { x: x.subarray(0, end), values: values.subarray(0, end), rows };
}

/**
 * Solves the normal equations (Tᵀ W T + ridge) c = Tᵀ W v. A product of two terms is a power of x times one of y, so that each row
 * needs the sums of a few powers of x only, which count for all products by the powers of its y.
 */
function weightedLeastSquares({ x, values, rows }: Samples, weights: Float32Array): readonly number[] {
  /** Σ w xᵃ yᵇ at [POWERS · a + b]. */
  const moments = new Float64Array(POWERS * POWERS);
  /** Σ w v xᵃ yᵇ, likewise. */
  const products = new Float64Array(POWERS * POWERS);
  let i = 0;
  for (const { y, end } of rows) {
    let [w0, w1, w2, w3, w4] = [0, 0, 0, 0, 0];
    let [v0, v1, v2] = [0, 0, 0];
    for (; i < end; i++) {
      const at = x[i];
      const square = at * at;
      const weight = weights[i];
      w0 += weight;
      w1 += weight * at;
      w2 += weight * square;
      w3 += weight * square * at;
      w4 += weight * square * square;
      const weighted = weight * values[i];
      v0 += weighted;
      v1 += weighted * at;
      v2 += weighted * square;
    }
    addTimesPowers([w0, w1, w2, w3, w4], y, moments);
    addTimesPowers([v0, v1, v2], y, products);
  }
  const matrix = TERMS.map(([a, b], row) =>
    TERMS.slice(0, row + 1).map(([otherA, otherB]) => moments[POWERS * (a + otherA) + b + otherB]),
  );
  for (let row = 0; row < matrix.length; row++) matrix[row][row] += values.length * (row === 0 ? 1e-9 : RIDGE);
  return solveByCholesky(
    matrix,
    TERMS.map(([a, b]) => products[POWERS * a + b]),
  );
}

/** Adds `sums[a] · yᵇ` to `into[POWERS · a + b]`. */
function addTimesPowers(sums: readonly number[], y: number, into: Float64Array): void {
  for (let a = 0; a < sums.length; a++) {
    for (let b = 0, term = sums[a]; b < POWERS; b++, term *= y) into[POWERS * a + b] += term;
  }
}

/**
 * @param lower The lower half of a positive definite matrix, row by row; used up.
 * @param right Becomes the solution.
 */
function solveByCholesky(lower: number[][], right: number[]): readonly number[] {
  for (let row = 0; row < lower.length; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = lower[row][column];
      for (let k = 0; k < column; k++) sum -= lower[row][k] * lower[column][k];
      lower[row][column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[column][column];
    }
  }
  for (let row = 0; row < lower.length; row++) {
    for (let k = 0; k < row; k++) right[row] -= lower[row][k] * right[k];
    right[row] /= lower[row][row];
  }
  for (let row = lower.length - 1; row >= 0; row--) {
    for (let k = row + 1; k < lower.length; k++) right[row] -= lower[k][row] * right[k];
    right[row] /= lower[row][row];
  }
  return right;
}
