import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inContext } from './inContext.js';

const distribution = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 })
  .filter((weights) => weights.some((weight) => weight > 0.01))
  .map((weights) => {
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return weights.map((weight) => weight / sum);
  });
const flat = new Array<number>(10).fill(0.1);
const only = (digit: number) => flat.map((_, i) => (i === digit ? 1 : 0));

describe('inContext', () => {
  it('is a distribution that agrees where both agree on the winner', () => {
    fc.assert(
      fc.property(distribution, distribution, (alone, beside) => {
        const both = inContext(alone, beside);
        expect(both.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        const winner = alone.indexOf(Math.max(...alone));
        if (beside.indexOf(Math.max(...beside)) === winner) expect(both.indexOf(Math.max(...both))).toBe(winner);
      }),
    );
  });

  it('is what the digit alone says where its neighbours say nothing', () => {
    const alone = flat.map((_, i) => (i + 1) / 55);
    for (const [i, p] of inContext(alone, flat).entries()) expect(p).toBeCloseTo(alone[i], 9);
  });

  it('lets neighbours decide where the digit alone is torn, and rules nothing out', () => {
    const torn = flat.map((_, i) => (i === 0 || i === 6 ? 0.5 : 0));
    expect(inContext(torn, only(0))[0]).toBeGreaterThan(0.99);
    expect(inContext(only(6), only(0))[6]).toBeGreaterThan(0.5);
    expect(Math.min(...inContext(only(6), only(0)))).toBeGreaterThan(0);
  });
});
