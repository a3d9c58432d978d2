import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shrink } from './shrink.js';

/** A picture of one colour. */
function flat(width: number, height: number, color: [number, number, number, number]) {
  return { width, height, data: Uint8Array.from({ length: width * height * 4 }, (_, i) => color[i % 4]) };
}

describe('shrink', () => {
  it('leaves a small picture as it is, in one channel where it has no colour', () => {
    expect(shrink({ width: 2, height: 1, data: Uint8Array.of(9, 9, 9, 255, 200, 200, 200, 255) }, 480)).toEqual({
      width: 2,
      height: 1,
      channels: 1,
      data: Uint8Array.of(9, 200),
    });
  });

  it('lays transparent ink on white', () => {
    const { data } = shrink({ width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 51) }, 480);
    expect([...data]).toEqual([255, 204]);
  });

  it('lays light transparent ink on a dark ground, where it is seen', () => {
    const { data } = shrink({ width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255) }, 480);
    expect([...data]).toEqual([59, 255]);
    // An opaque picture has no ground to be laid on.
    expect([...shrink(flat(2, 1, [250, 250, 250, 255]), 480).data]).toEqual([250, 250]);
  });

  it('keeps colour, aspect and the longest side, whatever the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (width, height) => {
        const small = shrink(flat(width, height, [10, 120, 250, 255]), 32);
        expect(Math.max(small.width, small.height)).toBe(Math.min(32, Math.max(width, height)));
        expect(Math.abs(small.width * height - small.height * width)).toBeLessThanOrEqual(Math.max(width, height));
        expect(small.channels).toBe(3);
        expect(small.data).toEqual(
          Uint8Array.from({ length: small.width * small.height * 3 }, (_, i) => [10, 120, 250][i % 3]),
        );
      }),
    );
  });

  it('averages what it drops', () => {
    const thirds = Uint8Array.from({ length: 30 * 30 * 4 }, (_, i) => (i % 4 === 3 || (i >> 2) % 3 === 0 ? 255 : 0));
    const { data } = shrink({ width: 30, height: 30, data: thirds }, 10);
    expect(new Set(data)).toEqual(new Set([85]));
  });
});
