import { describe, expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { chooseInkSide } from './polarity.js';

const bar = (x: number, y: number) => (Math.abs(x - 50) < 5 && y > 20 && y < 80 ? 1 : 0);

describe('chooseInkSide', () => {
  it('finds dark and light ink, as far from the ground either way', () => {
    const dark = chooseInkSide(
      planeOf(100, 100, (x, y) => -0.5 * bar(x, y)),
      0.01,
    );
    const light = chooseInkSide(
      planeOf(100, 100, (x, y) => 0.5 * bar(x, y)),
      0.01,
    );
    expect([dark.darkInk, light.darkInk]).toEqual([true, false]);
    expect(dark.ink).toEqual(light.ink);
  });

  it('believes the middle rather than a bright table at the edge', () => {
    const plane = planeOf(100, 100, (x, y) => (x > 92 ? 0.5 : -0.5 * bar(x, y)));
    expect(chooseInkSide(plane, 0.01).darkInk).toBe(true);
  });
});
