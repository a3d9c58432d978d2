import { type Picture, SIDE } from '../augment/picture.js';
import { drawSegment } from '../augment/segment.js';
import { cosine, sine } from '../augment/sine.js';

/** px from the left upper corner. */
export type Point = readonly [x: number, y: number];

/** Short straight pieces of each span of a curve. */
const STEPS = 7;

/** A smooth stroke through points, as Catmull and Rom have it; with `straight`, from corner to corner. */
export function drawCurve(picture: Picture, points: readonly Point[], radius: number, straight = false): void {
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i], points[i + 1]];
    if (straight) {
      drawSegment(picture, { from, to, radius });
      continue;
    }
    const [before, after] = [points[i - 1] ?? from, points[i + 2] ?? to];
    let last = from;
    for (let step = 1; step <= STEPS; step++) {
      const t = step / STEPS;
      const at = (axis: 0 | 1) => catmullRom(before[axis], from[axis], to[axis], after[axis], t);
      const next: Point = [at(0), at(1)];
      drawSegment(picture, { from: last, to: next, radius });
      last = next;
    }
  }
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Fills a polygon, its edges included, by the even–odd rule; `ink` may differ from pixel to pixel. */
export function fillPolygon(picture: Picture, corners: readonly Point[], ink: (x: number, y: number) => number): void {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const share = coveredShare(corners, column, row);
      const i = row * SIDE + column;
      if (share > 0) picture[i] = Math.max(picture[i], share * ink(column, row));
    }
  }
}

/** The share of a pixel's nine sample points that lie inside. */
function coveredShare(corners: readonly Point[], column: number, row: number): number {
  let inside = 0;
  for (let v = 1; v < 6; v += 2)
    for (let u = 1; u < 6; u += 2) if (contains(corners, column + u / 6, row + v / 6)) inside++;
  return inside / 9;
}

function contains(corners: readonly Point[], x: number, y: number): boolean {
  let isInside = false;
  let [lastX, lastY] = corners[corners.length - 1];
  for (const [cornerX, cornerY] of corners) {
    if (cornerY > y !== lastY > y && x < ((lastX - cornerX) * (y - cornerY)) / (lastY - cornerY) + cornerX)
      isInside = !isInside;
    [lastX, lastY] = [cornerX, cornerY];
  }
  return isInside;
}

/** Corners of an ellipse, turned; the first one comes again at the end. */
export function ring(middle: Point, radii: Point, corners: number, turn = 0): Point[] {
  const all = Array.from({ length: corners }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / corners - Math.PI;
    const [x, y] = [radii[0] * cosine(angle), radii[1] * sine(angle)];
    return [middle[0] + x * cosine(turn) - y * sine(turn), middle[1] + x * sine(turn) + y * cosine(turn)];
  });
  return [...all, all[0]];
}
