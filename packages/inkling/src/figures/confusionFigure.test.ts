import { describe, expect, it } from 'vitest';
import { confusionFigure } from './confusionFigure.js';
import { environment, expectGolden, textsOf } from './figures.fixture.js';

/** 100 of each digit; some 4 are read as 9, fewer 9 as 4, one 7 as 1. */
function matrix(): number[][] {
  const counts = Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 10 }, (_, column) => (row === column ? 100 : 0)),
  );
  const take = (truth: number, read: number, count: number) => {
    counts[truth][truth] -= count;
    counts[truth][read] += count;
  };
  take(4, 9, 6);
  take(9, 4, 3);
  take(7, 1, 1);
  return counts;
}

describe('confusionFigure', () => {
  it('shows which digit was read as which', () => {
    const svg = confusionFigure(matrix(), environment);
    expectGolden('confusion', svg);
    const texts = textsOf(svg);
    expect(texts).toContain('990 of 1,000 read right. Shading: how often a digit was taken for another');
    // Recall of the 4s; precision of what was read as 9: 97 of 103.
    expect(texts).toContain('94.0 %');
    expect(texts).toContain('94.2 %');
  });

  it('shades by the share of the row, the commonest confusion darkest', () => {
    const wrong = confusionFigure(matrix(), environment).match(/<g aria-label="cell"[^>]*>.*?<\/g>/)?.[0] ?? '';
    const fills = [...wrong.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, fill]) => fill);
    expect(fills).toHaveLength(90);
    expect(new Set(fills.filter((fill) => fill !== '#ffffff')).size).toBe(3);
    // Row 4 has nine wrong cells, the last of which is 9; four rows of nine stand above it.
    expect(fills[4 * 9 + 8]).toBe('#16243a');
  });

  it('is fine with no images, with no mistakes, and with digits that never came', () => {
    const empty = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
    expect(confusionFigure(empty, environment)).not.toContain('NaN');
    const one = empty.map((row, digit) => (digit === 3 ? row.map((_, read) => (read === 3 ? 12 : 0)) : row));
    const svg = confusionFigure(one, environment, { title: 'Threes <only>' });
    expect(svg).not.toContain('NaN');
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Threes <only>', '100.0 %', '–']));
  });
});
