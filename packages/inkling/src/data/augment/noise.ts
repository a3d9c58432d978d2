import type { Random } from '../../random.js';
import { happens } from './chance.js';
import { type Picture, SIDE } from './picture.js';

/** A camera's grain, in place: adds an even −1..1 times `amount` (0..1) to each pixel, cut off at 0 and 1. */
export function addGrain(picture: Picture, amount: number, random: Random): void {
  for (let i = 0; i < picture.length; i++) {
    picture[i] = Math.min(1, Math.max(0, picture[i] + random.uniform(-amount, amount)));
  }
}

/** Dust on the paper, in place: `count` specks of one px, or of nine that are a little fainter. */
export function addSpecks(picture: Picture, count: number, random: Random): void {
  const large = happens(random, 0.5);
  const ink = random.uniform(0.2, 1);
  for (let speck = 0; speck < count; speck++) {
    const [x, y] = [random.integer(SIDE), random.integer(SIDE)];
    const reach = large ? 1 : 0;
    for (let row = Math.max(0, y - reach); row <= Math.min(SIDE - 1, y + reach); row++) {
      for (let column = Math.max(0, x - reach); column <= Math.min(SIDE - 1, x + reach); column++) {
        const i = row * SIDE + column;
        picture[i] = Math.max(picture[i], large ? 0.8 * ink : ink);
      }
    }
  }
}

/** Ink that the paper's grain did not take, in place: each pixel is lost in `share` (0..1) of all cases. */
export function loseInk(picture: Picture, share: number, random: Random): void {
  for (let i = 0; i < picture.length; i++) {
    if (picture[i] > 0 && happens(random, share)) picture[i] = 0;
  }
}
