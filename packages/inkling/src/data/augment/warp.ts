import { type ElasticField, rowOfField } from './elastic.js';
import { inverse, type LinearMap } from './linearMap.js';
import { type Picture, SIDE } from './picture.js';

/** What happens to a picture's points. */
export interface Warp {
  readonly map: LinearMap;
  /** The source's point, in px from its left upper corner, … */
  readonly from: readonly [number, number];
  /** … that comes to lie here. */
  readonly to: readonly [number, number];
  readonly field?: ElasticField | undefined;
}

/** The source with a margin of blank pixels, so that no place need be checked. One more on the right for the second tap. */
const STRIDE = SIDE + 3;
const padded = new Float32Array(STRIDE * STRIDE);
const movesX = new Float64Array(SIDE);
const movesY = new Float64Array(SIDE);

/**
 * Shifts, rotates, scales, shears and bends in one go, in place: each pixel looks up where it comes from and takes
 * what the source, interpolated linearly between its pixels' middles, has there. Beyond the source all is blank.
 */
export function warp(picture: Picture, { map, from, to, field }: Warp): void {
  for (let row = 0; row < SIDE; row++) {
    padded.set(picture.subarray(row * SIDE, (row + 1) * SIDE), (row + 1) * STRIDE + 1);
  }
  const { xx, xy, yx, yy } = inverse(map);
  movesX.fill(0);
  movesY.fill(0);
  for (let row = 0, i = 0; row < SIDE; row++) {
    if (field) {
      rowOfField(field.x, row, movesX);
      rowOfField(field.y, row, movesY);
    }
    const y = row + 0.5 - to[1];
    // + 0.5: from places to the padded source's pixels, whose middles are half a px inside and one to the right.
    const rowX = xy * y + from[0] + 0.5;
    const rowY = yy * y + from[1] + 0.5;
    for (let column = 0; column < SIDE; column++, i++) {
      const x = column + 0.5 - to[0];
      const sourceX = Math.min(SIDE + 1, Math.max(0, rowX + xx * x + movesX[column]));
      const sourceY = Math.min(SIDE + 1, Math.max(0, rowY + yx * x + movesY[column]));
      const left = Math.trunc(sourceX);
      const top = Math.trunc(sourceY);
      const shareX = sourceX - left;
      const k = top * STRIDE + left;
      const above = padded[k] + shareX * (padded[k + 1] - padded[k]);
      const below = padded[k + STRIDE] + shareX * (padded[k + STRIDE + 1] - padded[k + STRIDE]);
      picture[i] = above + (sourceY - top) * (below - above);
    }
  }
}
