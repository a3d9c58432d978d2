import { describe, expect, it } from 'vitest';
import { type SentenceParts, sentenceOf } from './sentence.js';

const parts = (given: Record<number, number>, rest: Partial<SentenceParts>): SentenceParts => ({
  verdict: 'sure',
  probabilities: Array.from({ length: 10 }, (_, digit) => given[digit] ?? 0),
  candidates: [],
  blank: false,
  ...rest,
});

describe('sentenceOf', () => {
  it.each([
    ['sure', parts({ 7: 0.998 }, {}), '7, 99.8 %'],
    ['unsure', parts({ 4: 0.62, 9: 0.35 }, { verdict: 'unsure', candidates: [4] }), '4, 62 %, but perhaps a 9 (35 %)'],
    ['an 8', parts({ 3: 0.5, 8: 0.4 }, { verdict: 'unsure' }), '3, 50 %, but perhaps an 8 (40 %)'],
    [
      'a prediction set of three',
      parts({ 4: 0.6, 9: 0.3, 7: 0.1 }, { verdict: 'unsure', candidates: [4, 7, 9] }),
      '4, 60 %, but perhaps a 9 (30 %) or a 7 (10 %)',
    ],
    [
      'a prediction set of four',
      parts({ 4: 0.5, 9: 0.3, 7: 0.1, 1: 0.1 }, { verdict: 'unsure', candidates: [1, 4, 7, 9] }),
      '4, 50 %, but perhaps a 9 (30 %), a 1 (10 %) or a 7 (10 %)',
    ],
    [
      'a prediction set of six',
      parts({ 4: 0.5, 9: 0.3, 7: 0.2 }, { verdict: 'unsure', candidates: [0, 1, 2, 4, 7, 9] }),
      '4, 50 %, but perhaps a 9 (30 %), a 7 (20 %) or one of 3 others',
    ],
    ['refused', parts({ 8: 0.97 }, { verdict: 'not-a-digit' }), 'probably no digit; if it is one, an 8 (97 %)'],
    [
      'refused for a reason',
      parts({ 4: 0.62 }, { verdict: 'not-a-digit', refusal: 'clipped' }),
      'probably no digit: clipped; if it is one, a 4 (62 %)',
    ],
    ['uncalibrated', parts({ 7: 0.98 }, { isCalibrated: false }), '7, 98 %; uncalibrated'],
    ['blank', parts({ 1: 0.3 }, { verdict: 'not-a-digit', blank: true }), 'nothing to read: the picture is blank'],
  ])('%s', (_, given, sentence) => {
    expect(sentenceOf(given)).toBe(sentence);
  });
});
