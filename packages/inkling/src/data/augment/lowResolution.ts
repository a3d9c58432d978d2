import { type Picture, SIDE } from './picture.js';

/** How a small picture is made large again: each of its pixels a square, or the values between them blended. */
export type Enlarging = 'nearest' | 'linear';

/** Pixel `i` of a row is the sum over `count[i]` others of `weights[MOST·i + k] · source[first[i] + k]`. */
interface Taps {
  readonly count: Int32Array;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

/** Pixels that may make up one: two of the small picture's lie over six of them at most. */
const MOST = 6;
const tables = new Map<string, Taps>();
const across = new Float32Array(SIDE * SIDE);

/**
 * As if the picture had been `side` px wide (14 to 28) and were enlarged again, in place: small pixels are means over their area.
 */
export function lowerResolution(picture: Picture, side: number, enlarging: Enlarging): void {
  const taps = tapsFor(side, enlarging);
  along(picture, across, taps, 1, SIDE);
  along(across, picture, taps, SIDE, 1);
}

function along(
  source: Picture,
  result: Picture,
  { count, first, weights }: Taps,
  step: number,
  lineStep: number,
): void {
  for (let line = 0; line < SIDE; line++) {
    const start = line * lineStep;
    for (let i = 0; i < SIDE; i++) {
      const from = start + first[i] * step;
      let sum = 0;
      for (let k = 0; k < count[i]; k++) sum += weights[i * MOST + k] * source[from + k * step];
      result[start + i * step] = sum;
    }
  }
}

function tapsFor(side: number, enlarging: Enlarging): Taps {
  const key = `${enlarging} ${side}`;
  let taps = tables.get(key);
  if (!taps) {
    taps = makeTaps(side, enlarging);
    tables.set(key, taps);
  }
  return taps;
}

function makeTaps(side: number, enlarging: Enlarging): Taps {
  const count = new Int32Array(SIDE);
  const first = new Int32Array(SIDE);
  const weights = new Float64Array(SIDE * MOST);
  for (let i = 0; i < SIDE; i++) {
    const place = ((i + 0.5) * side) / SIDE - 0.5;
    const sharePerSmall = new Map<number, number>();
    const [low, share] =
      enlarging === 'nearest' ? [Math.floor(place + 0.5), 0] : [Math.floor(place), place - Math.floor(place)];
    for (const [small, weight] of [
      [low, 1 - share],
      [low + 1, share],
    ]) {
      const inside = Math.min(side - 1, Math.max(0, small));
      sharePerSmall.set(inside, (sharePerSmall.get(inside) ?? 0) + weight);
    }
    const row = new Float64Array(SIDE);
    for (const [small, weight] of sharePerSmall) addMean(row, small, side, weight);
    first[i] = row.findIndex((weight) => weight > 0);
    count[i] = row.findLastIndex((weight) => weight > 0) + 1 - first[i];
    weights.set(row.subarray(first[i], first[i] + count[i]), i * MOST);
  }
  return { count, first, weights };
}

/** Adds the weights of the mean over a small pixel's area. */
function addMean(row: Float64Array, small: number, side: number, weight: number): void {
  const size = SIDE / side;
  const [start, end] = [small * size, (small + 1) * size];
  for (let pixel = Math.floor(start); pixel < Math.min(SIDE, Math.ceil(end)); pixel++) {
    const overlap = Math.min(end, pixel + 1) - Math.max(start, pixel);
    if (overlap > 1e-9) row[pixel] += (weight * overlap) / size;
  }
}
