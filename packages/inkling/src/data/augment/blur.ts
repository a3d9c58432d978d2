import { type Picture, SIDE } from './picture.js';

const across = new Float32Array(SIDE * SIDE);

/**
 * Gives each pixel's neighbours on each axis `share` (0..1/3) of it, in place: once is a camera a little out of focus (a variance of
 * 2·share px²), and often comes near to Gauss's bell. The outermost rows and columns keep what would leave the picture.
 */
export function blur(picture: Picture, share: number): void {
  blurAlong(picture, across, share, 1, SIDE);
  blurAlong(across, picture, share, SIDE, 1);
}

const soft = new Float32Array(SIDE * SIDE);

/** Makes edges steeper by what a blur takes from them, times `amount` (0 or more), in place; cut off at 0 and 1. */
export function sharpen(picture: Picture, amount: number): void {
  soft.set(picture);
  blur(soft, 0.3);
  for (let i = 0; i < picture.length; i++) {
    picture[i] = Math.min(1, Math.max(0, picture[i] + amount * (picture[i] - soft[i])));
  }
}

function blurAlong(source: Picture, result: Picture, share: number, step: number, lineStep: number): void {
  const end = (SIDE - 1) * step;
  for (let line = 0; line < SIDE; line++) {
    const first = line * lineStep;
    const last = first + end;
    result[first] = source[first] + share * (source[first + step] - source[first]);
    for (let i = first + step; i < last; i += step) {
      result[i] = source[i] + share * (source[i - step] - 2 * source[i] + source[i + step]);
    }
    result[last] = source[last] + share * (source[last - step] - source[last]);
  }
}
