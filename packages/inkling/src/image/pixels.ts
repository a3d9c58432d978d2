/** A decoded picture: 8-bit RGBA, not premultiplied, rows from the top, orientation already applied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `[height × width × 4]`, 0..255. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A picture of one channel, rows from the top. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`, 0..255. */
  readonly data: Uint8Array;
}
