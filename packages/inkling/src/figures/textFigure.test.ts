import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '../image/pixels.js';
import { distribution, environment, expectGolden, strokePixels, textsOf } from './figures.fixture.js';
import { type TextFigureInput, textFigure } from './textFigure.js';
import { textWidth } from './textWidth.js';

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
      softmax: distribution({ [i % 10]: 0.97 - 0.1 * (i % 3), [(i + 1) % 10]: 0.02 }),
      probabilities: distribution({ [i % 10]: 0.9 - 0.1 * (i % 3), [(i + 1) % 10]: 0.05 }),
      candidates: i % 3 === 2 ? [i % 10, (i + 1) % 10] : [i % 10],
    })),
    coverage: 0.999,
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

  it('draws bars as long as the softmax, ten a digit, with ticks at what is believed', () => {
    const given = input(7);
    const { document } = parseHTML(textFigure(given, environment));
    const numberOf = (of: Element, name: string) => Number(of.getAttribute(name));
    const bars = [...document.querySelectorAll('rect')].filter((rect) => rect.getAttribute('height') === '11');
    const ticks = [...document.querySelectorAll('.tick')].map(({ children: [line] }) => numberOf(line, 'x1'));
    expect(bars).toHaveLength(7 * 10 * 2);
    expect(ticks).toHaveLength(7 * 10);
    given.digits.forEach(({ softmax, probabilities }, i) => {
      softmax.forEach((share, digit) => {
        const [track, bar] = bars.slice(20 * i + 2 * digit);
        const full = numberOf(track, 'width');
        expect(Math.abs(numberOf(bar, 'width') / full - share)).toBeLessThan(1e-3);
        const marked = (ticks[10 * i + digit] - numberOf(track, 'x')) / full;
        expect(Math.abs(marked - probabilities[digit])).toBeLessThan(1e-3);
      });
    });
  });

  const marksOf = (svg: string) => {
    const { document } = parseHTML(svg);
    return ['.tick', '.member'].map((name) => document.querySelectorAll(name).length);
  };

  it('marks no set of a digit that is refused', () => {
    const { digits } = input(3);
    const refused = (least: number) => digits.map((digit, i) => ({ ...digit, isDigit: i < least ? 0.1 : 0.9 }));
    expect(marksOf(textFigure(input(3, { digits: refused(1) }), environment))).toEqual([30, 3]);
    const none = textFigure(input(3, { digits: refused(3) }), environment);
    expect(marksOf(none)).toEqual([30, 0]);
    expect(none).not.toContain('in the set');
  });

  it('says what ticks and dots mean, and has neither where nothing is calibrated; the bars are one pass', () => {
    const calibrated = textFigure(input(3), environment);
    expect(marksOf(calibrated)).toEqual([30, 4]);
    const legend = ['the answer: neighbours weighed in, calibrated', 'in the set: right in 99.9 %'];
    for (const words of legend) expect(textsOf(calibrated)).toContain(words);
    const raw = textFigure(input(3, { coverage: undefined }), environment);
    expect(marksOf(raw)).toEqual([0, 0]);
    for (const words of legend) expect(textsOf(raw)).not.toContain(words);
  });

  it('keeps the longest percentage of the last card in a row inside the margin', () => {
    const given = input(5);
    const digits = given.digits.map((digit) => ({ ...digit, probabilities: distribution({ 1: 0.99999 }) }));
    const { document } = parseHTML(textFigure({ ...given, digits }, environment));
    const last = [...document.querySelectorAll('text')].filter(({ textContent }) => textContent === '> 99.9 %')[4];
    const card = Number(last.parentElement?.getAttribute('transform')?.match(/[\d.]+/)?.[0]);
    const right = card + Number(last.getAttribute('x')) + textWidth('> 99.9 %', Number(last.getAttribute('font-size')));
    expect(right).toBeLessThanOrEqual(1000 - 52);
  });

  it('lays all cards inside the figure, however many digits there are', () => {
    for (const digits of [2, 5, 6, 13]) {
      const svg = textFigure(input(digits), environment);
      const { document } = parseHTML(svg);
      const places = [...document.querySelectorAll('g[transform]')].map((group) =>
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
