import { type Picture, SIDE } from './picture.js';

/** Blanks rows, in place, as where the picture's edge cuts a digit: `rows` from above, or where below 0 from below. */
export function cutOff(picture: Picture, rows: number): void {
  if (rows >= 0) picture.fill(0, 0, rows * SIDE);
  else picture.fill(0, (SIDE + rows) * SIDE);
}
