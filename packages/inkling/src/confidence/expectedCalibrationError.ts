import { equalMassBins, equalWidthBins, meanGap } from './reliability.js';

/**
 * Expected calibration error: answers are sorted into bins of equal width by their confidence, and in each bin the mean
 * confidence is compared with the share that is right; the mean difference, weighted by the bins' sizes, 0..1.
 * A bin holds its upper end, and the first one also 0. No answers give 0.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @see Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), equation 3
 *
 * @example
 * expectedCalibrationError([0.9, 0.9], [true, false]); // 0.4: sure of 90 %, right in 50 %
 */
export function expectedCalibrationError(
  confidences: readonly number[],
  correct: readonly boolean[],
  bins = 15,
): number {
  return meanGap(equalWidthBins(confidences, correct, bins));
}

/**
 * The same with bins of equal numbers of answers, 0..1: it also sees what goes on between 0.99 and 1.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @see Nixon, Dusenberry, Zhang, Jerfel and Tran, "Measuring Calibration in Deep Learning" (2019), section 3.3
 *
 * @example
 * adaptiveCalibrationError([0.99, 1], [false, true], 2); // 0.495
 */
export function adaptiveCalibrationError(
  confidences: readonly number[],
  correct: readonly boolean[],
  bins = 15,
): number {
  return meanGap(equalMassBins(confidences, correct, bins));
}
