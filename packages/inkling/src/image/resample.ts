import { createPlane, type Plane } from './plane.js';

export interface Window {
  /** Size of the result in px. */
  readonly width: number;
  readonly height: number;
  /** Source px per px of the result. */
  readonly scale: number;
  /** Where the result's left upper corner lies in the source, in source px. */
  readonly left: number;
  readonly top: number;
}

/**
 * Enlarges or shrinks the window of a plane, anti-aliased: every px of the result is the exact mean, over its area,
 * of the source interpolated linearly between its pixel centres; nothing lies beyond the source. Only + - * /, so the same bits in every engine.
 */
export function resample(source: Plane, window: Window): Plane {
  const rows = createPlane(window.width, source.height);
  const across = taps(window.width, source.width, window.left, window.scale);
  for (let y = 0; y < source.height; y++) {
    const line = source.data.subarray(y * source.width, (y + 1) * source.width);
    const into = y * window.width;
    for (let x = 0, k = 0; x < window.width; x++) {
      let sum = 0;
      for (let tap = 0; tap < across.each; tap++, k++) sum += across.weight[k] * line[across.index[k]];
      rows.data[into + x] = sum;
    }
  }
  const result = createPlane(window.width, window.height);
  const down = taps(window.height, source.height, window.top, window.scale);
  const sums = new Float64Array(window.width);
  for (let y = 0, k = 0; y < window.height; y++) {
    sums.fill(0);
    for (let tap = 0; tap < down.each; tap++, k++) {
      const weight = down.weight[k];
      if (weight === 0) continue;
      const from = down.index[k] * window.width;
      for (let x = 0; x < window.width; x++) sums[x] += weight * rows.data[from + x];
    }
    result.data.set(sums, y * window.width);
  }
  return result;
}

/** Result px i is the sum of `weight[k] · source[index[k]]` over the `each` taps from `k = i · each` on. */
interface Taps {
  readonly each: number;
  readonly index: Int32Array;
  readonly weight: Float64Array;
}

function taps(size: number, sourceSize: number, origin: number, scale: number): Taps {
  const each = Math.ceil(scale) + 2;
  const index = new Int32Array(size * each);
  const weight = new Float64Array(size * each);
  for (let i = 0; i < size; i++) {
    const from = origin + i * scale;
    const first = Math.floor(from - 0.5);
    for (let tap = 0; tap < each; tap++) {
      const source = first + tap;
      if (source < 0 || source >= sourceSize) continue;
      index[i * each + tap] = source;
      weight[i * each + tap] = (tentUpTo(from + scale - source - 0.5) - tentUpTo(from - source - 0.5)) / scale;
    }
  }
  return { each, index, weight };
}

/** The area under the tent of linear interpolation, which rises from -1 to 0 and falls from 0 to 1, up to `u`. */
function tentUpTo(u: number): number {
  if (u <= -1) return 0;
  if (u >= 1) return 1;
  return u < 0 ? ((u + 1) * (u + 1)) / 2 : 1 - ((1 - u) * (1 - u)) / 2;
}
