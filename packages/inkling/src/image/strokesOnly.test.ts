import { describe, expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { keepStrokesOnly } from './strokesOnly.js';

const isStroke = (x: number, y: number) => Math.abs(x - y) < 4 && x > 60 && x < 140;
/** Half in a hard shadow. */
const light = (x: number) => (x > 100 ? 0.4 : 0.9);

describe('keepStrokesOnly', () => {
  it.each([
    ['dark', 0.5, -1],
    ['light', 1.6, 1],
  ])('keeps %s strokes, as strong in the shadow as in the light, and no trace of its edge', (_, factor, sign) => {
    const plane = planeOf(200, 200, (x, y) => light(x) * (isStroke(x, y) ? factor : 0.6));
    const { difference, noise } = keepStrokesOnly(plane);
    const at = (x: number, y: number) => difference.data[y * 200 + x] * sign;
    expect(at(80, 80)).toBeGreaterThan(0.15);
    expect(at(120, 120)).toBeCloseTo(at(80, 80), 2);
    for (const [x, y] of [
      [99, 30],
      [101, 30],
      [20, 20],
      [180, 60],
      [100, 170],
    ])
      expect(at(x, y)).toBeCloseTo(0, 5);
    expect(noise).toBeLessThan(0.01);
  });

  it('takes a plane that is smaller than its windows', () => {
    for (const value of keepStrokesOnly(planeOf(3, 2, (x) => x / 3)).difference.data)
      expect(Number.isFinite(value)).toBe(true);
  });
});
