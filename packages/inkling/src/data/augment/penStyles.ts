import type { Random } from '../../random.js';
import { bell, happens } from './chance.js';
import { type Picture, SIDE } from './picture.js';
import { drawSegment } from './segment.js';
import { cosine, sine } from './sine.js';
import { leftEnd, measureStrokes, middleAt, type Strokes } from './strokes.js';

// MNIST was written by Americans: its 1 is a bare stroke, its 4 open above, its 7 has no bar, its 0 no slash. Much of the world
// writes them otherwise, and a network that has seen only MNIST takes a 1 with a flag for a 7, a pointed 4 for a 9. Its digits stand alone, too: where several are
// written in one go, a 0 keeps the strokes that led to it and on from it.

/** No flag of a 1 is flatter, in radians from straight down: it would be the bar of a 7. */
const FLATTEST = 1.15;

/**
 * Adds what other hands add to a digit, in place: flag and foot to a 1, bar and serif to a 7, a slash or joining strokes to a 0.
 * A 4 is drawn anew, as hands write it that do not leave it open. Other digits stay.
 */
export function addPenStyle(picture: Picture, digit: number, random: Random): void {
  const strokes = measureStrokes(picture);
  if (!strokes) return;
  if (digit === 1) addFlagAndFoot(picture, strokes, random);
  if (digit === 4) redrawFour(picture, strokes, random);
  if (digit === 7) addBarAndSerif(picture, strokes, random);
  if (digit === 0) {
    if (happens(random, 0.6)) addSlash(picture, strokes, random);
    else addJoiningStrokes(picture, strokes, random);
  }
}

function addFlagAndFoot(picture: Picture, { top, bottom, radius }: Strokes, random: Random): void {
  const height = bottom - top;
  const head = middleAt(picture, top + 1);
  const foot = middleAt(picture, bottom - 1);
  const [withFlag, withFoot] = [happens(random, 0.8), happens(random, 0.5)];
  if (withFlag && head !== undefined) {
    // Some flags go down nearly as far as the stem.
    const long = happens(random, 0.25);
    const angle = long ? random.uniform(0.2, 0.85) : random.uniform(0.25, 1.15);
    const length = height * (long ? random.uniform(0.6, 1) : random.uniform(0.18, 0.62));
    // Many of the others are arches: steep where the pen begins, flat where it turns.
    const bend = !long && happens(random, 0.6) ? random.uniform(0.15, 0.55) : 0;
    const start = top + radius;
    const turn = random.uniform(0.35, 0.65);
    const middle = along([head, start], turn * length, Math.min(FLATTEST, angle + bend));
    drawSegment(picture, { from: [head, start], to: middle, radius });
    drawSegment(picture, { from: middle, to: along(middle, (1 - turn) * length, Math.max(0, angle - bend)), radius });
  }
  if (withFoot && foot !== undefined) {
    const tilt = 0.6 * bell(random);
    const y = bottom - radius;
    drawSegment(picture, {
      from: [foot - height * random.uniform(0.12, 0.4), y - tilt],
      to: [foot + height * random.uniform(0.12, 0.4), y + tilt],
      radius,
    });
  }
}

/** A place down to the left, at so many radians from straight down. */
function along([x, y]: readonly [number, number], length: number, angle: number): readonly [number, number] {
  return [x - length * sine(angle), y + length * cosine(angle)];
}

/** A pen that draws such a 4 is at most so thick, and the 4 so wide, in heights of it: a loop that is filled makes it a 1 with a flag. */
const FINE = 0.07;
const WIDTHS = [0.58, 0.85] as const;

/**
 * A 4 in straight strokes: pointed, its slope meeting the top of the stem, or as lightning goes, where the stem begins at the bar.
 */
