import type { Pixels } from './pixels.js';
import type { Mask, Plane } from './plane.js';

type Point = readonly [x: number, y: number];
export type Color = readonly [red: number, green: number, blue: number, alpha?: number];

/** Strokes in a box of 1 × 1: a 5 of two strokes, a 7, a 1, an open 4. */
export const DIGITS = {
  five: [
    [
      [0.2, 0.05],
      [0.15, 0.45],
      [0.5, 0.38],
      [0.85, 0.6],
      [0.7, 0.9],
      [0.1, 0.95],
    ],
    [
      [0.2, 0.05],
      [0.9, 0.02],
    ],
  ],
  seven: [
    [
      [0.1, 0.1],
      [0.9, 0.05],
      [0.4, 1],
    ],
  ],
  one: [
    [
      [0.5, 0],
      [0.5, 1],
    ],
  ],
  four: [
    [
      [0.4, 0],
      [0.1, 0.55],
      [0.95, 0.55],
    ],
    [
      [0.7, 0.2],
      [0.65, 1],
    ],
  ],
} satisfies Record<string, Point[][]>;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly (readonly Point[])[];
  /** Left upper corner and size of the box that the strokes are drawn in, in px. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Width of the pen in px. */
  readonly pen: number;
  readonly ink?: Color;
  readonly paper?: Color;
  /** Multiplies each pixel: light and shadow. */
  readonly light?: (x: number, y: number) => number;
}

/** Draws anti-aliased strokes; black on white unless told otherwise. */
export function draw(drawing: Drawing): Pixels {
  const { width, height, strokes, x, y, size, pen, ink = [0, 0, 0], paper = [255, 255, 255], light } = drawing;
  const segments = strokes.flatMap((points) =>
    points.slice(1).map((to, i): [Point, Point] => [
      [x + points[i][0] * size, y + points[i][1] * size],
      [x + to[0] * size, y + to[1] * size],
    ]),
  );
  const data = new Uint8Array(width * height * 4);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i += 4) {
      let nearest = Number.POSITIVE_INFINITY;
      for (const [from, to] of segments) nearest = Math.min(nearest, distance([column + 0.5, row + 0.5], from, to));
      const cover = Math.min(1, Math.max(0, pen / 2 - nearest + 0.5));
      const factor = light ? light(column, row) : 1;
      for (let channel = 0; channel < 4; channel++) {
        const [under, over] = [paper[channel] ?? 255, ink[channel] ?? 255];
        data[i + channel] = Math.round((under + (over - under) * cover) * (channel < 3 ? factor : 1));
      }
    }
  }
  return { width, height, data };
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** A gray picture as opaque pixels. */
export function fromGray(width: number, height: number, gray: ArrayLike<number>): Pixels {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([gray[i], gray[i], gray[i], 255], i * 4);
  return { width, height, data };
}

/** The same picture with every byte of a colour run through `change`. */
export function recolor({ width, height, data }: Pixels, change: (value: number) => number): Pixels {
  return { width, height, data: Uint8Array.from(data, (value, i) => (i % 4 === 3 ? value : change(value))) };
}

/** A mask from rows of text, `#` for what belongs. */
export function maskOf(...rows: string[]): Mask {
  const data = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  return { width: rows[0].length, height: rows.length, data };
}

/** A plane of one value, or of a function of x and y. */
export function planeOf(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const data = Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { width, height, data };
}

/** How far two pictures are apart, in levels of 255. */
export function differenceOf(a: Uint8Array, b: Uint8Array): { largest: number; mean: number } {
  let [largest, sum] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    largest = Math.max(largest, difference);
    sum += difference;
  }
  return { largest, mean: sum / a.length };
}
