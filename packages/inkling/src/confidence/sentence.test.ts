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
    [
      'a prediction set of four of which two are hardly probable',
      parts({ 5: 0.998, 3: 0.002 }, { verdict: 'unsure', candidates: [3, 4, 5, 8] }),
      '5, 99.8 %, but perhaps a 3 (0.2 %) or one of 2 others',
    ],
    [
      'a prediction set of seven of which one is probable',
      parts({ 4: 0.7, 9: 0.2999 }, { verdict: 'unsure', candidates: [0, 1, 2, 3, 4, 7, 9] }),
      '4, 70 %, but perhaps a 9 (30 %) or one of 5 others',
    ],
    [
      'a prediction set of many of which none but the winner is probable',
      parts({ 3: 0.9998 }, { verdict: 'unsure', candidates: [0, 1, 2, 3, 4, 5, 6, 8] }),
      '3, > 99.9 %, but 7 others are not ruled out',
    ],
    [
      'a prediction set of two of which one is hardly probable',
      parts({ 3: 0.9998 }, { verdict: 'unsure', candidates: [3, 8] }),
      '3, > 99.9 %, but an 8 is not ruled out',
    ],
    [
      'another winner of one pass, which the set leaves out',
      {
        ...parts({ 9: 0.66, 4: 0.32 }, { verdict: 'unsure', candidates: [9] }),
        softmax: parts({ 4: 0.59, 9: 0.37 }, {}).probabilities,
      },
      '9, 66 %, but a single pass says 4 (59 %)',
    ],
    [
      'another winner of one pass, which is in the set',
      {
        ...parts({ 9: 0.66, 4: 0.32 }, { verdict: 'unsure', candidates: [4, 9] }),
        softmax: parts({ 4: 0.59, 9: 0.37 }, {}).probabilities,
      },
      '9, 66 %, but perhaps a 4 (32 %)',
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
