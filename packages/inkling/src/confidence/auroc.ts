/**
 * Area under the ROC curve: the probability that a positive's score is above a negative's, ties counting half; 1 tells all
 * apart, 0.5 is chance. `null` where either side is empty.
 *
 * Source: the Mann–Whitney statistic; Hanley and McNeil, "The Meaning and Use of the Area under a Receiver Operating
 * Characteristic (ROC) Curve" (1982).
 *
 * @param positives Scores that should be high, such as `isDigit` of digits.
 * @param negatives Scores that should be low, such as `isDigit` of trousers.
 *
 * @example
 * auroc([0.9, 0.8], [0.1, 0.8]); // (1 + 1 + 1 + ½) / 4 = 0.875
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const low = negatives.toSorted((a, b) => a - b);
  const wins = positives.reduce(
    (sum, score) => sum + (countBelow(low, score, false) + countBelow(low, score, true)) / 2,
    0,
  );
  return wins / (positives.length * negatives.length);
}

/** How many of the sorted values lie below the limit, or, with `orEqual`, not above it. */
function countBelow(sorted: readonly number[], limit: number, orEqual: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < limit || (orEqual && sorted[middle] === limit)) from = middle + 1;
    else to = middle;
  }
  return from;
}
