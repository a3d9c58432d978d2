import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc } from './auroc.js';

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 });

describe('auroc', () => {
  it('agrees with pairs counted by hand', () => {
    expect(auroc([0.9, 0.8], [0.1, 0.8])).toBe(0.875);
    expect(auroc([2, 3], [0, 1])).toBe(1);
    expect(auroc([0], [1])).toBe(0);
  });

  it('is the share of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        expect(auroc(positives, negatives)).toBeCloseTo(
          pairs.reduce((sum: number, v) => sum + v, 0) / pairs.length,
          12,
        );
      }),
    );
  });

  it('knows nothing where one side is empty', () => {
    expect(auroc([], [1])).toBeNull();
    expect(auroc([1], [])).toBeNull();
  });
});
