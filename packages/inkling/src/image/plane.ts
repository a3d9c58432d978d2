import type { GrayPicture } from './pixels.js';

/** One channel of numbers, rows from the top; grey runs from 0 (black) to 1 (white), differences may be negative. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`. */
  readonly data: Float32Array;
}

/** Which pixels belong: 1 yes, 0 no. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`, 0 or 1. */
  readonly data: Uint8Array;
}

export function createPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

export function createMask(width: number, height: number): Mask {
  return { width, height, data: new Uint8Array(width * height) };
}

/** Lays the rows of a plane or mask into the columns of `result`, which has its height for width. */
export function transposeInto<T extends Plane | Mask>({ width, height, data }: T, result: T): T {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) result.data[x * height + y] = data[y * width + x];
  return result;
}

/** For people to look at: `low` becomes black, `high` white, what lies outside is clipped. */
export function planeToGray({ width, height, data }: Plane, low = 0, high = 1): GrayPicture {
  const bytes = new Uint8Array(data.length);
  const scale = 255 / (high - low);
  for (let i = 0; i < data.length; i++) bytes[i] = Math.min(255, Math.max(0, (data[i] - low) * scale + 0.5));
  return { width, height, data: bytes };
}

/** For people to look at: what belongs is white. */
export function maskToGray({ width, height, data }: Mask): GrayPicture {
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) bytes[i] = data[i] * 255;
  return { width, height, data: bytes };
}
