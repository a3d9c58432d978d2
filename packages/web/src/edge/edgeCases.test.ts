import { describe, expect, it } from 'vitest';
import { edgeCasesOf, pairsOf, select } from './edgeCases.js';

/** `[10]` with these probabilities, the rest on 0. */
function row(parts: Readonly<Record<number, number>>): readonly number[] {
  const all = new Array<number>(10).fill(0);
  for (const [digit, p] of Object.entries(parts)) all[Number(digit)] = p;
  return all;
}

const softmax = [
  row({ 4: 0.5, 9: 0.5 }),
  row({ 7: 1 }),
  row({ 9: 0.7, 4: 0.3 }),
  row({ 3: 0.99, 5: 0.01 }),
  row({ 1: 0.4, 7: 0.3, 2: 0.3 }),
];
const digits = { count: 5, images: new Uint8Array(5 * 784), labels: Uint8Array.of(4, 7, 4, 5, 1), softmax };

describe('edge cases', () => {
  const cases = edgeCasesOf(digits);
  const indices = (chosen: readonly { index: number }[]) => chosen.map(({ index }) => index);

  it('are the digits without a clear lead, and those that are wrong', () => {
    expect(indices(cases)).toEqual([0, 2, 3, 4]);
  });

  it('fall into pairs, the most frequent first', () => {
    expect(pairsOf(cases)).toEqual([
      { digits: [4, 9], count: 2 },
      { digits: [1, 2], count: 1 },
      { digits: [3, 5], count: 1 },
    ]);
  });

  it('are sorted by lead, by entropy and by the sureness of mistakes', () => {
    expect(indices(select(cases, 'margin'))).toEqual([0, 4, 2, 3]);
    expect(indices(select(cases, 'entropy'))).toEqual([4, 0, 2, 3]);
    expect(indices(select(cases, 'wrong'))).toEqual([3, 2]);
  });

  it('are filtered by pair', () => {
    expect(indices(select(cases, 'margin', [4, 9]))).toEqual([0, 2]);
  });
});
