import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlane, type Plane } from './plane.js';
import { fitSurface } from './surface.js';

const small = fc.double({ min: -0.1, max: 0.1, noNaN: true });

/** A plane of the quadratic `[1, x, y, x², xy, y²]`, x and y from -1 to 1. */
function quadratic(width: number, height: number, [c, cx, cy, cxx, cxy, cyy]: readonly number[]): Plane {
  const plane = createPlane(width, height);
  for (let i = 0; i < plane.data.length; i++) {
    const x = ((i % width) / width) * 2 - 1;
    const y = (Math.floor(i / width) / height) * 2 - 1;
    plane.data[i] = c + cx * x + cy * y + cxx * x * x + cxy * x * y + cyy * y * y;
  }
  return plane;
}

/** The farthest that two planes are apart. */
function distance(a: Plane, b: Plane): number {
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i])), 0);
}

describe('fitSurface', () => {
  it('is any quadratic, but for what the ridge takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 12, max: 90 }),
        fc.integer({ min: 12, max: 90 }),
        fc.tuple(small, small, small, small, small),
        (width, height, terms) => {
          const plane = quadratic(width, height, [0.6, ...terms]);
          expect(distance(fitSurface(plane), plane)).toBeLessThanOrEqual(1e-3);
        },
      ),
    );
  });

  it('goes under the ink, on either side of it', () => {
    const paper = quadratic(60, 40, [0.7, 0.08, -0.05, -0.04, 0.02, 0.03]);
    for (const ink of [-0.5, 0.25]) {
      const written = createPlane(60, 40);
      written.data.set(paper.data);
      for (let y = 10; y < 32; y++) for (let x = 25; x < 33; x++) written.data[y * 60 + x] += ink;
      expect(distance(fitSurface(written), paper)).toBeLessThanOrEqual(2e-3);
    }
  });

  it('disregards what was set aside, were it half of the picture', () => {
    const paper = quadratic(50, 50, [0.7, 0.08, -0.05, -0.04, 0.02, 0.03]);
    const beside = createPlane(50, 50);
    beside.data.set(paper.data);
    const setAside = { width: 50, height: 50, data: new Uint8Array(2500) };
    for (let i = 0; i < 2500; i++) {
      if (i % 50 < 25) continue;
      beside.data[i] = 0.1;
      setAside.data[i] = 1;
    }
    // Half of the paper was never seen: there the surface is a guess.
    const fitted = fitSurface(beside, setAside);
    const seen = (_: number, i: number) => i % 50 < 25;
    expect(
      distance({ ...paper, data: fitted.data.filter(seen) }, { ...paper, data: paper.data.filter(seen) }),
    ).toBeLessThanOrEqual(2e-3);
  });
});
