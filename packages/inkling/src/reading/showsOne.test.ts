import { expect, it } from 'vitest';
import { DIGITS, draw } from '../image/drawing.fixture.js';
import { preparePicture } from '../image/preparePicture.js';
import { readTextPage } from '../image/textPage.js';
import { segmentPage } from './readText.js';
import { showsOne } from './showsOne.js';
import { mayShowSeveral } from './showsSeveral.js';

type Stroke = readonly (readonly [number, number])[];

function pageOf(strokes: readonly Stroke[]) {
  const prepared = preparePicture(draw({ width: 300, height: 200, strokes, x: 40, y: 30, size: 100, pen: 9 }));
  if (prepared.asItIs) throw new Error('a picture of 300 × 200 px is not laid out as MNIST’s');
  return readTextPage(prepared);
}

const moved = (strokes: readonly Stroke[], by: number) =>
  strokes.map((points) => points.map(([x, y]) => [x + by, y] as const));

it('takes a 5 whose bar has come off for one digit, and two digits side by side for two', async () => {
  const broken = pageOf([
    [
      [0.35, 0],
      [0.8, 0],
    ],
    [
      [0.2, 0.12],
      [0.18, 0.45],
      [0.45, 0.4],
      [0.68, 0.52],
      [0.7, 0.75],
      [0.5, 0.95],
      [0.15, 0.92],
    ],
  ]);
  expect(broken.lines.flatMap(({ pieces }) => pieces)).toHaveLength(2);
  expect(await showsOne(broken, segmentPage(broken))).toBe(true);
  const two = pageOf([...DIGITS.seven, ...moved(DIGITS.one, 1)]);
  expect(mayShowSeveral(two)).toBe(true);
  expect(await showsOne(two, segmentPage(two))).toBe(false);
});
