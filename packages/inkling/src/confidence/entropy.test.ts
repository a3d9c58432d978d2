import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entropy } from './entropy.js';

it('counts bits', () => {
  expect(entropy([1, 0, 0])).toBe(0);
  expect(entropy([0.5, 0.5])).toBe(1);
  expect(entropy([0.5, 0.25, 0.25])).toBe(1.5);
  expect(entropy(new Array(10).fill(0.1))).toBeCloseTo(Math.log2(10), 12);
});

it('lies between none and that of ten equal digits', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(weights, (raw) => {
      const total = raw.reduce((sum, w) => sum + w, 0);
      fc.pre(total > 1e-6);
      const bits = entropy(raw.map((w) => w / total));
      expect(bits).toBeGreaterThanOrEqual(-1e-12);
      expect(bits).toBeLessThanOrEqual(Math.log2(10) + 1e-9);
    }),
  );
});
