import { describe, expect, it } from 'vitest';
import { jitters } from './jitters.js';

/** The mean place of the ink. */
function centre(pixels: Uint8Array): [number, number] {
  let [x, y] = [0, 0];
  pixels.forEach((value, i) => {
    x += value * (i % 28);
    y += value * Math.floor(i / 28);
  });
  return [x / total(pixels), y / total(pixels)];
}

function total(pixels: Uint8Array): number {
  return pixels.reduce((sum, value) => sum + value, 0);
}

function withInk(...places: [x: number, y: number][]): Uint8Array {
  const pixels = new Uint8Array(784);
  for (const [x, y] of places) pixels[y * 28 + x] = 255;
  return pixels;
}

/** White where `inside`, grey by the share of 8 × 8 points of a pixel that lie inside. */
function drawn(inside: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    let hits = 0;
    for (let k = 0; k < 64; k++) {
      if (inside((i % 28) + ((k % 8) - 3.5) / 8, Math.floor(i / 28) + (Math.floor(k / 8) - 3.5) / 8)) hits++;
    }
    return Math.round((255 * hits) / 64);
  });
}

const disc = (radius: number) => drawn((x, y) => Math.hypot(x - 13.5, y - 13.5) <= radius);
/** A stroke through the middle in the direction of an angle, `width` px wide. */
const stroke = (angle: number, width: number) =>
  drawn((x, y) => {
    const [u, v] = [x - 13.5, y - 13.5];
    const along = u * Math.cos(angle) + v * Math.sin(angle);
    const across = v * Math.cos(angle) - u * Math.sin(angle);
    return Math.abs(along) <= 9 && Math.abs(across) <= width / 2;
  });

describe('jitters', () => {
  it('moves the ink by a pixel to either side, not changing it', () => {
    const pixels = withInk([13, 9], [14, 10]);
    const [left, right] = jitters(pixels);
    expect(left).toEqual(withInk([12, 9], [13, 10]));
    expect(right).toEqual(withInk([14, 9], [15, 10]));
  });

  it('turns the ink by 10° to either side about the middle', () => {
    // The middle is (13.5, 13.5): ink 9.5 px above it.
    const [, , left, right] = jitters(withInk([13, 4], [14, 4])).map(centre);
    const [sine, cosine] = [Math.sin(Math.PI / 18), Math.cos(Math.PI / 18)];
    for (const [[x, y], side] of [
      [left, 1],
      [right, -1],
    ] as const) {
      expect(x).toBeCloseTo(13.5 + side * 9.5 * sine, 1);
      expect(y).toBeCloseTo(13.5 - 9.5 * cosine, 1);
    }
  });

  it('draws with a pen that is half a pixel thicker and one that is as much thinner, in any direction', () => {
    const [, , , , thicker, thinner] = jitters(disc(7));
    // The area of a disc tells its radius.
    const radius = (pixels: Uint8Array) => Math.sqrt(total(pixels) / 255 / Math.PI);
    expect(radius(thicker) - 7).toBeCloseTo(0.25, 1);
    expect(radius(thinner) - 7).toBeCloseTo(-0.25, 1);
    for (const angle of [0, Math.PI / 8, Math.PI / 4, Math.PI / 3, Math.PI / 2]) {
      const width = (pixels: Uint8Array) => total(pixels) / 255 / 18;
      const [own, , , , , thick, thin] = [stroke(angle, 3), ...jitters(stroke(angle, 3))].map(width);
      // A stroke grows at its ends too: 18.5 px long instead of 18.
      expect(Math.abs((thick * 18) / 18.5 - own - 0.5)).toBeLessThan(0.2);
      expect(Math.abs((thin * 18) / 17.5 - own + 0.5)).toBeLessThan(0.2);
    }
  });

  it('breaks no thin stroke, leaves nothing blank, and a blank picture blank', () => {
    const hair = Array.from({ length: 12 }, (_, i): [number, number] => [14, 8 + i]);
    const pixels = withInk(...hair);
    for (const copy of jitters(pixels)) {
      for (let y = 9; y < 18; y++) expect(Math.max(...copy.subarray(28 * y, 28 * y + 28))).toBeGreaterThan(100);
    }
    for (const copy of jitters(new Uint8Array(784))) expect(copy).toEqual(new Uint8Array(784));
    expect(pixels).toEqual(withInk(...hair));
  });
});
