import { describe, expect, it } from 'vitest';
import { type Color, DIGITS, draw } from './drawing.fixture.js';
import { shrink } from './shrink.js';
import { layOnGround } from './transparency.js';

const NOTHING: Color = [0, 0, 0, 0];
const drawing = { width: 60, height: 60, strokes: DIGITS.seven, x: 15, y: 10, size: 36, pen: 5 };
/** Left upper corner, and the middle of the seven's bar. */
const laid = (ink: Color, paper: Color) => {
  const { green, sentence } = layOnGround(shrink(draw({ ...drawing, ink, paper }), 480));
  return { corner: green.data[0], bar: green.data[13 * 60 + 30], sentence };
};

describe('layOnGround', () => {
  it('lays dark ink on white', () => {
    expect(laid([40, 40, 40], NOTHING)).toMatchObject({ corner: 1, bar: expect.closeTo(40 / 255, 2) });
  });

  it('lays light ink on black', () => {
    expect(laid([240, 230, 220], NOTHING)).toMatchObject({ corner: 0, bar: expect.closeTo(230 / 255, 2) });
  });

  it('keeps the paper of a sticker whose corners are transparent', () => {
    const sticker = draw({ ...drawing, paper: [250, 250, 250] });
    for (let i = 0; i < 4; i++) sticker.data[i * 4 + 3] = 0;
    const { green, sentence } = layOnGround(shrink(sticker, 480));
    expect(green.data[0]).toBeCloseTo(250 / 255, 2);
    expect(sentence).toContain('the colour most of it has');
  });

  it('leaves an opaque picture alone', () => {
    expect(laid([0, 0, 0], [200, 100, 50])).toMatchObject({
      corner: expect.closeTo(100 / 255),
      sentence: expect.stringContaining('opaque'),
    });
  });
});
