/**
 * Pictures of one size with a digit for each: white ink (255) on black ground (0), as MNIST keeps them.
 *
 * @example
 * const one: LabeledImages = {
 *   name: 'one digit',
 *   count: 1,
 *   height: 28,
 *   width: 28,
 *   images: new Uint8Array(784),
 *   labels: Uint8Array.of(7),
 * };
 */
export interface LabeledImages {
  /** What these are, for people: `MNIST test`, `embedded, held-out`. */
  readonly name: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** `[count × height × width]`, 0..255. */
  readonly images: Uint8Array;
  /** `[count]`, 0..9. */
  readonly labels: Uint8Array;
}

/**
 * The images from `start` up to, not including, `end`; a view, nothing is copied.
 *
 * @example
 * sliceImages(digits, 0, 100).count; // 100
 */
export function sliceImages(all: LabeledImages, start: number, end: number, name = all.name): LabeledImages {
  const size = all.height * all.width;
  return {
    name,
    count: end - start,
    height: all.height,
    width: all.width,
    images: all.images.subarray(start * size, end * size),
    labels: all.labels.subarray(start, end),
  };
}
