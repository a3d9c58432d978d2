import type { Random } from '../../random.js';
import { bell, happens } from '../augment/chance.js';
import { linearMap } from '../augment/linearMap.js';
import type { Picture } from '../augment/picture.js';
import { drawCurve, type Point, ring } from './curve.js';

/**
 * Letters that nobody takes for a digit, as strokes between the points of a grid 3 wide and 5 high, numbered row by row (`a` to `o`);
 * a stroke that ends with `~` is smooth.
 */
const LETTERS = [
  'mbo gi', // A
  'ma acj jg gl~', // R
  'ma ac gh', // F
  'am ac gi mo', // E
  'am co gi', // H
  'am cg go', // K
  'ma ah hc co', // M
  'ma ao oc', // N
  'ma acig~', // P
  'ac bn', // T
  'am mh ho oc', // W
  'ao cm', // X
  'ah ch hn', // Y
  'an nc', // V
  'am gkoi~', // h
  'bn el', // t
  'aej ejo', // arrow
  'gi dk fk', // hash
  'bn gi ao cm', // asterisk
  'gi', // dash
  'bn gi', // plus
  'am co', // two bars
  'dgji~ fig~', // waves
] as const;

/** A letter, or a sign that nobody knows: bars, bows, rings and dots that meet at places of a grid. */
export function drawGlyph(picture: Picture, random: Random): void {
  const radius = random.uniform(0.6, 1.9);
  const toPicture = pose(random);
  if (happens(random, 0.45)) {
    const letter = LETTERS[random.integer(LETTERS.length)];
    for (const stroke of letter.split(' ')) {
      const points = [...stroke.replace('~', '')].map((name) => gridPoint(name.charCodeAt(0) - 97));
      drawCurve(picture, points.map(toPicture), radius, !stroke.endsWith('~'));
    }
    return;
  }
  const parts = 2 + random.integer(4);
  for (let i = 0; i < parts; i++) drawPart(picture, toPicture, radius, random);
}

function drawPart(picture: Picture, toPicture: (point: Point) => Point, radius: number, random: Random): void {
  const place = () => gridPoint(random.integer(15));
  const kind = random.uniform();
  if (kind < 0.5) drawCurve(picture, [place(), place()].map(toPicture), radius);
  else if (kind < 0.75) drawCurve(picture, [place(), place(), place()].map(toPicture), radius);
  else if (kind < 0.88) {
    const size = random.uniform(0.12, 0.4);
    drawCurve(picture, ring(place(), [size, size * random.uniform(0.6, 1.4)], 10).map(toPicture), radius);
  } else drawCurve(picture, [place()].flatMap((point) => [point, point]).map(toPicture), 1.2 * radius);
}

/** −0.5..0.5 on both axes. */
function gridPoint(number: number): Point {
  return [(number % 3) / 2 - 0.5, Math.floor(number / 3) / 4 - 0.5];
}

/** Where points of the grid come to lie: a hand's size, slant and tremor. */
function pose(random: Random): (point: Point) => Point {
  const height = random.uniform(14, 20);
  const width = height * random.uniform(0.5, 1.1);
  const { xx, xy, yx, yy } = linearMap({ rotation: 0.12 * bell(random), shear: 0.15 * bell(random) });
  return ([x, y]) => {
    const [u, v] = [width * x + 0.5 * bell(random), height * y + 0.5 * bell(random)];
    return [14 + xx * u + xy * v, 14 + yx * u + yy * v];
  };
}
