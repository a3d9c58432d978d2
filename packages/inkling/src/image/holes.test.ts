import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOf } from './drawing.fixture.js';
import { holesIn } from './holes.js';
import { createMask, type Mask } from './plane.js';

const shown = ({ width, data }: Mask) =>
  Array.from({ length: data.length / width }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)].map((value) => (value ? '#' : '.')).join(''),
  );

describe('holesIn', () => {
  it('finds what a 0 encloses, and nothing in a C', () => {
    expect(shown(holesIn(maskOf('.###.', '#...#', '#...#', '.###.')))).toEqual(['.....', '.###.', '.###.', '.....']);
    expect(shown(holesIn(maskOf('.###.', '#....', '#....', '.###.')))).toEqual(['.....', '.....', '.....', '.....']);
  });

  it('has only ground that no path of ground leads out of', () => {
    const anyMask = fc
      .array(fc.boolean(), { minLength: 63, maxLength: 63 })
      .map((ink): Mask => ({ ...createMask(9, 7), data: Uint8Array.from(ink, Number) }));
    fc.assert(
      fc.property(anyMask, (mask) => {
        const { data } = holesIn(mask);
        for (let i = 0; i < 63; i++) {
          if (!data[i]) continue;
          const [x, y] = [i % 9, Math.floor(i / 9)];
          expect(mask.data[i]).toBe(0);
          expect(x > 0 && y > 0 && x < 8 && y < 6).toBe(true);
          for (const near of [i - 1, i + 1, i - 9, i + 9]) expect(mask.data[near] + data[near]).toBe(1);
        }
      }),
    );
  });
});
