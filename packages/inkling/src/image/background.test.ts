import { describe, expect, it } from 'vitest';
import { flattenBackground } from './background.js';
import { planeOf } from './drawing.fixture.js';

const isInk = (x: number, y: number) => Math.abs(x - y) < 6 && x > 40 && x < 110;
/** A lamp from the left, darker towards the lower right. */
const light = (x: number, y: number) => 0.9 - 0.3 * (x / 160) - 0.2 * (y / 120) * (y / 120);
/** As fine as grain, the same every time, -1..1. */
const grain = (x: number, y: number) => (((x * 7919 + y * 104729) % 199) / 99 - 1) * 0.01;

describe('flattenBackground', () => {
  it('follows uneven light, not the ink', () => {
    const plane = planeOf(160, 120, (x, y) => light(x, y) + grain(x, y) - (isInk(x, y) ? 0.35 : 0));
    const { difference, noise, sentence } = flattenBackground(plane);
    for (let y = 0; y < 120; y++)
      for (let x = 0; x < 160; x++) expect(difference.data[y * 160 + x]).toBeCloseTo(isInk(x, y) ? -0.35 : 0, 1);
    expect(noise).toBeLessThan(0.02);
    expect(sentence).toMatch(/varies by (4|5)\d %/);
  });

  it('subtracts the colour of an even ground exactly, however much of the picture is ink', () => {
    for (const share of [0, 0.2, 0.4]) {
      const plane = planeOf(40, 40, (x) => (x >= 40 * (1 - share) ? 0.1 : 0.75));
      const { difference, noise, sentence } = flattenBackground(plane);
      expect(difference.data[0]).toBe(0);
      expect(noise).toBeLessThan(0.001);
      expect(sentence).toContain('one colour');
    }
  });

  it('does not take overexposed paper with a shadow for an even ground', () => {
    const plane = planeOf(100, 100, (x, y) => Math.min(1, 1.35 - (x + y) / 220) - (isInk(x, y) ? 0.5 : 0));
    expect(flattenBackground(plane).sentence).toContain('smooth surface');
  });

  it.each([
    [1, 1],
    [1, 50],
    [2, 2],
  ])('takes %i × %i px', (width, height) => {
    const { difference } = flattenBackground(planeOf(width, height, (x, y) => (x + y) / 60));
    for (const value of difference.data) expect(Number.isFinite(value)).toBe(true);
  });
});
