import { describe, expect, it } from 'vitest';
import { findComponents } from './components.js';
import { planeOf } from './drawing.fixture.js';
import { isFrame } from './frames.js';
import { createMask } from './plane.js';

/** Whether the one piece of ink where `isInk` says so, in 100 × 100 px, is a frame. */
function framed(isInk: (x: number, y: number) => boolean): boolean {
  const mask = createMask(100, 100);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = isInk(i % 100, Math.floor(i / 100)) ? 1 : 0;
  const labeling = findComponents(
    mask,
    planeOf(100, 100, () => 1),
  );
  return isFrame(labeling.components[0], labeling);
}

const rectangle = (width: number, height: number) => (x: number, y: number) => {
  const [dx, dy] = [Math.abs(x - 50) / width, Math.abs(y - 50) / height];
  return Math.max(dx, dy) <= 0.5 && Math.max(dx * width, dy * height + (height < width ? 0 : (width - height) / 2)) > -1
    ? dx > 0.5 - 3 / width || dy > 0.5 - 3 / height
    : false;
};

describe('isFrame', () => {
  it('recognises rectangles, upright and a little askew', () => {
    expect(framed(rectangle(60, 80))).toBe(true);
    expect(framed(rectangle(90, 40))).toBe(true);
    expect(framed((x, y) => rectangle(60, 70)(Math.round(x + 0.03 * y), Math.round(y - 0.03 * x)))).toBe(true);
  });

  it('does not take a 0, an 8 or a 7 for one', () => {
    const ring = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
      Math.abs(Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) < 0.1;
    expect(framed((x, y) => ring(x, y, 50, 50, 30, 42))).toBe(false);
    expect(framed((x, y) => ring(x, y, 50, 28, 22, 22) || ring(x, y, 50, 70, 22, 22))).toBe(false);
    expect(framed((x, y) => x > 20 && x < 80 && y > 10 && (y < 16 || Math.abs(x + y - 92) < 4) && y < 90)).toBe(false);
  });

  it('does not take a small box for one', () => {
    expect(framed(rectangle(12, 12))).toBe(false);
  });
});
