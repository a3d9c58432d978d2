import { describe, expect, it } from 'vitest';
import { createMask, type Mask } from './plane.js';
import { findRuledLines } from './ruledLines.js';

const [WIDTH, HEIGHT] = [240, 200];
const maskFrom = (isInk: (x: number, y: number) => boolean): Mask => {
  const mask = createMask(WIDTH, HEIGHT);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = isInk(i % WIDTH, Math.floor(i / WIDTH)) ? 1 : 0;
  return mask;
};
const at = (mask: Mask | undefined, x: number, y: number) => mask?.data[y * WIDTH + x];

describe('findRuledLines', () => {
  const isRuled = (x: number, y: number) => Math.abs(((y - 0.03 * x + 200) % 40) - 20) < 1;
  const isStem = (x: number, y: number) => Math.abs(x - 120) < 3 && y > 40 && y < 160;

  it('finds slanted lines, and leaves the stem that crosses them whole', () => {
    const { across, upright } = findRuledLines(maskFrom((x, y) => isRuled(x, y) || isStem(x, y)));
    expect(upright).toBeUndefined();
    let [linesFound, lines, stemFound] = [0, 0, 0];
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        if (isStem(x, y)) stemFound += at(across, x, y) ?? 0;
        else if (isRuled(x, y)) {
          lines++;
          linesFound += at(across, x, y) ?? 0;
        }
      }
    expect(linesFound / lines).toBeGreaterThan(0.95);
    expect(stemFound).toBe(0);
  });

  it('finds checked paper', () => {
    const { across, upright } = findRuledLines(maskFrom((x, y) => x % 30 < 2 || y % 30 < 2));
    expect(at(across, 20, 31)).toBe(1);
    expect(at(upright, 31, 20)).toBe(1);
  });

  it('does not take the strokes of a digit for lines: they end before the edges, or are thick', () => {
    expect(findRuledLines(maskFrom((x, y) => y > 40 && y < 45 && x > 40 && x < 200))).toEqual({});
    expect(findRuledLines(maskFrom((_, y) => y > 40 && y < 70))).toEqual({});
    expect(findRuledLines(maskFrom(isStem))).toEqual({});
  });
});
