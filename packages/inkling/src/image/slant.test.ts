import { expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { createMask } from './plane.js';
import { slantOf } from './slant.js';

/** Strokes 3 px wide, 40 px high, that lean by `slant` px to the right for each px up. */
function strokes(slant: number) {
  const at = planeOf(90, 40, (x, y) => {
    const foot = x - slant * (20 - y);
    return [25, 45, 65].some((middle) => Math.abs(foot - middle) < 1.6) ? 1 : 0;
  });
  return { ...createMask(90, 40), data: Uint8Array.from(at.data) };
}

it.each([0, 0.3, 0.6, -0.3])('finds that strokes lean by %s', (slant) => {
  expect(slantOf(strokes(slant))).toBeCloseTo(slant, 5);
});

it('calls what has no direction upright', () => {
  expect(slantOf(createMask(20, 10))).toBe(0);
});
