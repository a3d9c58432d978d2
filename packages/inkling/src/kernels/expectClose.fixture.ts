import { expect } from 'vitest';

/** ε of float32: the largest relative error of one rounding. */
export const EPSILON = 2 ** -24;

/**
 * The most that a float32 sum of k products can be wrong, given the sum of their absolute values: γ_k·Σ|a·b| with
 * γ_k = kε / (1 − kε) (Higham, Accuracy and Stability of Numerical Algorithms, eq. 3.5). Holds for any order and for
 * fused and separate rounding. Two more roundings are allowed for what surrounds the sum.
 */
export function sumTolerance(k: number, magnitude: ArrayLike<number>): Float64Array {
  const roundings = (k + 2) * EPSILON;
  return Float64Array.from(magnitude, (value) => (roundings / (1 - roundings)) * value + 1e-37);
}

/**
 * Every |actual − expected| is at most its tolerance. It is the bound that must hold, not its violation that must be
 * found: so that not-a-number fails.
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number | ArrayLike<number>,
  name = 'values',
): void {
  expect(actual.length, `number of ${name}`).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const bound = typeof tolerance === 'number' ? tolerance : tolerance[i];
    if (Math.abs(actual[i] - expected[i]) <= bound) continue;
    expect.fail(`${name}[${i}] is ${actual[i]}, expected ${expected[i]} ± ${bound}`);
  }
}
