import { expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { thresholdInk } from './threshold.js';

const within = (x: number, y: number, left: number, top: number, width: number, height: number) =>
  x >= left && x < left + width && y >= top && y < top + height;

it('keeps faint ink that hangs together with sure ink, and drops it where it stands alone', () => {
  const ink = planeOf(60, 60, (x, y) => {
    if (within(x, y, 4, 10, 12, 40)) return 0.6;
    if (within(x, y, 16, 30, 20, 6)) return 0.27;
    return within(x, y, 45, 10, 5, 5) ? 0.27 : 0;
  });
  const { mask, strength } = thresholdInk(ink, 0.01);
  const at = (x: number, y: number) => mask.data[y * 60 + x];
  expect([at(12, 20), at(30, 33), at(47, 12), at(5, 5)]).toEqual([1, 1, 0, 0]);
  expect(strength).toBeCloseTo(0.6, 1);
});

it('takes nothing of an even picture', () => {
  const { mask } = thresholdInk(
    planeOf(20, 20, () => 0),
    0.001,
  );
  expect(mask.data.every((belongs) => belongs === 0)).toBe(true);
});
