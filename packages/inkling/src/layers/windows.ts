/**
 * How a window slides over one axis of a picture.
 *
 * @example
 * const padding: Padding = 'same';
 */
export type Padding = 'valid' | 'same';

/**
 * Two sizes, rows first; a single number stands for both.
 *
 * @example
 * const kernelSize: Pair = [3, 5];
 */
export type Pair = readonly [number, number];

export function toPair(value: number | Pair): Pair {
  return typeof value === 'number' ? [value, value] : [value[0], value[1]];
}

export function isPositivePair(pair: Pair): boolean {
  return pair.every((size) => Number.isInteger(size) && size >= 1);
}

/** Places that a window takes along an axis (Keras's rule for `valid` and `same`). */
export function outputLength(length: number, window: number, stride: number, padding: Padding): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.ceil((length - window + 1) / stride);
}

/** Zeros before the first element; `same` puts the odd one behind the last, as TensorFlow does. */
export function paddingBefore(length: number, window: number, stride: number, padding: Padding): number {
  if (padding === 'valid') return 0;
  const total = (outputLength(length, window, stride, padding) - 1) * stride + window - length;
  return Math.max(0, Math.floor(total / 2));
}
