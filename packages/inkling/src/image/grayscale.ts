import type { GrayPicture, Pixels } from './pixels.js';
import { createPlane, type Plane } from './plane.js';

/** Lightness as ITU-R BT.601 weighs the colours, in their own unit. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** The lightness of each pixel, 0 black .. 1 white. */
export function lightness(red: Plane, green: Plane, blue: Plane): Plane {
  const result = createPlane(red.width, red.height);
  for (let i = 0; i < result.data.length; i++) result.data[i] = luma(red.data[i], green.data[i], blue.data[i]);
  return result;
}

/** The bytes of a picture that is opaque and gray everywhere, unchanged; nothing for any other picture. */
export function grayBytes({ width, height, data }: Pixels): GrayPicture | undefined {
  const gray = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < gray.length; i++, j += 4) {
    if (data[j] !== data[j + 1] || data[j] !== data[j + 2] || data[j + 3] !== 255) return undefined;
    gray[i] = data[j];
  }
  return { width, height, data: gray };
}
