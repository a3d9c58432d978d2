import type { Plane } from './plane.js';

/** Enough for a quantile to 1 %, few enough to sort in a millisecond. */
const MAX_SAMPLES = 4000;

/** Every n-th value of a plane in both directions, so that at most some thousands remain; all of a small plane. */
export function sampleOf({ width, height, data }: Plane): Float32Array {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MAX_SAMPLES)));
  const samples = new Float32Array(Math.ceil(width / step) * Math.ceil(height / step));
  let count = 0;
  for (let y = 0; y < height; y += step) for (let x = 0; x < width; x += step) samples[count++] = data[y * width + x];
  return samples;
}

/** The values along the four sides, each corner once. */
export function borderOf({ width, height, data }: Plane): Float32Array {
  const values: number[] = [];
  for (let x = 0; x < width; x++) {
    values.push(data[x]);
    if (height > 1) values.push(data[(height - 1) * width + x]);
  }
  for (let y = 1; y < height - 1; y++) {
    values.push(data[y * width]);
    if (width > 1) values.push(data[y * width + width - 1]);
  }
  return Float32Array.from(values);
}

/** The value below which `fraction` (0..1) of the values lie; 0 for none. */
export function quantile(values: Float32Array, fraction: number): number {
  if (values.length === 0) return 0;
  return selected(values.slice(), Math.min(values.length - 1, Math.floor(fraction * values.length)));
}

/** What would be at place `k` if the values were sorted, by Hoare's quickselect; puts them in another order. */
function selected(values: Float32Array, k: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = middleOf(values[left], values[(left + right) >> 1], values[right]);
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return values[k];
  }
  return values[k];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

export function median(values: Float32Array): number {
  return quantile(values, 0.5);
}

/** The standard deviation that the middle half of the values suggests: 1.4826 × the median distance from the median. */
export function robustDeviation(values: Float32Array): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}
