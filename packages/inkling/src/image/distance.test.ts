import { expect, it } from 'vitest';
import { distanceTo } from './distance.js';
import { maskOf } from './drawing.fixture.js';

it('counts straight steps as 1 and diagonal ones as 4/3', () => {
  const steps = Array.from(distanceTo(maskOf('....', '.#..', '....')), (distance) => Math.round(distance * 3));
  expect(steps).toEqual([4, 3, 4, 7, 3, 0, 3, 6, 4, 3, 4, 7]);
});

it('stays within 8 % of the Euclidean distance', () => {
  const mask = { width: 61, height: 41, data: new Uint8Array(61 * 41) };
  const sources = [
    [5, 30],
    [40, 8],
    [55, 35],
  ];
  for (const [x, y] of sources) mask.data[y * 61 + x] = 1;
  const distances = distanceTo(mask);
  for (let y = 0; y < 41; y++)
    for (let x = 0; x < 61; x++) {
      const exact = Math.min(...sources.map(([sx, sy]) => Math.hypot(x - sx, y - sy)));
      expect(Math.abs(distances[y * 61 + x] - exact)).toBeLessThanOrEqual(0.08 * exact + 1e-6);
    }
});
