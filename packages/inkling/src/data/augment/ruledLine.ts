import type { Random } from '../../random.js';
import { bell, happens } from './chance.js';
import { type Picture, SIDE } from './picture.js';
import { drawSegment } from './segment.js';

/** Draws a piece of a line near a side, in place: what is left of ruled paper or of a form's box. */
export function addRuledLine(picture: Picture, random: Random): void {
  const half = SIDE / 2;
  const side = happens(random, 0.5) ? 1 : -1;
  const offset = half + side * half * random.uniform(0.62, 1.02);
  const slope = 0.06 * bell(random);
  const start = half * random.uniform(-0.4, 1.3);
  const end = start + half * random.uniform(0.5, 2.5);
  const across = (along: number) => offset + slope * (along - half);
  const segment = { radius: random.uniform(0.1, 0.9) };
  const ink = random.uniform(0.3, 1);
  if (happens(random, 0.6)) {
    drawSegment(picture, { ...segment, from: [start, across(start)], to: [end, across(end)] }, ink);
  } else {
    drawSegment(picture, { ...segment, from: [across(start), start], to: [across(end), end] }, ink);
  }
}
