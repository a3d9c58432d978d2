import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '../image/pixels.js';
import { distribution, environment, expectGolden, strokePixels, textsOf } from './figures.fixture.js';
import { type TextFigureInput, textFigure } from './textFigure.js';

/** Gray paper with upright strokes, one every 30 px: 30 × 40 px each. */
function paper(digits: number): Pixels {
  const width = 30 * digits;
  const data = new Uint8Array(width * 40 * 4).fill(255);
  for (let i = 0; i < width * 40; i++) {
    const ink = i % 30 > 14 && i % 30 < 17 && i > width * 8 && i < width * 32;
    data.fill(ink ? 40 : 225, 4 * i, 4 * i + 3);
  }
  return { width, height: 40, data };
}

function input(digits: number, changes: Partial<TextFigureInput> = {}): TextFigureInput {
  return {
    picture: paper(digits),
    digits: Array.from({ length: digits }, (_, i) => ({
      box: [30 * i + 12, 8, 8, 24] as const,
      pixels28: strokePixels(),
      probabilities: distribution({ [i % 10]: 0.9 - 0.1 * (i % 3), [(i + 1) % 10]: 0.05 }),
      candidates: i % 3 === 2 ? [i % 10, (i + 1) % 10] : [i % 10],
    })),
    verdict: 'unsure',
    sentence: '012, 50 %; digit 3: 2, 70 %, but perhaps a 3 (5 %)',
    warnings: ['two digits touch: they were cut apart'],
    fileName: 'amount.png',
    modelName: 'mnist_model.h5',
    ...changes,
  };
}

describe('textFigure', () => {
  it('shows each digit in a numbered box and on a card of its own', () => {
    const svg = textFigure(input(3), environment);
    expectGolden('textOfThree', svg);
    const texts = textsOf(svg);
    for (const words of ['digit 1', 'digit 2', 'digit 3', '90 %', '80 %', '70 %']) expect(texts).toContain(words);
    expect(texts).toContain('Note: two digits touch: they were cut apart');
  });

  it('draws bars as long as the probabilities, ten a digit', () => {
    const given = input(7);
    const { document } = parseHTML(textFigure(given, environment));
    const bars = [...document.querySelectorAll('rect')].filter((rect) => rect.getAttribute('height') === '12');
    expect(bars).toHaveLength(7 * 10 * 2);
    given.digits.forEach(({ probabilities }, i) => {
      probabilities.forEach((probability, digit) => {
        const [track, bar] = bars.slice(20 * i + 2 * digit).map((rect) => Number(rect.getAttribute('width')));
        expect(Math.abs(bar / track - probability)).toBeLessThan(1e-3);
      });
    });
  });

  it('lays all cards inside the figure, however many digits there are', () => {
    for (const digits of [2, 5, 6, 13]) {
      const svg = textFigure(input(digits), environment);
      const { document } = parseHTML(svg);
      const places = [...document.querySelectorAll('g')].map((group) =>
        (group.getAttribute('transform') ?? '').match(/[\d.]+/g)?.map(Number),
      );
      const height = Number(document.querySelector('svg')?.getAttribute('height'));
      for (const place of places) {
        expect(place?.[0]).toBeLessThan(1000);
        expect(place?.[1]).toBeLessThan(height);
      }
      expect(textsOf(svg).filter((text) => text.startsWith('digit '))).toHaveLength(digits);
    }
  });
});
