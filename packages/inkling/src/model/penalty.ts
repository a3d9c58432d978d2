import type { Weight } from '../layers/index.js';

/** What the weights cost by their regularizers, in float64: l1 · Σ|w| + l2 · Σw² of each. */
export function penaltyOf(weights: readonly Weight[]): number {
  let penalty = 0;
  for (const { values, regularizer } of weights) {
    if (!regularizer) continue;
    const { l1, l2 } = regularizer;
    for (const value of values) penalty += l1 * Math.abs(value) + l2 * value * value;
  }
  return penalty;
}
