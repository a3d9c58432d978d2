import { describe, expect, it } from 'vitest';
import { DIGITS, draw } from '../image/drawing.fixture.js';
import { normalizeDigit } from '../image/normalizeDigit.js';
import { preparePicture } from '../image/preparePicture.js';
import { readTextPage } from '../image/textPage.js';
import type { FoundDigit } from './readText.js';
import { mayShowSeveral, plainLines, showsSeveral } from './showsSeveral.js';

function pageWith(...names: (keyof typeof DIGITS)[]) {
  const strokes = names.flatMap((name, along) =>
    DIGITS[name].map((points) => points.map(([x, y]) => [x + 1.5 * along, y] as const)),
  );
  const prepared = preparePicture(draw({ width: 300, height: 200, strokes, x: 40, y: 30, size: 60, pen: 7 }));
  if (prepared.asItIs) throw new Error('a picture of 300 × 200 px is not laid out as MNIST’s');
  return readTextPage(prepared);
}

describe('mayShowSeveral', () => {
  it('is no for a single piece of ink, which is not taken apart', () => {
    expect(mayShowSeveral(pageWith('seven'))).toBe(false);
  });

  it('is no for a digit among specks', () => {
    const specks = [0, 0.3, 0.6].map((y) => [[1.4, y] as const, [1.41, y] as const]);
    const prepared = preparePicture(
      draw({ width: 300, height: 200, strokes: [...DIGITS.seven, ...specks], x: 40, y: 30, size: 100, pen: 4 }),
    );
    if (prepared.asItIs) throw new Error('a picture of 300 × 200 px is not laid out as MNIST’s');
    const page = readTextPage(prepared);
    expect(page.lines.flatMap(({ pieces }) => pieces)).toHaveLength(4);
    expect(mayShowSeveral(page)).toBe(false);
  });

  it('is yes for two pieces side by side', () => {
    expect(mayShowSeveral(pageWith('seven', 'one'))).toBe(true);
  });

  it('is yes for one that is too wide for a digit: several that hang together', () => {
    const page = pageWith('seven');
    const [{ pieces, ...line }] = page.lines;
    const wide = { ...pieces[0], width: 2 * pieces[0].height };
    expect(mayShowSeveral({ ...page, lines: [{ ...line, pieces: [wide] }] })).toBe(true);
  });
});

const normalized = normalizeDigit(
  draw({ width: 60, height: 60, strokes: DIGITS.seven, x: 20, y: 10, size: 30, pen: 5 }),
);
const believed = new Array<number>(10).fill(0.1);
const digit = { probability: 0.9, believed, whole: 0.9, height: 1, standsApart: true, atEdge: false };
/** Digits 20 px wide and 40 px high, side by side. */
const line = (...digits: Partial<FoundDigit>[]) => [
  {
    digits: digits.map((own, n): FoundDigit => {
      const box = [25 * n, 0, 20, 40] as const;
      return { normalized: { ...normalized, box }, ...digit, ...own };
    }),
    share: 1,
  },
];

describe('showsSeveral', () => {
  it('wants two digits that stand apart, side by side', () => {
    expect(showsSeveral(line({}, {}))).toBe(true);
    expect(showsSeveral(line({}, { standsApart: false }))).toBe(false);
    expect(showsSeveral([...line({}), ...line({})])).toBe(false);
  });

  it('believes digits that hang together where they are too wide for one', () => {
    const joined = { standsApart: false };
    expect(showsSeveral(line({}, joined, joined))).toBe(true);
    expect(showsSeveral(line({}, joined, { ...joined, whole: 0.1 }, { ...joined, whole: 0.1 }))).toBe(false);
  });

  it('lets one network make up for some doubt of the other, but not for all of it', () => {
    expect(showsSeveral(line({}, { probability: 0.5, whole: 0.95 }))).toBe(true);
    expect(showsSeveral(line({}, { probability: 0.5, whole: 0.5 }))).toBe(false);
    expect(showsSeveral(line({}, { probability: 1, whole: 0.05 }))).toBe(false);
  });

  it('does not take pieces along the edges for digits', () => {
    expect(showsSeveral(line({ atEdge: true }, { atEdge: true }))).toBe(false);
  });
});

describe('plainLines', () => {
  const sure = { probability: 0.99, whole: 0.95 };

  it('keeps the lines of which every digit is very clear', () => {
    const plain = line(sure, sure, sure);
    const doubtful = line(sure, sure, { probability: 0.7, whole: 0.9 });
    expect(plainLines([...plain, ...doubtful])).toEqual(plain);
  });

  it('keeps no line of one digit', () => {
    expect(plainLines(line(sure))).toEqual([]);
  });
});
