import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { randomShift } from './randomShift.js';

/** Ink in every pixel, the corners included: nothing may come in on the other side. */
const full = Uint8Array.from({ length: 784 }, (_, i) => 1 + (i % 255));

/** `full`, moved so that its pixel (x, y) is at (x + right, y + down). */
function moved(right: number, down: number): number[] {
  return Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [(i % 28) - right, Math.floor(i / 28) - down];
    return x >= 0 && x < 28 && y >= 0 && y < 28 ? full[28 * y + x] : 0;
  });
}

function shifts(shiftPx: number): string[] {
  const augment = randomShift({ shiftPx });
  return Array.from({ length: 300 }, (_, seed) => {
    const out = new Uint8Array(784).fill(7);
    augment(full, new Random(seed), out, 0);
    return String(out);
  });
}

describe('randomShift', () => {
  it('moves by whole pixels, to all sides alike, and lets nothing come in on the other side', () => {
    const all = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => String(moved(right, down))));
    const found = shifts(1);
    expect(new Set(found)).toEqual(new Set(all));
    // A ninth each, give or take four standard errors.
    for (const one of all) {
      const count = found.filter((shift) => shift === one).length;
      expect(Math.abs(count - 300 / 9)).toBeLessThanOrEqual(4 * Math.sqrt((300 * 8) / 81));
    }
  });

  it('moves up to the asked px', () => {
    const all = Array.from({ length: 7 * 7 }, (_, i) => String(moved((i % 7) - 3, Math.floor(i / 7) - 3)));
    for (const shift of shifts(3)) expect(all).toContain(shift);
    expect(shifts(3)).toEqual(expect.arrayContaining([String(moved(3, -3)), String(moved(-3, 3))]));
  });

  it('changes nothing where it may not move, and keeps the sample', () => {
    const before = full.slice();
    expect(new Set(shifts(0))).toEqual(new Set([String(full)]));
    shifts(27);
    expect(full).toEqual(before);
  });

  it('says what it expects of pictures of another size', () => {
    const augment = randomShift({ shiftPx: 1 });
    expect(() => augment(new Uint8Array(100), new Random(1), new Uint8Array(100), 0)).toThrow(/784 numbers.*100/);
  });

  it.each([-1, 28, 0.5, Number.NaN])('refuses %j', (shiftPx) => {
    expect(() => randomShift({ shiftPx })).toThrow(/must be a whole number from 0 to 27/);
  });
});
