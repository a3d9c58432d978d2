import { describe, expect, it } from 'vitest';
import { drawNonDigits } from './drawNonDigits.js';

const bar = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 > 11 && i % 28 < 16 ? 255 : 0));
const digits = [0, 2, 3, 5].map((label) => ({ pixels: bar, label }));

describe('drawNonDigits', () => {
  it('draws the same pictures from the same seed, whatever their number, and others from another', () => {
    const many = drawNonDigits(60, 4, digits);
    expect(drawNonDigits(20, 4, digits)).toEqual(many.subarray(0, 20 * 784));
    expect(drawNonDigits(20, 5, digits)).not.toEqual(many.subarray(0, 20 * 784));
  });

  it('draws something in nearly every picture, no two alike', () => {
    const many = drawNonDigits(300, 1, digits);
    const pictures = Array.from({ length: 300 }, (_, i) => many.subarray(784 * i, 784 * (i + 1)));
    const inked = pictures.filter((picture) => picture.some((value) => value > 128));
    expect(inked.length).toBeGreaterThan(285);
    expect(new Set(pictures.map(String)).size).toBeGreaterThan(285);
  });
});
