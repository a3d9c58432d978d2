import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planeOf } from './drawing.fixture.js';
import { looksLikeMnist } from './looksLikeMnist.js';
import { place } from './place.js';

describe('place', () => {
  it('fits the longer side into 20 px and keeps the aspect', () => {
    const { data } = place(
      planeOf(50, 100, () => 1),
      { x: 0, y: 0, width: 50, height: 100 },
    );
    const rows = Array.from(
      { length: 28 },
      (_, y) => data.subarray(y * 28, y * 28 + 28).filter((ink) => ink > 127).length,
    );
    expect(rows.filter((count) => count > 0)).toEqual(new Array(20).fill(10));
  });

  it('lays the centre of mass in the middle, to half a pixel', () => {
    const ink = planeOf(60, 60, (x, y) => (y < 20 || x < 20 ? 1 : 0));
    const { data } = place(ink, { x: 0, y: 0, width: 60, height: 60 });
    let [mass, x, y] = [0, 0, 0];
    data.forEach((value, i) => {
      mass += value;
      x += value * (i % 28);
      y += value * Math.floor(i / 28);
    });
    expect(Math.abs(x / mass - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y / mass - 14)).toBeLessThanOrEqual(0.5);
  });

  it('makes pictures that are laid out as MNIST’s, of bars of any shape', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (width, height) => {
        const placed = place(
          planeOf(width + 2, height + 2, (x, y) => (x > 0 && y > 0 && x <= width && y <= height ? 1 : 0)),
          {
            x: 1,
            y: 1,
            width,
            height,
          },
        );
        expect(looksLikeMnist(placed)).toBe(true);
      }),
    );
  });
});
