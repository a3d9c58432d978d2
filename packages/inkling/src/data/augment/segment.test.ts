import { describe, expect, it } from 'vitest';
import { changed, drawPicture, inkOf, pixel } from './augment.fixture.js';
import { createPicture } from './picture.js';
import { drawSegment, eraseSegment } from './segment.js';

describe('drawSegment', () => {
  it('covers a stroke’s area: length × width and a round end on each side', () => {
    const segment = { from: [7.3, 9.1], to: [19.8, 16.4], radius: 1.7 } as const;
    const length = Math.hypot(12.5, 7.3);
    const ink = inkOf(changed(createPicture(), (copy) => drawSegment(copy, segment)));
    expect(Math.abs(ink / (length * 3.4 + Math.PI * 1.7 ** 2) - 1)).toBeLessThanOrEqual(0.03);
  });

  it('never makes a pixel lighter, and draws as dark as asked', () => {
    const grey = drawPicture(() => 0.4);
    const result = changed(grey, (copy) => drawSegment(copy, { from: [5, 14.5], to: [22, 14.5], radius: 1.5 }, 0.7));
    expect(pixel(result, 14, 14)).toBeCloseTo(0.7, 6);
    expect(result.every((ink, i) => ink >= grey[i])).toBe(true);
  });

  it('may leave the picture, or lie outside of it', () => {
    const draw = (x: number) =>
      changed(createPicture(), (copy) => drawSegment(copy, { from: [x, -5], to: [x, 40], radius: 1 }));
    expect(inkOf(draw(14))).toBeCloseTo(2 * 28, 3);
    expect(inkOf(draw(-9))).toBe(0);
  });
});

describe('eraseSegment', () => {
  it('takes away what drawing the same would cover', () => {
    const segment = { from: [4, 6], to: [20, 19], radius: 0.8 } as const;
    const covered = changed(createPicture(), (copy) => drawSegment(copy, segment));
    const full = drawPicture(() => 1);
    const rest = changed(full, (copy) => eraseSegment(copy, segment));
    rest.forEach((ink, i) => {
      expect(ink).toBeCloseTo(1 - covered[i], 6);
    });
  });
});
