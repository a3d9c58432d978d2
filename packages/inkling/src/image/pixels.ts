/**
 * A decoded picture: 8-bit RGBA, not premultiplied, rows from the top, orientation already applied.
 *
 * @example
 * const white: Pixels = { width: 2, height: 1, data: new Uint8Array(8).fill(255) };
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `[height × width × 4]`, 0..255. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * A picture of one channel, rows from the top.
 *
 * @example
 * const seen: GrayPicture = { width: 28, height: 28, data: pixels28 };
 */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`, 0..255. */
  readonly data: Uint8Array;
}
