import { describe, expect, it } from 'vitest';
import { DIGITS, draw, fromGray } from './drawing.fixture.js';
import { shrink } from './shrink.js';

const mean = (values: Float32Array) => values.reduce((total, value) => total + value, 0) / values.length;

describe('shrink', () => {
  it('keeps the size and the values of a small picture', () => {
    const small = shrink(fromGray(3, 2, [0, 51, 102, 153, 204, 255]), 480);
    expect(small).toMatchObject({ width: 3, height: 2, scale: 1 });
    expect(small).not.toHaveProperty('alpha');
    expect(Array.from(small.green.data)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => expect.closeTo(value)));
  });

  it.each([
    [1000, 700, 334, 234],
    [4000, 3000, 445, 334],
    [5, 100_000, 1, 479],
  ])('brings %i × %i px to %i × %i px', (width, height, newWidth, newHeight) => {
    const small = shrink(fromGray(width, height, new Uint8Array(width * height).fill(77)), 480);
    expect([small.width, small.height]).toEqual([newWidth, newHeight]);
    expect(Math.max(small.width, small.height) * small.scale).toBeGreaterThanOrEqual(Math.max(width, height) - 1e-6);
    expect(mean(small.blue.data)).toBeCloseTo(77 / 255, 5);
  });

  it('keeps the mean of what it shrinks', () => {
    const picture = draw({
      width: 1000,
      height: 1000,
      strokes: DIGITS.five,
      x: 200,
      y: 200,
      size: 600,
      pen: 60,
      ink: [200, 30, 10],
    });
    const { red, green } = shrink(picture, 480);
    const bytes = (channel: number) => mean(Float32Array.from(picture.data.filter((_, i) => i % 4 === channel)));
    expect(mean(red.data) * 255).toBeCloseTo(bytes(0), 0);
    expect(mean(green.data) * 255).toBeCloseTo(bytes(1), 0);
  });

  it('counts invisible pixels for nothing, whatever colour they claim', () => {
    const data = Uint8Array.from([200, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 200, 0, 0, 255]);
    const { red, green, alpha } = shrink({ width: 2, height: 2, data }, 1);
    expect([red.data[0], green.data[0], alpha?.data[0]]).toEqual(
      [100 / 255, 0, 0.5].map((value) => expect.closeTo(value)),
    );
  });

  it('reads pixels that do not begin at a multiple of 4 bytes', () => {
    const bytes = Uint8Array.from([9, 1, 2, 3, 255]).subarray(1);
    expect(shrink({ width: 1, height: 1, data: bytes }, 480).blue.data[0]).toBeCloseTo(3 / 255);
  });
});
