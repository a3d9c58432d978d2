import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent, sharePercent } from './percent.js';

describe('percent', () => {
  it.each([
    [0.62, '62 %'],
    [0.998, '99.8 %'],
    [0.9994, '99.9 %'],
    [0.9996, '> 99.9 %'],
    [1, '> 99.9 %'],
    [0.99, '99 %'],
    [0.9906, '99.1 %'],
    [0.0104, '1 %'],
    [0.004, '0.4 %'],
    [0.0004, '< 0.1 %'],
    [0, '< 0.1 %'],
    [Number.NaN, 'no number'],
  ])('writes %d as %s', (probability, words) => {
    expect(percent(probability)).toBe(words);
  });

  it('never claims certainty, and grows with the probability', () => {
    const shown = (words: string) =>
      words.startsWith('>') ? 100 : words.startsWith('<') ? 0 : Number.parseFloat(words);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(percent(a)).not.toMatch(/^(0|0\.0|100|100\.0) %$/);
        if (a <= b) expect(shown(percent(a))).toBeLessThanOrEqual(shown(percent(b)));
      }),
    );
  });
});

describe('sharePercent', () => {
  it.each([
    [0, '0.0 %'],
    [0.0001, '0.1 %'],
    [107 / 108, '99.1 %'],
    [0.9999, '99.9 %'],
    [1, '100.0 %'],
  ])('says of %d %s', (share, words) => {
    expect(sharePercent(share)).toBe(words);
  });
});
