import type { Random } from '../../random.js';
import { happens } from '../augment/chance.js';
import type { Picture } from '../augment/picture.js';
import { drawCurve, type Point } from './curve.js';

/** One to four strokes that go anywhere. */
export function drawScribble(picture: Picture, random: Random): void {
  const radius = random.uniform(0.5, 1.8);
  const strokes = 1 + random.integer(4);
  for (let i = 0; i < strokes; i++) {
    const place = (): Point => [random.uniform(4, 24), random.uniform(4, 24)];
    const points = Array.from({ length: 2 + random.integer(strokes === 1 ? 7 : 4) }, place);
    drawCurve(picture, points, radius, happens(random, 0.3));
  }
}
