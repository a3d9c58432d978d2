import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPath, type PathCosts } from './bestPath.js';

/** All ways to take `segments` apart with their costs, one after another. */
function* allWays(costs: PathCosts, from = 0): Generator<{ digits: [number, number][]; cost: number }> {
  if (from === costs.segments) yield { digits: [], cost: 0 };
  if (from >= costs.segments) return;
  for (const rest of allWays(costs, from + 1)) yield { digits: rest.digits, cost: costs.skip(from) + rest.cost };
  for (let to = from + 1; to <= costs.segments; to++) {
    const cost = costs.digit(from, to) + (from > 0 ? costs.split(from) : 0);
    for (const rest of allWays(costs, to)) yield { digits: [[from, to], ...rest.digits], cost: cost + rest.cost };
  }
}

describe('bestPath', () => {
  it('is the cheapest of all ways, and knows what share of them reads the same', () => {
    const costList = fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), costList, (segments, costs) => {
        const given: PathCosts = {
          segments,
          digit: (from, to) => (to - from > 3 ? Number.POSITIVE_INFINITY : costs[from * 7 + to]),
          skip: (at) => costs[45 + at],
          split: (at) => costs[52 + at],
          reads: (from, to) => (from * 5 + to) % 2,
        };
        const textOf = (digits: readonly (readonly [number, number])[]) =>
          digits.map((own) => given.reads(...own)).join('');
        const ways = [...allWays(given)];
        const path = bestPath(given);
        const least = Math.min(...ways.map(({ cost }) => cost));
        expect(path.cost).toBeCloseTo(least, 9);
        const own = ways.find(({ digits }) => JSON.stringify(digits) === JSON.stringify(path.digits));
        expect(own?.cost).toBeCloseTo(least, 9);
        const weigh = (some: typeof ways) => some.reduce((sum, { cost }) => sum + Math.exp(-cost), 0);
        const same = ways.filter(({ digits }) => textOf(digits) === textOf(path.digits));
        expect(path.share).toBeCloseTo(weigh(same) / weigh(ways), 9);
      }),
      { numRuns: 100 },
    );
  });

  it('has nothing to read in no segments', () => {
    const none = { segments: 0, digit: () => 0, skip: () => 0, split: () => 0, reads: () => 0 };
    expect(bestPath(none)).toEqual({ digits: [], cost: 0, share: 1 });
  });
});
