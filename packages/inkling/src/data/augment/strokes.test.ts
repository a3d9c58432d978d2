import { describe, expect, it } from 'vitest';
import { changed, drawBar, drawPicture } from './augment.fixture.js';
import { createPicture } from './picture.js';
import { drawSegment } from './segment.js';
import { leftEnd, measureStrokes, middleAt } from './strokes.js';

describe('measureStrokes', () => {
  it('finds top, bottom and half the width of a stroke', () => {
    for (const radius of [1, 1.5, 2]) {
      const stroke = changed(createPicture(), (copy) =>
        drawSegment(copy, { from: [10.2, 6.5], to: [17.9, 21.5], radius }),
      );
      const found = measureStrokes(stroke);
      expect(Math.abs((found?.top ?? Number.NaN) - (6.5 - radius))).toBeLessThanOrEqual(1);
      expect(Math.abs((found?.bottom ?? Number.NaN) - (21.5 + radius))).toBeLessThanOrEqual(1);
      expect(Math.abs((found?.radius ?? Number.NaN) - radius)).toBeLessThanOrEqual(0.45);
    }
    expect(measureStrokes(createPicture())).toBeUndefined();
  });
});

describe('middleAt and leftEnd', () => {
  it('find a row’s middle and the leftmost ink of some rows', () => {
    expect(middleAt(drawBar(), 14)).toBeCloseTo(14.5, 6);
    expect(middleAt(drawBar(), 2)).toBeUndefined();
    const corner = drawPicture((x, y) => (y === 7 && x > 5 ? 1 : y === 20 && x > 2 ? 1 : 0));
    expect(leftEnd(corner, 4, 12)).toEqual([6.5, 7.5]);
    expect(leftEnd(corner, 9, 12)).toBeUndefined();
  });
});
