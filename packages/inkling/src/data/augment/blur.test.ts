import { describe, expect, it } from 'vitest';
import { changed, drawNine, drawPicture, inkOf, pixel } from './augment.fixture.js';
import { blur, sharpen } from './blur.js';

describe('blur', () => {
  it('spreads a point by the outer product of share, 1 − 2·share, share', () => {
    const point = changed(
      drawPicture((x, y) => (x === 9 && y === 12 ? 1 : 0)),
      (copy) => blur(copy, 0.2),
    );
    const expected = [0.04, 0.12, 0.04, 0.12, 0.36, 0.12, 0.04, 0.12, 0.04];
    const found = expected.map((_, i) => pixel(point, 8 + (i % 3), 11 + Math.floor(i / 3)));
    expect(found).toEqual(expected.map((value) => expect.closeTo(value, 6)));
    expect(inkOf(point)).toBeCloseTo(1, 5);
  });

  it('keeps all ink, at the sides too, and an even tone', () => {
    const busy = drawPicture((x, y) => ((x * 7 + y * 13) % 11) / 10);
    expect(inkOf(changed(busy, (copy) => blur(copy, 0.33)))).toBeCloseTo(inkOf(busy), 3);
    const even = drawPicture(() => 0.5);
    expect(changed(even, (copy) => blur(copy, 0.33))).toEqual(even);
  });
});

describe('sharpen', () => {
  it('undoes a little blur, stays in 0..1, and does nothing by 0', () => {
    const nine = drawNine();
    const blurred = changed(nine, (copy) => blur(copy, 0.2));
    const sharpened = changed(blurred, (copy) => sharpen(copy, 0.7));
    const error = (picture: Float32Array) => picture.reduce((sum, ink, i) => sum + (ink - nine[i]) ** 2, 0);
    expect(error(sharpened)).toBeLessThan(error(blurred) / 2);
    expect(sharpened.every((ink) => ink >= 0 && ink <= 1)).toBe(true);
    expect(changed(nine, (copy) => sharpen(copy, 0))).toEqual(nine);
  });
});
