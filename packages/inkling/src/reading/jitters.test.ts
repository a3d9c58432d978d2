import { describe, expect, it } from 'vitest';
import { jitters } from './jitters.js';

/** The mean place of the ink. */
function centre(pixels: Uint8Array): [number, number] {
  let [sum, x, y] = [0, 0, 0];
  pixels.forEach((value, i) => {
    sum += value;
    x += value * (i % 28);
    y += value * Math.floor(i / 28);
  });
  return [x / sum, y / sum];
}

function withInk(...places: [x: number, y: number][]): Uint8Array {
  const pixels = new Uint8Array(784);
  for (const [x, y] of places) pixels[y * 28 + x] = 255;
  return pixels;
}

describe('jitters', () => {
  it('turns the top to either side, leans, enlarges and shrinks about the middle', () => {
    // The middle is (13.5, 13.5): ink 9.5 px above it.
    const copies = jitters(withInk([13, 4], [14, 4])).map(centre);
    const [left, right, lean, leanBack, smaller, larger] = copies;
    expect(left[0]).toBeCloseTo(13.5 + 9.5 * 0.1219, 0);
    expect(right[0]).toBeCloseTo(13.5 - 9.5 * 0.1219, 0);
    expect(lean[0] - 13.5).toBeCloseTo(9.5 * 0.18, 0);
    expect(leanBack[0] - 13.5).toBeCloseTo(-9.5 * 0.18, 0);
    expect(smaller[1]).toBeCloseTo(13.5 - 9.5 / 1.1, 0);
    expect(larger[1]).toBeCloseTo(13.5 - 9.5 / 0.93, 0);
  });

  it('leaves nothing blank, and a blank picture blank', () => {
    const pixels = withInk([13, 13], [14, 13], [13, 14], [14, 14]);
    for (const copy of jitters(pixels)) expect(copy.some((value) => value > 0)).toBe(true);
    for (const copy of jitters(new Uint8Array(784))) expect(copy).toEqual(new Uint8Array(784));
    expect(pixels).toEqual(withInk([13, 13], [14, 13], [13, 14], [14, 14]));
  });
});
