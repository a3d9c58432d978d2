import { Random } from '../random.js';

/** Rounds of the iteration; directions are told apart well enough after few. */
const ROUNDS = 4;

/**
 * The directions along which rows vary most from zero, the most important first: the leading right singular vectors, by orthogonal
 * iteration from a seeded start.
 *
 * @param rows `[n × width]`
 * @returns `[width × count]`, its columns orthonormal
 * @see Golub and Van Loan, "Matrix Computations" (4th edition, 2013), section 7.3.2
 *
 * @example
 * const [first] = principalDirections(Float32Array.of(3, 0, -3, 0), 2, 1); // (±1, 0)
 */
export function principalDirections(rows: Float32Array, width: number, count: number): Float32Array {
  const random = new Random(1);
  const directions = Float32Array.from({ length: width * count }, () => random.uniform(-1, 1));
  orthonormalize(directions, count);
  const along = new Float32Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(width * count);
    for (let start = 0; start < rows.length; start += width) {
      const row = rows.subarray(start, start + width);
      project(row, directions, along);
      for (let i = 0, at = 0; i < width; i++, at += count) {
        const value = row[i];
        if (value !== 0) for (let k = 0; k < count; k++) next[at + k] += value * along[k];
      }
    }
    directions.set(next);
    orthonormalize(directions, count);
  }
  return directions;
}

/**
 * Coordinates of a row along directions: `out[k] = Σᵢ row[i] · directions[i][k]`.
 *
 * @param directions `[row.length × out.length]`
 *
 * @example
 * project(Float32Array.of(3, 4), Float32Array.of(1, 0, 0, 1), out); // out is (3, 4)
 */
export function project(row: ArrayLike<number>, directions: Float32Array | Int8Array, out: Float32Array): void {
  const count = out.length;
  out.fill(0);
  for (let i = 0, at = 0; i < row.length; i++, at += count) {
    const value = row[i];
    if (value !== 0) for (let k = 0; k < count; k++) out[k] += value * directions[at + k];
  }
}

/** Makes the columns of `[n × count]` orthonormal, in place: Gram and Schmidt, each twice, which float32 needs. */
function orthonormalize(columns: Float32Array, count: number): void {
  for (let k = 0; k < count; k++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < k; other++) {
        const share = dot(columns, count, k, other);
        for (let at = 0; at < columns.length; at += count) columns[at + k] -= share * columns[at + other];
      }
    }
    const length = Math.sqrt(dot(columns, count, k, k)) || 1;
    for (let at = 0; at < columns.length; at += count) columns[at + k] /= length;
  }
}

function dot(columns: Float32Array, count: number, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < columns.length; at += count) sum += columns[at + a] * columns[at + b];
  return sum;
}
