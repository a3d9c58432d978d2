import { describe, expect, it } from 'vitest';
import { evaluateReadings, isRight } from './evaluateReadings.js';
import type { DigitReading, PictureReading } from './pictureReading.js';

/** Half of the probability for the digit, the rest for `other`; the single pass has `raw` instead. */
function digit(read: number, { other = (read + 1) % 10, raw = read, p = 0.5 } = {}): DigitReading {
  const give = (winner: number, loser: number) =>
    Array.from({ length: 10 }, (_, d) => (d === winner ? p : d === loser ? 1 - p : 0));
  const probabilities = give(read, other);
  const softmax = raw === read ? probabilities : give(raw, read);
  return {
    ...{ digit: read, probability: p, softmax, probabilities, candidates: [read, other] },
    ...{ isDigit: null, spread: 0, box: [0, 0, 1, 1] },
  };
}

function reading(text: string, digits: readonly DigitReading[], more: Partial<PictureReading> = {}): PictureReading {
  const confidence = digits.reduce((product, { probability }) => product * probability, 1);
  return { text, confidence, verdict: 'sure', sentence: '', isDigit: null, warnings: [], digits, ...more };
}

describe('evaluateReadings', () => {
  it('scores pictures of several digits as a whole and digit by digit', () => {
    const rows = [
      { reading: reading('47', [digit(4, { p: 0.9 }), digit(7, { p: 0.9 })]), label: '47', kind: 'photo' },
      { reading: reading('4\n7', [digit(4, { p: 0.8 }), digit(7, { other: 1, p: 0.8 })]), label: '41', kind: 'photo' },
      { reading: reading('123', [digit(1), digit(2), digit(3)], { verdict: 'unsure' }), label: '12', kind: 'scan' },
    ];
    const result = evaluateReadings(rows);
    expect(result).toMatchObject({ n: 3, errors: 2, refused: 0, sure: 2 / 3, sureAccuracy: 0.5 });
    expect(result.byKind).toEqual({ photo: { n: 2, accuracy: 0.5 }, scan: { n: 1, accuracy: 0 } });
    // Of the third no digit can be told from another: 4 pairs in all, the last of which is a 1 with probability 0.2.
    expect(result.nll).toBeCloseTo(-(2 * Math.log(0.9) + Math.log(0.8) + Math.log(0.2)) / 4, 12);
    expect(result.confusion[1][7]).toBe(1);
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
    // Without statistics a set is the winner alone.
    expect(result.sets[2]).toEqual({ target: 0.999, coverage: 0.75, meanSize: 1 });
    // Confidences 0.81 (right), 0.64 (wrong) and 0.125 (wrong) lie in bins of their own.
    expect(result.ece).toBeCloseTo((0.19 + 0.64 + 0.125) / 3, 12);
    expect(result.oneDigit).toMatchObject({
      n: 0,
      accuracy: null,
      nll: null,
      ece: null,
      refused: null,
      sureAccuracy: null,
    });
  });

  it('tells what is believed from the single pass', () => {
    const rows = [{ reading: reading('4', [digit(4, { p: 0.75, raw: 9 })]), label: '4' }];
    const result = evaluateReadings(rows);
    expect(result).toMatchObject({ accuracy: 1, accuracySinglePass: 0, byKind: {} });
    expect(result.nll).toBeCloseTo(-Math.log(0.75), 12);
    expect(result.nllRaw).toBeCloseTo(-Math.log(0.25), 12);
    expect(result.eceRaw).toBeCloseTo(0.75, 12);
    expect(result.oneDigit).toMatchObject({ n: 1, accuracy: 1 });
  });

  it('counts pictures without a label only as refused or not', () => {
    const refused = reading('4', [digit(4)], { verdict: 'not-a-digit' });
    const blank = reading('', [digit(0)], { verdict: 'not-a-digit', confidence: 0 });
    const rows = [
      { reading: refused },
      { reading: blank, label: '8' },
      { reading: reading('8', [digit(8)]), label: '8' },
    ];
    expect(evaluateReadings(rows)).toMatchObject({
      n: 2,
      accuracy: 0.5,
      refused: 2 / 3,
      sure: 0.5,
      accuracySinglePass: 0.5,
    });
    expect(evaluateReadings([])).toMatchObject({ n: 0, accuracy: null, interval: [0, 1], refused: null, brier: null });
  });

  it('compares text and label without blanks and line feeds', () => {
    expect(isRight({ reading: reading('12\n3', []), label: '123' })).toBe(true);
    expect(isRight({ reading: reading('12', []), label: '123' })).toBe(false);
    expect(isRight({ reading: reading('', []) })).toBe(false);
  });
});