function redrawFour(picture: Picture, { top, bottom, radius: thick }: Strokes, random: Random): void {
  const radius = Math.min(thick, FINE * (bottom - top));
  const [first, last] = [top + radius, bottom - radius];
  const height = last - first;
  const width = height * random.uniform(...WIDTHS);
  const left = (SIDE - width) / 2;
  const bar = first + height * random.uniform(0.5, 0.72);
  const tilt = 0.04 * height * bell(random);
  const isPointed = happens(random, 0.65);
  const stem = left + width * (isPointed ? random.uniform(0.65, 1) : random.uniform(0.8, 1));
  const apex = isPointed ? stem : left + width * random.uniform(0.25, 0.75);
  const stemTop = isPointed ? first : bar - height * random.uniform(0, 0.2);
  const barEnd = isPointed ? Math.max(stem, left + width * random.uniform(0.7, 1.2)) : stem;
  picture.fill(0);
  drawSegment(picture, { from: [apex, first], to: [left, bar], radius });
  drawSegment(picture, { from: [left, bar], to: [barEnd, bar - tilt], radius });
  drawSegment(picture, {
    from: [stem, Math.min(stemTop, bar - tilt)],
    to: [stem - 0.05 * height * bell(random), last],
    radius,
  });
}

function addBarAndSerif(picture: Picture, { top, bottom, radius }: Strokes, random: Random): void {
  const height = bottom - top;
  const kind = random.uniform();
  const y = top + height * random.uniform(0.42, 0.62);
  const stem = middleAt(picture, y);
  const corner = leftEnd(picture, top, top + 0.4 * height);
  if (kind < 0.65 && stem !== undefined) {
    const tilt = 1.2 * bell(random);
    drawSegment(picture, {
      from: [stem - height * random.uniform(0.12, 0.32), y + tilt],
      to: [stem + height * random.uniform(0.12, 0.32), y - tilt],
      radius: 0.95 * radius,
    });
  }
  if (kind > 0.45 && corner) {
    const length = height * random.uniform(0.1, 0.32);
    const angle = 0.35 * bell(random);
    const down = happens(random, 0.7) ? 1 : -0.6;
    const [x, start] = corner;
    drawSegment(picture, {
      from: corner,
      to: [x + length * sine(angle), start + down * length * cosine(angle)],
      radius: 0.95 * radius,
    });
  }
}

function addSlash(picture: Picture, { radius }: Strokes, random: Random): void {
  const angle = random.uniform(0.35, 1.2);
  const length = random.uniform(7, 13);
  const [x, y] = [SIDE / 2 + 0.7 * bell(random), SIDE / 2 + 0.7 * bell(random)];
  const [offX, offY] = [length * sine(angle), -length * cosine(angle)];
  drawSegment(picture, { from: [x - offX, y - offY], to: [x + offX, y + offY], radius: 0.85 * radius });
}

/** The strokes by which a 0 hangs together with its neighbours: from its top to the right, or to the left, and beyond its edge. */
function addJoiningStrokes(picture: Picture, { top, bottom, radius }: Strokes, random: Random): void {
  const head = middleAt(picture, top + 1);
  if (head === undefined) return;
  const y = top + radius;
  const draw = (side: -1 | 1) => {
    const angle = 0.25 * bell(random);
    const length = (bottom - top) * random.uniform(0.4, 0.9);
    drawSegment(picture, {
      from: [head, y],
      to: [head + side * length * cosine(angle), y + length * sine(angle)],
      radius: 0.9 * radius,
    });
  };
  const kind = random.uniform();
  if (kind < 0.75) draw(1);
  if (kind > 0.6) draw(-1);
}

/** Strikes a digit through with one long line, in place: it remains that digit. */
export function strikeThrough(picture: Picture, random: Random): void {
  const [x, y] = [SIDE / 2 + 2.5 * bell(random), SIDE / 2 + 2.5 * bell(random)];
  const angle = 0.35 * bell(random);
  const length = random.uniform(7, 14);
  const [offX, offY] = [length * cosine(angle), length * sine(angle)];
  const radius = random.uniform(0.3, 1.2);
  const ink = random.uniform(0.35, 1);
  drawSegment(picture, { from: [x - offX, y - offY], to: [x + offX, y + offY], radius }, ink);
}
