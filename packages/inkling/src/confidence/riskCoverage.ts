/**
 * What remains when the least sure answers are given to a person.
 *
 * @example
 * const curve: readonly RiskCoveragePoint[] = riskCoverage([0.9, 0.6], [true, false]);
 */
export interface RiskCoveragePoint {
  /** Share of the answers that are kept, 0..1. */
  readonly coverage: number;
  /** Share of the kept answers that are wrong, 0..1. */
  readonly risk: number;
  /** Wrong answers among those kept. */
  readonly errors: number;
  /** The lowest confidence among those kept, 0..1. */
  readonly threshold: number;
}

/**
 * The risk–coverage curve, a point for each place where it may be cut, from the surest answers to all of them. Answers of
 * equal confidence stand or fall together.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @see El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification" (2010)
 *
 * @example
 * riskCoverage([0.9, 0.6], [true, false]); // at half of the answers no error, at all of them one
 */
export function riskCoverage(confidences: readonly number[], correct: readonly boolean[]): RiskCoveragePoint[] {
  const order = confidences.map((_, i) => i).sort((a, b) => confidences[b] - confidences[a] || a - b);
  const points: RiskCoveragePoint[] = [];
  let errors = 0;
  order.forEach((index, place) => {
    if (!correct[index]) errors++;
    const kept = place + 1;
    const threshold = confidences[index];
    if (kept < order.length && confidences[order[kept]] === threshold) return;
    points.push({ coverage: kept / order.length, risk: errors / kept, errors, threshold });
  });
  return points;
}

/**
 * "Refuse the k % least sure and this many errors remain": the last point of the curve that keeps no more than
 * `1 − refused` of the answers; nothing where even the surest are more than that.
 *
 * @param refused Share that a person reads, 0..1.
 *
 * @example
 * afterRefusing(riskCoverage([0.9, 0.6], [true, false]), 0.5); // { errors: 0, … }
 */
export function afterRefusing(curve: readonly RiskCoveragePoint[], refused: number): RiskCoveragePoint | undefined {
  return curve.findLast(({ coverage }) => coverage <= 1 - refused + 1e-12);
}
