import type { LinearMap } from './linearMap.js';
import { type Picture, SIDE } from './picture.js';

/** Where a digit lies, in px from the picture's left upper corner. */
export interface Extent {
  /** The longer side of the box around all ink. */
  readonly length: number;
  /** The box's middle. */
  readonly middle: readonly [number, number];
  /** The ink's centre of mass. */
  readonly mass: readonly [number, number];
}

/** Ink that counts for the box: fainter one is the edge of a stroke. */
const INK = 0.3;

/**
 * Where a picture's digit lies once it is mapped around the picture's middle; `undefined` where there is no ink.
 * Measured on the ink's pixels, so that nothing need be drawn for it.
 */
export function extentOf(picture: Picture, { xx, xy, yx, yy }: LinearMap): Extent | undefined {
  const middle = SIDE / 2;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [mass, momentX, momentY] = [0, 0, 0];
  for (let row = 0, i = 0; row < SIDE; row++) {
    const y = row + 0.5 - middle;
    for (let column = 0; column < SIDE; column++, i++) {
      const ink = picture[i];
      if (ink <= 0) continue;
      const x = column + 0.5 - middle;
      mass += ink;
      momentX += ink * x;
      momentY += ink * y;
      if (ink < INK) continue;
      const mappedX = xx * x + xy * y;
      const mappedY = yx * x + yy * y;
      if (mappedX < left) left = mappedX;
      if (mappedX > right) right = mappedX;
      if (mappedY < top) top = mappedY;
      if (mappedY > bottom) bottom = mappedY;
    }
  }
  if (right < left) return undefined;
  const [massX, massY] = [momentX / mass, momentY / mass];
  return {
    length: Math.max(right - left, bottom - top) + 1,
    middle: [middle + (left + right) / 2, middle + (top + bottom) / 2],
    mass: [middle + xx * massX + xy * massY, middle + yx * massX + yy * massY],
  };
}
