import type { Random } from '../../random.js';
import { bell } from './chance.js';
import { type Picture, SIDE } from './picture.js';
import { eraseSegment } from './segment.js';
import { cosine, sine } from './sine.js';

/** Takes a thin line out of the ink, in place, as where a pen skips or a scanner drops faint ink. */
export function breakStroke(picture: Picture, random: Random): void {
  const angle = random.uniform(0, Math.PI);
  const [x, y] = [SIDE / 2 + 4 * bell(random), SIDE / 2 + 4 * bell(random)];
  const half = random.uniform(2, 5);
  const [offX, offY] = [half * cosine(angle), half * sine(angle)];
  eraseSegment(picture, {
    from: [x - offX, y - offY],
    to: [x + offX, y + offY],
    radius: random.uniform(0.1, 0.9),
  });
}
