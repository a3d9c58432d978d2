/**
 * Expected calibration error: answers are sorted into bins of equal width by their confidence, and in each bin the mean
 * confidence is compared with the share that is right; the mean difference, weighted by the bins' sizes, 0..1.
 * A bin holds its upper end, and the first one also 0. No answers give 0.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @see Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), equation 3
 */
export function expectedCalibrationError(
  confidences: readonly number[],
  correct: readonly boolean[],
  bins = 15,
): number {
  const gaps = new Array<number>(bins).fill(0);
  confidences.forEach((confidence, i) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    gaps[bin] += (correct[i] ? 1 : 0) - confidence;
  });
  const total = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
  return confidences.length === 0 ? 0 : total / confidences.length;
}
