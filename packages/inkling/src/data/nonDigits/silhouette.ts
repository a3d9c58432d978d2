import type { Random } from '../../random.js';
import { bell, happens } from '../augment/chance.js';
import type { Picture } from '../augment/picture.js';
import { sine } from '../augment/sine.js';
import { fillPolygon, type Point } from './curve.js';

/** A solid thing that fills the picture, often the same on both sides, shaded and patterned as cloth, animals and tools are. */
export function drawSilhouette(picture: Picture, random: Random): void {
  const right = side(random);
  const left = happens(random, 0.6) ? right : side(random);
  const corners: Point[] = [
    ...right.map((half, i): Point => [14 + half, levelOf(i, right.length)]),
    ...left.map((half, i): Point => [14 - half, levelOf(i, left.length)]).reverse(),
  ];
  fillPolygon(picture, corners, shading(random));
  if (happens(random, 0.35)) cutSlit(picture, random);
}

/** How far it reaches from the middle at so many levels, px. */
function side(random: Random): number[] {
  const widest = random.uniform(3, 13);
  return Array.from({ length: 4 + random.integer(5) }, () => widest * random.uniform(0.25, 1));
}

function levelOf(i: number, levels: number): number {
  return 2 + (24 * i) / (levels - 1);
}

function shading(random: Random): (x: number, y: number) => number {
  const base = random.uniform(0.35, 1);
  const [slopeX, slopeY] = [0.02 * bell(random), 0.02 * bell(random)];
  const pattern = happens(random, 0.5) ? random.uniform(0, 0.5) : 0;
  const [stepX, stepY] = [random.uniform(-1.2, 1.2), random.uniform(-1.2, 1.2)];
  const rough = random.uniform(0, 0.25);
  return (x, y) => {
    const phase = ((stepX * x + stepY * y) % 1) * 2 - 1;
    const value =
      base + slopeX * (x - 14) + slopeY * (y - 14) + pattern * sine(Math.PI * phase) + (rough * bell(random)) / 2;
    return Math.min(1, Math.max(0.1, value));
  };
}

/** What is between the legs of trousers. */
function cutSlit(picture: Picture, random: Random): void {
  const [from, half] = [random.uniform(6, 16), random.uniform(0.5, 3)];
  for (let y = Math.trunc(from); y < 28; y++)
    for (let x = 0; x < 28; x++)
      if (Math.abs(x + 0.5 - 14) < (half * (y - from)) / (28 - from)) picture[28 * y + x] = 0;
}
