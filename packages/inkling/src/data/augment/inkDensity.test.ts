import { describe, expect, it } from 'vitest';
import { changed, drawNine, drawPicture, pixel } from './augment.fixture.js';
import { fade, fadeUnevenly, veil } from './inkDensity.js';

const nine = drawNine();

describe('ink density', () => {
  it('fades all ink alike', () => {
    changed(nine, (copy) => fade(copy, 0.6)).forEach((ink, i) => {
      expect(ink).toBeCloseTo(0.6 * nine[i], 6);
    });
  });

  it('fades from corner to corner, linearly along each side', () => {
    const full = changed(
      drawPicture(() => 1),
      (copy) => fadeUnevenly(copy, [1, 0.2, 0.6, 0.4]),
    );
    const corners = [pixel(full, 0, 0), pixel(full, 27, 0), pixel(full, 0, 27), pixel(full, 27, 27)];
    for (const [i, corner] of [1, 0.2, 0.6, 0.4].entries())
      expect(Math.abs(corners[i] - corner)).toBeLessThanOrEqual(0.03);
    for (let x = 1; x < 27; x++) {
      expect(pixel(full, x + 1, 9) - pixel(full, x, 9)).toBeCloseTo(pixel(full, x, 9) - pixel(full, x - 1, 9), 6);
    }
    expect(changed(nine, (copy) => fadeUnevenly(copy, [1, 1, 1, 1]))).toEqual(nine);
  });

  it('veils the ground and keeps full ink', () => {
    const veiled = changed(nine, (copy) => veil(copy, 0.2));
    nine.forEach((ink, i) => {
      expect(veiled[i]).toBeCloseTo(0.2 + 0.8 * ink, 6);
    });
  });
});
