import { type Picture, SIDE } from './picture.js';

/** Makes all ink fainter, in place: `ink` (0..1) is what becomes of the darkest. */
export function fade(picture: Picture, ink: number): void {
  for (let i = 0; i < picture.length; i++) picture[i] *= ink;
}

/** Ink that grows fainter towards one side, in place: `corners` are the factors (0..1) at left top, right top, left bottom, right bottom. */
export function fadeUnevenly(picture: Picture, corners: readonly [number, number, number, number]): void {
  const [leftTop, rightTop, leftBottom, rightBottom] = corners;
  for (let row = 0, i = 0; row < SIDE; row++) {
    const y = (row + 0.5) / SIDE;
    const left = leftTop + y * (leftBottom - leftTop);
    const right = rightTop + y * (rightBottom - rightTop);
    for (let column = 0; column < SIDE; column++, i++) {
      picture[i] *= left + ((column + 0.5) / SIDE) * (right - left);
    }
  }
}

/** Lays a grey veil over the picture, in place: ground becomes `tone` (0..1), full ink stays. */
export function veil(picture: Picture, tone: number): void {
  for (let i = 0; i < picture.length; i++) picture[i] += tone * (1 - picture[i]);
}
