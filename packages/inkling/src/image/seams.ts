/** A way through a piece of ink from its top to its bottom. */
export interface Seam {
  /** Of each row the first column that lies to the right of it. */
  readonly columns: Int32Array;
  /** Pixels of ink on it. */
  readonly ink: number;
  /** What its pixels, its steps aside and its distance from the column that it was asked for cost. */
  readonly cost: number;
}

/** What a step aside costs, and a row at the farthest column that is allowed, in pixels of ink. */
const ASIDE = 0.08;
const FAR = 0.1;

/**
 * The way around a column through the least ink, at most a px aside from row to row and never farther than `reach` px from the
 * column (dynamic programming). Cuts neighbours apart that overlap, which no straight line does.
 *
 * @param costs `[height × width]`: of ink 1, of ground less
 */
export function cheapestSeam(costs: Float32Array, width: number, column: number, reach: number): Seam {
  const height = costs.length / width;
  const first = Math.max(0, column - reach);
  const size = Math.min(width - 1, column + reach) - first + 1;
  const here = Float64Array.from({ length: size }, (_, i) => (FAR * Math.abs(first + i - column)) / Math.max(1, reach));
  const came = new Int8Array(height * size);
  let sums = new Float64Array(size);
  let next = new Float64Array(size);
  for (let row = 0; row < height; row++) {
    for (let i = 0; i < size; i++) {
      let [best, from] = [sums[i], 0];
      if (i > 0 && sums[i - 1] + ASIDE < best) [best, from] = [sums[i - 1] + ASIDE, -1];
      if (i < size - 1 && sums[i + 1] + ASIDE < best) [best, from] = [sums[i + 1] + ASIDE, 1];
      next[i] = best + here[i] + costs[row * width + first + i];
      came[row * size + i] = from;
    }
    [sums, next] = [next, sums];
  }
  let at = sums.reduce((best, sum, i) => (sum < sums[best] ? i : best), 0);
  const cost = sums[at];
  const columns = new Int32Array(height);
  let ink = 0;
  for (let row = height - 1; row >= 0; row--) {
    columns[row] = first + at;
    ink += costs[row * width + first + at] === 1 ? 1 : 0;
    at += came[row * size + at];
  }
  return { columns, ink, cost };
}
