import { describe, expect, it } from 'vitest';
import { type EdgeCase, edgeCases } from './edgeCases.js';

/** Of each image the probabilities of three digits, and the spread. */
function evaluationOf(...answers: [probabilities: number[], spread: number][]) {
  return { readings: answers.map(([probabilities, spread]) => ({ digits: [{ probabilities, spread }] })) };
}

const evaluation = evaluationOf(
  [[0.9, 0.1, 0], 0.3],
  // Two digits at nearly the same: the smallest margin, and less than a bit more than one.
  [[0.5, 0.49, 0.01], 0.1],
  // Three that are about equal: the highest entropy.
  [[0.4, 0.3, 0.3], 0],
);

describe('edgeCases', () => {
  it.each([
    ['margin', [1, 2, 0]],
    ['entropy', [2, 1, 0]],
    ['spread', [0, 1, 2]],
  ] as const)('ranks by %s', (by, order) => {
    expect(edgeCases(evaluation, 3, by).map(({ index }) => index)).toEqual(order);
    expect(edgeCases(evaluation, 2, by)).toHaveLength(2);
  });

  it('ranks by margin unless asked otherwise, and tells all three of each', () => {
    const [{ index, ...first }]: EdgeCase[] = edgeCases(evaluation, 1);
    expect(index).toBe(1);
    const bits = -(0.5 * Math.log2(0.5) + 0.49 * Math.log2(0.49) + 0.01 * Math.log2(0.01));
    expect(first).toEqual({
      margin: expect.closeTo(0.01, 12),
      entropy: expect.closeTo(bits, 12),
      spread: 0.1,
    });
  });

  it('takes the earlier of equals first', () => {
    const equal = evaluationOf([[0.6, 0.4], 0], [[0.6, 0.4], 0]);
    for (const by of ['margin', 'entropy', 'spread'] as const)
      expect(edgeCases(equal, 2, by).map(({ index }) => index)).toEqual([0, 1]);
  });
});
