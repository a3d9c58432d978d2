import type { GrayPicture } from './pixels.js';

/** MNIST's digits were scaled to fit 20 px; rounding to bytes loses the faintest row of some. */
const LONGER_SIDES = [19, 20];
const MAX_OFF_CENTRE = 1;

/**
 * Whether a picture is laid out as MNIST's own: 28×28, black ground, the longer side of all non-zero ink 19 or 20 px,
 * its centre of mass at most 1 px from the picture's centre on each axis. All 70,000 of MNIST are.
 *
 * @example
 * looksLikeMnist({ width: 28, height: 28, data: pixels28 }); // true
 */
export function looksLikeMnist({ width, height, data }: GrayPicture): boolean {
  if (width !== 28 || height !== 28) return false;
  let [left, right, top, bottom] = [28, -1, 28, -1];
  let [mass, momentX, momentY] = [0, 0, 0];
  for (let y = 0; y < 28; y++) {
    for (let x = 0; x < 28; x++) {
      const ink = data[y * 28 + x];
      if (ink === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
      mass += ink;
      momentX += ink * x;
      momentY += ink * y;
    }
  }
  if (mass === 0 || !LONGER_SIDES.includes(Math.max(right - left, bottom - top) + 1)) return false;
  const centre = 13.5;
  return Math.abs(momentX / mass - centre) <= MAX_OFF_CENTRE && Math.abs(momentY / mass - centre) <= MAX_OFF_CENTRE;
}
