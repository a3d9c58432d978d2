import type { Mask } from './plane.js';

/** Slants that are tried: px to the right for each px up. */
const SLANTS = [-0.3, -0.15, 0, 0.15, 0.3, 0.45, 0.6, 0.75];
/** A slant must make its columns so much fuller than a smaller one to be taken. */
const BETTER = 1.02;

/**
 * How far the strokes of writing lean to the right, in px for each px up: the slant along which the ink falls into the
 * fewest and fullest columns (largest sum of squares).
 */
export function slantOf(mask: Mask): number {
  const fullness = SLANTS.map((slant) => ({ slant, sum: sumOfSquares(mask, slant) }));
  fullness.sort((a, b) => Math.abs(a.slant) - Math.abs(b.slant));
  return fullness.reduce((best, other) => (other.sum > BETTER * best.sum ? other : best)).slant;
}

function sumOfSquares({ width, height, data }: Mask, slant: number): number {
  const reach = Math.ceil(Math.abs(slant) * height);
  const columns = new Float64Array(width + 2 * reach + 2);
  for (let y = 0; y < height; y++) {
    const shift = Math.round(slant * (y - height / 2)) + reach;
    for (let x = 0; x < width; x++) if (data[y * width + x]) columns[x + shift]++;
  }
  return columns.reduce((total, count) => total + count * count, 0);
}
