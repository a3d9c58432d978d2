import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixSeeds, Random } from './random.js';

describe('Random', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const random = new Random(1);
    expect([random.nextUint32(), random.nextUint32(), random.nextUint32()]).toMatchInlineSnapshot(`
      [
        393288148,
        2174103013,
        3814759091,
      ]
    `);
  });

  it('stays inside its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (seed, bound) => {
        const random = new Random(seed);
        for (let i = 0; i < 20; i++) {
          const n = random.integer(bound);
          expect(Number.isInteger(n) && n >= 0 && n < bound).toBe(true);
        }
      }),
    );
  });

  it('fills the unit interval evenly', () => {
    const random = new Random(3);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random.uniform() * 10)]++;
    // Five standard deviations of a binomial of 100,000 and 1/10.
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9_000));
  });

  it('shuffles without losing or doubling anything', () => {
    const items = Int32Array.from({ length: 500 }, (_, i) => i);
    new Random(9).shuffle(items);
    expect([...items]).not.toEqual([...items].sort((a, b) => a - b));
    expect(new Set(items).size).toBe(500);
  });

  it('splits seeds so that neighbours differ', () => {
    const seeds = new Set(Array.from({ length: 1000 }, (_, i) => mixSeeds(1, i)));
    expect(seeds.size).toBe(1000);
  });
});
