import { createPicture, type Picture, SIDE } from './picture.js';

/** A picture of this tone at each pixel. */
export function drawPicture(tone: (x: number, y: number) => number): Picture {
  return createPicture().map((_, i) => tone(i % SIDE, Math.floor(i / SIDE)));
}

/** A digit of sorts: a ring over a slanted stem, as grey at its edges as MNIST's. */
export function drawNine(): Picture {
  return drawPicture((x, y) => {
    const ring = Math.abs(Math.hypot(x - 13, y - 9) - 4);
    const stem = y > 9 && y < 24 ? Math.abs(x - 17 + (y - 9) / 8) : Infinity;
    return Math.min(1, Math.max(0, 1.8 - Math.min(ring, stem)));
  });
}

/** An upright stroke, as MNIST's bare 1. */
export function drawBar(): Picture {
  return drawPicture((x, y) => (x >= 13 && x <= 15 && y >= 4 && y < 24 ? 1 : 0));
}

export function inkOf(picture: ArrayLike<number>): number {
  return Array.from(picture).reduce((sum, ink) => sum + ink, 0);
}

export function pixel(picture: Picture, x: number, y: number): number {
  return picture[y * SIDE + x];
}

/** What a change in place makes of a copy. */
export function changed(picture: Picture, change: (copy: Picture) => void): Picture {
  const copy = picture.slice();
  change(copy);
  return copy;
}
