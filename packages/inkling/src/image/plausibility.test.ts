import { expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { choosePieces } from './pieces.js';
import { createMask } from './plane.js';
import { plausibilityOf } from './plausibility.js';

type Box = [x: number, y: number, width: number, height: number];
const ink = planeOf(200, 160, () => 0.5);

function plausibility(boxes: Box[], noise = 0.01) {
  const mask = createMask(200, 160);
  for (const [x, y, width, height] of boxes)
    for (let row = y; row < y + height; row++) mask.data.fill(1, row * 200 + x, row * 200 + x + width);
  return plausibilityOf(choosePieces(mask, ink), ink, 0.5, noise);
}

const STEM: Box = [90, 40, 12, 80];

it('is 1 for a clear digit alone on its page, 0 for an empty page', () => {
  expect(plausibility([STEM])).toBe(1);
  expect(plausibility([])).toBe(0);
});

it.each<[string, Box[], number?]>([
  ['beside much other ink', [STEM, [150, 20, 40, 60]]],
  ['in noise', [STEM], 0.1],
  ['no more than a speck', [[100, 80, 4, 5]]],
  ['along the edge', [[0, 40, 12, 80]]],
  ['from edge to edge', [[90, 0, 12, 160]]],
])('is less for a piece %s', (_, boxes, noise) => {
  expect(plausibility(boxes, noise)).toBeLessThan(0.6);
});
