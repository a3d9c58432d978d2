import type { Random } from '../../random.js';
import { bell, happens } from '../augment/chance.js';
import type { Picture } from '../augment/picture.js';
import { drawCurve, fillPolygon, type Point, ring } from './curve.js';

/** Outlined and solid shapes, lines, dots and grids. A single ellipse is a 0, an upright line is a 1: neither is drawn alone. */
export function drawShape(picture: Picture, random: Random): void {
  const radius = random.uniform(0.5, 2);
  const kind = random.integer(7);
  const middle: Point = [14 + bell(random), 14 + bell(random)];
  if (kind === 0) outline(picture, corners(middle, 3 + random.integer(3), random), radius, random);
  else if (kind === 1) drawStar(picture, middle, radius, random);
  else if (kind === 2) drawDash(picture, radius, random);
  else if (kind === 3) drawDots(picture, random);
  else if (kind === 4) drawGrid(picture, radius, random);
  else if (kind === 5) fillPolygon(picture, ring(middle, [random.uniform(4, 10), random.uniform(4, 10)], 14), () => 1);
  else drawRings(picture, radius, random);
}

/** Of a triangle, quadrangle or pentagon, not quite regular. */
function corners(middle: Point, count: number, random: Random): Point[] {
  const radii: Point = [random.uniform(5, 10), random.uniform(5, 10)];
  const jittered = ring(middle, radii, count, bell(random)).map(
    ([x, y]): Point => [x + bell(random), y + bell(random)],
  );
  return [...jittered.slice(0, -1), jittered[0]];
}

function outline(picture: Picture, points: readonly Point[], radius: number, random: Random): void {
  if (happens(random, 0.4)) fillPolygon(picture, points, () => 1);
  else drawCurve(picture, points, radius, true);
}

function drawStar(picture: Picture, middle: Point, radius: number, random: Random): void {
  const points = ring(middle, [9, 9], 10, bell(random) / 3).map(([x, y], i): Point => {
    const near = i % 2 === 0 ? 1 : 0.45;
    return [middle[0] + near * (x - middle[0]), middle[1] + near * (y - middle[1])];
  });
  outline(picture, points, radius, random);
}

/** A line that lies rather than stands, or two of any direction. */
function drawDash(picture: Picture, radius: number, random: Random): void {
  const [length, tilt] = [random.uniform(4, 10), 2.5 * bell(random)];
  const y = random.uniform(9, 19);
  drawLine(picture, [14 - length, y - tilt], [14 + length, y + tilt], radius);
  if (happens(random, 0.5)) {
    const below = y + random.uniform(3, 6);
    drawLine(picture, [14 - length, below - tilt], [14 + length, below + tilt], radius);
  }
}

function drawDots(picture: Picture, random: Random): void {
  const count = 2 + random.integer(7);
  for (let i = 0; i < count; i++) {
    const at: Point = [random.uniform(5, 23), random.uniform(5, 23)];
    drawCurve(picture, [at, at], random.uniform(0.7, 2.4));
  }
}

function drawGrid(picture: Picture, radius: number, random: Random): void {
  const [across, upright] = [random.integer(4), 1 + random.integer(4)];
  for (let i = 0; i <= across; i++) {
    const y = 5 + (18 * i) / Math.max(1, across);
    drawLine(picture, [4, y], [24, y], radius);
  }
  for (let i = 0; i <= upright; i++) {
    const x = 5 + (18 * i) / upright;
    drawLine(picture, [x, 4], [x, 24], radius);
  }
}

/** From one point to another. */
function drawLine(picture: Picture, from: Point, to: Point, radius: number): void {
  drawCurve(picture, [from, to], radius);
}

/** Rings within and beside one another. */
function drawRings(picture: Picture, radius: number, random: Random): void {
  const [x, y] = [random.uniform(11, 17), random.uniform(11, 17)];
  const outer = random.uniform(6, 9);
  drawCurve(picture, ring([x, y], [outer, outer], 16), radius);
  const inner = random.uniform(1, 4);
  const off = outer - inner;
  drawCurve(picture, ring([x + (off * bell(random)) / 3, y + (off * bell(random)) / 3], [inner, inner], 12), radius);
  if (happens(random, 0.5)) drawLine(picture, [x - 10, y], [x + 10, y + 3 * bell(random)], radius);
}
