import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, drawBar, drawNine, inkOf, pixel } from './augment.fixture.js';
import { thicken, thin } from './penWidth.js';

const amount = fc.double({ min: 0, max: 2, noNaN: true });

describe('pen width', () => {
  it('thickens a bar of 3 px by the amount on each side', () => {
    const bar = changed(drawBar(), (copy) => thicken(copy, 1.5));
    expect(Array.from({ length: 9 }, (_, x) => pixel(bar, x + 10, 14))).toEqual([0, 0.5, 1, 1, 1, 1, 1, 0.5, 0]);
  });

  it('thins a bar of 3 px by the amount on each side', () => {
    const bar = changed(drawBar(), (copy) => thin(copy, 0.25));
    expect(Array.from({ length: 5 }, (_, x) => pixel(bar, x + 12, 14))).toEqual([0, 0.75, 1, 0.75, 0]);
  });

  it('does nothing by 0, and the more the more ink', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const nine = drawNine();
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(changed(nine, (copy) => thicken(copy, 0))).toEqual(nine);
        const ink = (by: number) => inkOf(changed(nine, (copy) => thicken(copy, by)));
        const left = (by: number) => inkOf(changed(nine, (copy) => thin(copy, by)));
        expect(ink(more)).toBeGreaterThanOrEqual(ink(less) - 1e-3);
        expect(left(more)).toBeLessThanOrEqual(left(less) + 1e-3);
      }),
      { numRuns: 40 },
    );
  });

  it('a pixel only gains where a neighbour has more, and stays in 0..1', () => {
    const nine = drawNine();
    const thick = changed(nine, (copy) => thicken(copy, 1));
    expect(thick.every((ink, i) => ink >= nine[i] && ink <= 1)).toBe(true);
    const fine = changed(nine, (copy) => thin(copy, 1));
    expect(fine.every((ink, i) => ink <= nine[i] + 1e-6 && ink >= -1e-6)).toBe(true);
  });
});
