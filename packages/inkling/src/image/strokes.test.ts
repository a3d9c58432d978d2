import { expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { thickenThinStrokes } from './strokes.js';

/** A bar of 200 px with a margin of 1 px. */
const bar = (width: number) => planeOf(60, 202, (x, y) => (x >= 20 && x < 20 + width && y > 0 && y < 201 ? 1 : 0));
const thicken = (width: number) => thickenThinStrokes(bar(width), { x: 20, y: 1, width, height: 200 });

it.each([3, 6, 12, 18])('thickens a stroke of %i px in 200 to 2.3 px in 20', (width) => {
  const { digit, sentence } = thicken(width);
  expect((digit.width / digit.height) * 20).toBeGreaterThan(1.5);
  expect((digit.width / digit.height) * 20).toBeLessThan(2.9);
  expect(sentence).toContain('too thin');
});

it('leaves wide strokes as they are', () => {
  const wide = bar(30);
  const digit = { x: 20, y: 1, width: 30, height: 200 };
  expect(thickenThinStrokes(wide, digit)).toMatchObject({
    ink: wide,
    digit,
    sentence: expect.stringContaining('2.9 px'),
  });
});
