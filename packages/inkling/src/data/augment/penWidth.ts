import { type Picture, SIDE } from './picture.js';

/** A neighbour over the corner lies √2 px away and is reached less, by as much as a round pen reaches it less. */
const CORNER = 0.6;

const source = new Float32Array(SIDE * SIDE);

/**
 * Makes strokes thicker on each side by `amountPx` (0 or more), in place: grey-scale dilation with a small round pen. The
 * picture's outermost pixels stay as they are.
 */
export function thicken(picture: Picture, amountPx: number): void {
  for (let left = amountPx; left > 0; left--) dilate(picture, Math.min(1, left));
}

/** Makes strokes thinner on each side by `amountPx` (0 or more), in place: the ground is thickened. */
export function thin(picture: Picture, amountPx: number): void {
  invert(picture);
  thicken(picture, amountPx);
  invert(picture);
}

function dilate(picture: Picture, amountPx: number): void {
  source.set(picture);
  for (let row = 1; row < SIDE - 1; row++) {
    for (let column = 1, i = row * SIDE + 1; column < SIDE - 1; column++, i++) {
      const ink = source[i];
      const beside = Math.max(source[i - 1], source[i + 1], source[i - SIDE], source[i + SIDE]);
      const above = Math.max(source[i - SIDE - 1], source[i - SIDE + 1]);
      const below = Math.max(source[i + SIDE - 1], source[i + SIDE + 1]);
      picture[i] = ink + amountPx * (Math.max(ink, beside, CORNER * above, CORNER * below) - ink);
    }
  }
}

function invert(picture: Picture): void {
  for (let i = 0; i < picture.length; i++) picture[i] = 1 - picture[i];
}
