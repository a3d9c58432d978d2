import { createPlane, type Mask, type Plane } from './plane.js';
import { borderOf, median, quantile } from './statistics.js';

/** 1, x, y, x², xy, y², with x and y from -1 to 1 over the picture. */
const TERMS = 6;
/** Plenty for six coefficients. */
const MAX_SAMPLES = 3000;
const ITERATIONS = 5;
/** Keeps the curvature from following a large digit; in units of the number of samples. */
const RIDGE = 2e-5;

/**
 * Quadratic surface through the ground by iteratively reweighted least squares with the weights 1 / (1 + (r / s)⁴):
 * ink and objects, far from the surface, hardly count. Starts from the pixels nearest to what most of the border
 * and most of the picture show.
 *
 * @param setAside pixels that are known not to be ground
 * @returns the surface as a plane of the same size
 */
export function fitSurface(plane: Plane, setAside?: Mask): Plane {
  const { values, terms } = surfaceSamples(plane, setAside);
  const usual = median(values);
  const start = setAside ? usual : (median(borderOf(plane)) + usual) / 2;
  const residuals = values.map((value) => Math.abs(value - start));
  const reach = Math.max(0.08, quantile(residuals, 0.6));
  const weights = residuals.map((residual) => (residual < reach ? 1 : 0));
  let surface: number[] = [start, 0, 0, 0, 0, 0];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    surface = weightedLeastSquares(terms, values, weights);
    for (let i = 0, term = 0; i < values.length; i++) {
      let ground = 0;
      for (let n = 0; n < TERMS; n++, term++) ground += surface[n] * terms[term];
      residuals[i] = Math.abs(values[i] - ground);
    }
    const scale = Math.max(1.5 * median(residuals), 0.012);
    for (let i = 0; i < values.length; i++) {
      const square = (residuals[i] / scale) * (residuals[i] / scale);
      weights[i] = 1 / (1 + square * square);
    }
  }
  return surfacePlane(plane.width, plane.height, surface);
}

function surfacePlane(width: number, height: number, [c, cu, cv, cuu, cuv, cvv]: readonly number[]): Plane {
  const result = createPlane(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const v = (y / height) * 2 - 1;
    for (let x = 0; x < width; x++, i++) {
      const u = (x / width) * 2 - 1;
      result.data[i] = c + u * (cu + u * cuu + v * cuv) + v * (cv + v * cvv);
    }
  }
  return result;
}

function surfaceSamples(
  { width, height, data }: Plane,
  setAside?: Mask,
): { values: Float32Array; terms: Float64Array } {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MAX_SAMPLES)));
  const values: number[] = [];
  const terms: number[] = [];
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      if (setAside?.data[y * width + x]) continue;
      const u = (x / width) * 2 - 1;
      const v = (y / height) * 2 - 1;
      values.push(data[y * width + x]);
      terms.push(1, u, v, u * u, u * v, v * v);
    }
  }
  return { values: Float32Array.from(values), terms: Float64Array.from(terms) };
}

/** Solves the normal equations (Tᵀ W T + ridge) c = Tᵀ W v by Cholesky's decomposition. */
function weightedLeastSquares(terms: Float64Array, values: Float32Array, weights: Float32Array): number[] {
  const sums = new Float64Array((TERMS * (TERMS + 1)) / 2);
  const right = new Float64Array(TERMS);
  for (let i = 0, first = 0; i < values.length; i++, first += TERMS) {
    const weight = weights[i];
    if (weight === 0) continue;
    const value = values[i];
    for (let row = 0, at = 0; row < TERMS; row++) {
      const weighted = weight * terms[first + row];
      right[row] += weighted * value;
      for (let column = 0; column <= row; column++, at++) sums[at] += weighted * terms[first + column];
    }
  }
  // The lower half, row by row.
  const normal = Array.from({ length: TERMS }, (_, row) => {
    const start = (row * (row + 1)) / 2;
    return sums.slice(start, start + row + 1);
  });
  for (let row = 0; row < TERMS; row++) normal[row][row] += values.length * (row === 0 ? 1e-9 : RIDGE);
  for (let row = 0; row < TERMS; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = normal[row][column];
      for (let k = 0; k < column; k++) sum -= normal[row][k] * normal[column][k];
      normal[row][column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / normal[column][column];
    }
  }
  const solution = Array.from(right);
  for (let row = 0; row < TERMS; row++) {
    for (let k = 0; k < row; k++) solution[row] -= normal[row][k] * solution[k];
    solution[row] /= normal[row][row];
  }
  for (let row = TERMS - 1; row >= 0; row--) {
    for (let k = row + 1; k < TERMS; k++) solution[row] -= normal[k][row] * solution[k];
    solution[row] /= normal[row][row];
  }
  return solution;
}
