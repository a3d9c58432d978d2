import { describe, expect, it } from 'vitest';
import { abstentionLines, abstentions } from './abstention.js';

/** `n` answers, each surer than the one before; those at `wrong` are wrong. */
const answers = (n: number, wrong: readonly number[]) =>
  Array.from({ length: n }, (_, i) => ({ confidence: (i + 1) / (n + 1), right: !wrong.includes(i) }));

describe('abstentionLines', () => {
  it('says each count once, where there are too few answers to tell the shares apart', () => {
    expect(abstentionLines(answers(40, [0, 30, 35]))).toEqual([
      'a person reads the 1 least sure (2.5 %): 2 errors remain',
      'a person reads the 2 least sure (5.0 %): 2 errors remain',
    ]);
  });

  it('says a line for each share of many, and counts one error as one', () => {
    expect(abstentionLines(answers(2_000, [5, 25, 50, 1_999]))).toEqual([
      'a person reads the 20 least sure (1.0 %): 3 errors remain',
      'a person reads the 40 least sure (2.0 %): 2 errors remain',
      'a person reads the 100 least sure (5.0 %): 1 error remains',
    ]);
  });

  it('says nothing of no answers', () => {
    expect(abstentions([])).toEqual([]);
  });
});
