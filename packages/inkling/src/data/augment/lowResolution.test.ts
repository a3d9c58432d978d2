import { describe, expect, it } from 'vitest';
import { changed, drawNine, drawPicture, inkOf, pixel } from './augment.fixture.js';
import { lowerResolution } from './lowResolution.js';

describe('lowerResolution', () => {
  it('at 14 px, nearest, makes each two by two pixels their mean', () => {
    const nine = drawNine();
    const result = changed(nine, (copy) => lowerResolution(copy, 14, 'nearest'));
    const expected = drawPicture((x, y) => {
      const [left, top] = [x - (x % 2), y - (y % 2)];
      return (
        (pixel(nine, left, top) +
          pixel(nine, left + 1, top) +
          pixel(nine, left, top + 1) +
          pixel(nine, left + 1, top + 1)) /
        4
      );
    });
    result.forEach((ink, i) => {
      expect(ink).toBeCloseTo(expected[i], 6);
    });
  });

  it('at 28 px changes nothing', () => {
    const nine = drawNine();
    for (const enlarging of ['nearest', 'linear'] as const) {
      const result = changed(nine, (copy) => lowerResolution(copy, 28, enlarging));
      result.forEach((ink, i) => {
        expect(ink).toBeCloseTo(nine[i], 6);
      });
    }
  });

  it('keeps even tones and, nearly, the amount of ink at every size', () => {
    for (const side of [14, 15, 17, 18, 20, 23, 27]) {
      for (const enlarging of ['nearest', 'linear'] as const) {
        const even = changed(
          drawPicture(() => 0.6),
          (copy) => lowerResolution(copy, side, enlarging),
        );
        expect(even.every((ink) => Math.abs(ink - 0.6) <= 1e-6)).toBe(true);
        const ink = inkOf(changed(drawNine(), (copy) => lowerResolution(copy, side, enlarging)));
        expect(Math.abs(ink / inkOf(drawNine()) - 1)).toBeLessThanOrEqual(enlarging === 'linear' ? 0.06 : 0.12);
      }
    }
  });
});
