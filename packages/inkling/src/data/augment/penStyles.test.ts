import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { changed, drawBar, drawNine, drawPicture, inkOf } from './augment.fixture.js';
import { addPenStyle, strikeThrough } from './penStyles.js';
import { createPicture, type Picture, SIDE } from './picture.js';

const seven = drawPicture((x, y) =>
  (y >= 4 && y < 7 && x >= 8 && x < 20) || (y >= 6 && y < 24 && Math.abs(x - 19 + (y - 6) / 3) < 1.5) ? 1 : 0,
);
const zero = drawPicture((x, y) => (Math.abs(Math.hypot((x - 13.5) * 1.3, y - 13.5) - 8.5) < 1.3 ? 1 : 0));

const styled = (picture: Picture, digit: number) =>
  Array.from({ length: 200 }, (_, seed) => changed(picture, (copy) => addPenStyle(copy, digit, new Random(seed))));

/** Ink that was added where `where` holds. */
const added = (after: Picture, before: Picture, where: (x: number, y: number) => boolean) =>
  inkOf(after.map((ink, i) => (where(i % SIDE, Math.floor(i / SIDE)) ? ink - before[i] : 0)));

const isSame = (a: Picture, b: Picture) => a.every((ink, i) => ink === b[i]);

describe('addPenStyle', () => {
  it('draws a flag left of the top and a foot under a 1', () => {
    const bar = drawBar();
    const flags = styled(bar, 1).filter((one) => added(one, bar, (x, y) => x < 13 && y < 18) > 3);
    const feet = styled(bar, 1).filter((one) => added(one, bar, (x, y) => x > 16 && y >= 18) > 1);
    expect(flags.length).toBeGreaterThan(130);
    expect(feet.length).toBeGreaterThan(70);
    expect(feet.length).toBeLessThan(130);
    // Nothing goes to the right of the top.
    for (const one of styled(bar, 1)) expect(added(one, bar, (x, y) => x > 17 && y < 14)).toBe(0);
  });

  it('draws a bar through the stem of a 7, right of it too', () => {
    const barred = styled(seven, 7).filter((digit) => added(digit, seven, (x, y) => x > 17 && y > 9 && y < 20) > 1);
    expect(barred.length).toBeGreaterThan(100);
  });

  it('draws some flags of a 1 nearly down to its foot', () => {
    const bar = drawBar();
    const long = styled(bar, 1).filter((one) => added(one, bar, (x, y) => x < 13 && y >= 16 && y < 20) > 1);
    expect(long.length).toBeGreaterThan(10);
    expect(long.length).toBeLessThan(70);
  });

  it('bends many flags of a 1: flat where they meet the stem, steep where they begin', () => {
    const bar = drawBar();
    /** The leftmost ink that was added, row by row as far down as the flag goes. */
    const leftmost = (one: Picture) =>
      Array.from({ length: 14 }, (_, row) => row + 5)
        .map((y) => Array.from({ length: 12 }, (_, x) => x).find((x) => one[y * SIDE + x] - bar[y * SIDE + x] > 0.4))
        .filter((x) => x !== undefined);
    const bends = styled(bar, 1)
      .map(leftmost)
      .filter(({ length }) => length >= 6)
      .map((flag) => flag[0] - flag[2] - (flag[flag.length - 4] - flag[flag.length - 2]));
    expect(bends.length).toBeGreaterThan(50);
    expect(bends.filter((bend) => bend >= 2).length).toBeGreaterThan(0.15 * bends.length);
  });

  it('draws a 4 anew, pointed or as lightning goes, with its loop open', () => {
    const drawn = styled(drawNine(), 4);
    const middleOf = (one: Picture, y: number) => {
      const row = [...one.subarray(y * SIDE, (y + 1) * SIDE)];
      return row.reduce((sum, ink, x) => sum + ink * x, 0) / row.reduce((sum, ink) => sum + ink, 0);
    };
    const rowsOf = (one: Picture) =>
      [...Array(SIDE).keys()].filter((y) => one.subarray(y * SIDE, (y + 1) * SIDE).some((ink) => ink > 0.4));
    const pointed = drawn.filter((one) => {
      const rows = rowsOf(one);
      return Math.abs(middleOf(one, rows[0]) - middleOf(one, rows[rows.length - 1])) < 2.5;
    });
    expect(pointed.length).toBeGreaterThan(90);
    expect(pointed.length).toBeLessThan(170);
    const open = pointed.filter((one) =>
      rowsOf(one).some((y) => {
        const row = [...one.subarray(y * SIDE, (y + 1) * SIDE)].map((ink) => ink > 0.4);
        return row.lastIndexOf(true) - row.indexOf(true) + 1 > row.filter(Boolean).length;
      }),
    );
    expect(open.length).toBeGreaterThan(0.9 * pointed.length);
  });

  it('takes a thinner pen for a 4 whose loop it would fill: that would be a 1 with a flag', () => {
    const thick = drawPicture((x, y) => (y >= 4 && y < 24 && Math.abs(x - 13.5) < 4 ? 1 : 0));
    const mean = styled(thick, 4).reduce((sum, one) => sum + inkOf(one) / 200, 0);
    expect(mean).toBeLessThan(0.8 * inkOf(thick));
  });

  it('draws a slash through a 0 from left below to right above, or joining strokes beside its top', () => {
    const slashes = styled(zero, 0).filter(
      (styledZero) => added(styledZero, zero, (x, y) => Math.abs(x - 14) < 4 && Math.abs(y - 14) < 4) > 4,
    );
    expect(slashes.length).toBeGreaterThan(100);
    expect(slashes.length).toBeLessThan(140);
    for (const slashed of slashes) expect(added(slashed, zero, (x, y) => x < 9 && y < 9)).toBeLessThan(3);

    const beside = (picture: Picture, side: 'left' | 'right') =>
      added(picture, zero, (x, y) => y < 13 && (side === 'left' ? x < 8 : x >= 20));
    const others = styled(zero, 0).filter((styledZero) => !slashes.some((slashed) => isSame(slashed, styledZero)));
    expect(others.filter((joined) => beside(joined, 'right') > 1).length).toBeGreaterThan(0.4 * others.length);
    expect(others.filter((joined) => beside(joined, 'left') > 1).length).toBeGreaterThan(0.15 * others.length);
    // They leave the lower half alone.
    for (const joined of others) expect(added(joined, zero, (_x, y) => y > 16)).toBe(0);
  });

  it('leaves other digits and blank pictures alone', () => {
    for (const digit of [2, 3, 5, 6, 8, 9]) expect(styled(drawNine(), digit)[0]).toEqual(drawNine());
    for (const digit of [0, 1, 4, 7]) expect(styled(createPicture(), digit)[0]).toEqual(createPicture());
  });

  it('only adds ink, and keeps within 0..1', () => {
    for (const [picture, digit] of [
      [drawBar(), 1],
      [seven, 7],
      [zero, 0],
    ] as const) {
      for (const result of styled(picture, digit)) {
        expect(result.every((ink, i) => ink >= picture[i] && ink <= 1)).toBe(true);
      }
    }
  });
});

describe('strikeThrough', () => {
  it('draws one line that lies rather than stands', () => {
    for (let seed = 0; seed < 100; seed++) {
      const line = changed(createPicture(), (copy) => strikeThrough(copy, new Random(seed)));
      const columns = new Set([...line.keys()].filter((i) => line[i] > 0.05).map((i) => i % SIDE));
      const rows = new Set([...line.keys()].filter((i) => line[i] > 0.05).map((i) => Math.floor(i / SIDE)));
      expect(columns.size).toBeGreaterThanOrEqual(8);
      expect(rows.size).toBeLessThanOrEqual(columns.size + 14);
    }
  });
});
