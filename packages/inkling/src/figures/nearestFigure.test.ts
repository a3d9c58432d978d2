import { describe, expect, it } from 'vitest';
import { environment, expectGolden, strokePixels, textsOf } from './figures.fixture.js';
import { nearestFigure } from './nearestFigure.js';

const pixels28 = strokePixels();

describe('nearestFigure', () => {
  it('shows the known digits of winner and rival with their likeness', () => {
    const nearest = (...likeness: number[]) => likeness.map((own) => ({ pixels28, likeness: own }));
    const rows = [
      { digit: 4, probability: 0.62, nearest: nearest(0.934, 0.92) },
      { digit: 9, probability: 0.35, nearest: nearest(0.88) },
    ];
    const svg = nearestFigure({ pixels28, rows }, environment);
    expectGolden('nearestFigure', svg);
    const texts = textsOf(svg);
    for (const words of ['winner 4, 62 %', 'rival 9, 35 %', '0.93', '0.92', '0.88']) expect(texts).toContain(words);
    expect(svg.match(/<image /g)).toHaveLength(4);
  });

  it('shows a blank picture alone', () => {
    const svg = nearestFigure({ pixels28: new Uint8Array(784), rows: [] }, environment);
    expect(svg.match(/<image /g)).toHaveLength(1);
  });
});
