import { expect, it } from 'vitest';
import { boundsOf, cropDigit } from './crop.js';
import { maskOf, planeOf } from './drawing.fixture.js';

it('takes the digit with its soft edges, and nothing of another piece next to it', () => {
  const digit = maskOf('.....', '.##..', '.....');
  const other = maskOf('.....', '...#.', '.....');
  const {
    ink,
    digit: inside,
    source,
  } = cropDigit(
    planeOf(5, 3, (x) => x / 10),
    0.2,
    digit,
    other,
  );
  expect(source).toEqual({ x: 1, y: 1, width: 2, height: 1 });
  expect(inside).toEqual({ x: 1, y: 1, width: 2, height: 1 });
  expect([ink.width, ink.height]).toEqual([4, 3]);
  expect(Array.from(ink.data)).toEqual(
    [0, 0.5, 1, 1, 0, 0.5, 1, 0, 0, 0.5, 1, 1].map((value) => expect.closeTo(value)),
  );
});

it('reaches beyond the picture with nothing', () => {
  const { ink } = cropDigit(
    planeOf(2, 1, () => 1),
    1,
    maskOf('#.'),
    maskOf('..'),
  );
  expect(Array.from(ink.data)).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0]);
});

it('bounds what belongs', () => {
  expect(boundsOf(maskOf('....', '..#.', '.#..'))).toEqual({ x: 1, y: 1, width: 2, height: 2 });
});
