import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOf } from './drawing.fixture.js';
import { cheapestSeam } from './seams.js';

function seamIn(rows: readonly string[], column: number, reach: number) {
  const { width, data } = maskOf(...rows);
  return cheapestSeam(Float32Array.from(data), width, column, reach);
}

describe('cheapestSeam', () => {
  it('winds between two strokes that overlap, where every straight line goes through ink', () => {
    const rows = ['...##.##', '..##.##.', '.##.##..', '##.##...'];
    expect(seamIn(rows, 4, 3)).toMatchObject({ ink: 0, columns: Int32Array.from([5, 4, 3, 2]) });
    for (let column = 2; column < 6; column++) expect(seamIn(rows, column, 0).ink).toBeGreaterThan(1);
  });

  it('goes straight down through ink that is the same everywhere', () => {
    const { columns, ink } = seamIn(['#######', '#######', '#######'], 3, 3);
    expect([...columns]).toEqual([3, 3, 3]);
    expect(ink).toBe(3);
  });

  it('stays in reach, steps at most one px aside, and crosses no more ink than the straight line', () => {
    const picture = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(picture, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5 }), (ink, column, reach) => {
        const costs = Float32Array.from(ink, Number);
        const { columns, ink: crossed } = cheapestSeam(costs, 10, column, reach);
        expect(crossed).toBe(columns.reduce((sum, at, row) => sum + costs[10 * row + at], 0));
        columns.forEach((at, row) => {
          expect(Math.abs(at - column)).toBeLessThanOrEqual(reach);
          if (row > 0) expect(Math.abs(at - columns[row - 1])).toBeLessThanOrEqual(1);
        });
        const straight = columns.reduce((sum, _, row) => sum + costs[10 * row + column], 0);
        expect(crossed).toBeLessThanOrEqual(straight);
      }),
    );
  });
});
