import { createPlane, type Plane } from './plane.js';
import { borderOf, median, quantile, robustDeviation, sampleOf } from './statistics.js';

export interface Flattened {
  /** The picture less its background: 0 where there is only background, of either sign where there is ink. */
  readonly difference: Plane;
  /** Standard deviation of what remains of the background. */
  readonly noise: number;
  readonly sentence: string;
}

/** Drawings, screenshots and data sets have a ground of one colour: at least this share of all pixels and of the border. */
const EVEN_SHARE = 0.25;
/** As near as this to the ground's colour is the ground's colour: two levels of 255, as JPEG leaves them. */
const SAME = 2.01 / 255;
/** A shadow on overexposed paper would look like a ground of one colour, but it passes through all the levels next to it. */
const NEAR = 25 / 255;
const MAX_NEAR_SHARE = 0.15;

/** Takes the background away: one colour where there is one, else a smooth surface through paper, light and shadow. */
export function flattenBackground(plane: Plane): Flattened {
  const even = evenGround(plane);
  if (even !== undefined) {
    const difference = createPlane(plane.width, plane.height);
    for (let i = 0; i < plane.data.length; i++) difference.data[i] = plane.data[i] - even;
    const ground = sampleOf(difference).filter((value) => Math.abs(value) <= NEAR);
    return { difference, noise: noiseOf(ground), sentence: 'the ground has one colour: subtracted' };
  }
  const surface = fitSurface(plane);
  const difference = createPlane(plane.width, plane.height);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let y = 0, i = 0; y < plane.height; y++) {
    const v = (y / plane.height) * 2 - 1;
    for (let x = 0; x < plane.width; x++, i++) {
      const u = (x / plane.width) * 2 - 1;
      const ground =
        surface[0] + u * (surface[1] + u * surface[3] + v * surface[4]) + v * (surface[2] + v * surface[5]);
      difference.data[i] = plane.data[i] - ground;
      low = Math.min(low, ground);
      high = Math.max(high, ground);
    }
  }
  const range = Math.round((high - low) * 100);
  return {
    difference,
    noise: noiseOf(sampleOf(difference)),
    sentence: `the light varies by ${range} %: a smooth surface through the ground subtracted`,
  };
}

function noiseOf(ground: Float32Array): number {
  return robustDeviation(ground) + 1e-4;
}

/** The ground's colour, if the ground has one colour: the darkest or the lightest that the picture often has. */
function evenGround(plane: Plane): number | undefined {
  const samples = sampleOf(plane);
  const border = borderOf(plane);
  const share = (values: Float32Array, level: number, within: number) =>
    values.reduce((count, value) => count + (Math.abs(value - level) <= within ? 1 : 0), 0) / values.length;
  const level = [quantile(samples, 0.02), quantile(samples, 0.98)]
    .map((extreme) => ({ extreme, share: share(samples, extreme, SAME) + share(border, extreme, SAME) }))
    .reduce((best, other) => (other.share > best.share ? other : best)).extreme;
  const same = share(samples, level, SAME);
  const near = share(samples, level, NEAR) - same;
  return same >= EVEN_SHARE && share(border, level, SAME) >= EVEN_SHARE && near <= MAX_NEAR_SHARE ? level : undefined;
}

/** Coefficients of 1, x, y, x², xy, y², with x and y from -1 to 1 over the picture. */
type Surface = readonly number[];

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
 */
function fitSurface(plane: Plane): Surface {
  const { values, terms } = surfaceSamples(plane);
  const start = (median(borderOf(plane)) + median(values)) / 2;
  let residuals = values.map((value) => Math.abs(value - start));
  const reach = Math.max(0.08, quantile(residuals, 0.6));
  let weights = residuals.map((residual) => (residual < reach ? 1 : 0));
  let surface: number[] = [start, 0, 0, 0, 0, 0];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    surface = weightedLeastSquares(terms, values, weights);
    residuals = values.map((value, i) => {
      let ground = 0;
      for (let term = 0; term < TERMS; term++) ground += surface[term] * terms[i * TERMS + term];
      return Math.abs(value - ground);
    });
    const scale = Math.max(1.5 * median(residuals), 0.012);
    weights = residuals.map((residual) => {
      const square = (residual / scale) * (residual / scale);
      return 1 / (1 + square * square);
    });
  }
  return surface;
}

function surfaceSamples({ width, height, data }: Plane): { values: Float32Array; terms: Float64Array } {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MAX_SAMPLES)));
  const values: number[] = [];
  const terms: number[] = [];
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
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
  const normal = Array.from({ length: TERMS }, () => new Float64Array(TERMS));
  const right = new Float64Array(TERMS);
  for (let i = 0; i < values.length; i++) {
    if (weights[i] === 0) continue;
    for (let row = 0; row < TERMS; row++) {
      const weighted = weights[i] * terms[i * TERMS + row];
      right[row] += weighted * values[i];
      for (let column = 0; column <= row; column++) normal[row][column] += weighted * terms[i * TERMS + column];
    }
  }
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
