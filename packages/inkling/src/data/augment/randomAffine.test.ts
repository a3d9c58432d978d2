import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { drawNine } from './augment.fixture.js';
import { extentOf } from './extent.js';
import { linearMap } from './linearMap.js';
import { createPicture, fromBytes, toBytes } from './picture.js';
import { type RandomAffineOptions, randomAffine } from './randomAffine.js';

const nine = new Uint8Array(784);
toBytes(drawNine(), nine);

function changes(options: RandomAffineOptions): Uint8Array[] {
  const augment = randomAffine(options);
  return Array.from({ length: 300 }, (_, seed) => {
    const out = new Uint8Array(784).fill(7);
    augment(nine, new Random(seed), out, 9);
    return out;
  });
}

function extents(options: RandomAffineOptions) {
  return changes(options).map((bytes) => {
    const picture = createPicture();
    fromBytes(bytes, picture);
    const extent = extentOf(picture, linearMap({}));
    if (!extent) throw new Error('no ink is left');
    return extent;
  });
}
const plain = extents({})[0];

describe('randomAffine', () => {
  it('changes nothing unless asked to', () => {
    expect(new Set(changes({}).map(String))).toEqual(new Set([String(nine)]));
  });

  it('shifts up to the asked px, to all sides, by nothing in the mean', () => {
    const shifts = extents({ shiftPx: 2 }).map(({ mass }) => [mass[0] - plain.mass[0], mass[1] - plain.mass[1]]);
    for (const axis of [0, 1]) {
      const along = shifts.map((shift) => shift[axis]);
      expect(Math.min(...along)).toBeGreaterThanOrEqual(-2.02);
      expect(Math.min(...along)).toBeLessThan(-1.8);
      expect(Math.max(...along)).toBeLessThanOrEqual(2.02);
      expect(Math.max(...along)).toBeGreaterThan(1.8);
      // Four standard errors of an even number from −2 to 2.
      const mean = along.reduce((sum, shift) => sum + shift, 0) / along.length;
      expect(Math.abs(mean)).toBeLessThanOrEqual((4 * 4) / Math.sqrt(12 * along.length));
    }
  });

  it('scales by the asked share at most', () => {
    const lengths = extents({ scale: 0.2 }).map(({ length }) => length / plain.length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(0.76);
    expect(Math.min(...lengths)).toBeLessThan(0.88);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1.3);
    expect(Math.max(...lengths)).toBeGreaterThan(1.12);
  });

  it('gives the same bytes for the same seed, others for another, and keeps the sample', () => {
    const options = { shiftPx: 3, rotationDegrees: 20, scale: 0.1, shear: 0.2 };
    const before = nine.slice();
    expect(changes(options)).toEqual(changes(options));
    expect(new Set(changes(options).map(String)).size).toBe(300);
    expect(nine).toEqual(before);
  });

  it('says what it expects of pictures of another size', () => {
    const augment = randomAffine({ shiftPx: 1 });
    expect(() => augment(new Uint8Array(100), new Random(1), new Uint8Array(100), 0)).toThrow(/784 numbers.*100/);
  });

  it.each([{ shiftPx: -1 }, { rotationDegrees: 200 }, { scale: 2 }, { shear: Number.NaN }])('refuses %j', (options) => {
    expect(() => randomAffine(options)).toThrow(/must be a number from 0 to/);
  });
});
