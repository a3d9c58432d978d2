/**
 * Answers of about the same confidence.
 *
 * @example
 * const bins: readonly ReliabilityBin[] = equalWidthBins([0.9], [true], 10);
 */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean confidence of its answers, 0..1; `null` where there are none. */
  readonly confidence: number | null;
  /** Share of its answers that are right, 0..1; `null` where there are none. */
  readonly accuracy: number | null;
}

/**
 * What a reliability diagram draws, bins of equal width: bin i holds the confidences in (i/bins, (i + 1)/bins], the first
 * one also 0. Where a network is honest, confidence and accuracy of each bin agree.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @see Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), section 2
 *
 * @example
 * equalWidthBins([0.2, 0.9, 0.7], [false, true, false], 2); // bins of 1 and of 2 answers
 */
export function equalWidthBins(
  confidences: readonly number[],
  correct: readonly boolean[],
  bins = 15,
): ReliabilityBin[] {
  const members: number[][] = Array.from({ length: bins }, () => []);
  confidences.forEach((confidence, i) => {
    members[Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1))].push(i);
  });
  return members.map((indices) => summarize(indices, confidences, correct));
}

/**
 * Bins of equal numbers of answers (they differ by 1 at most), from the least to the most confident. Almost all answers of
 * a good network lie above 0.99, where bins of equal width see nothing.
 *
 * @param confidences `[n]`, 0..1, the probability of each answer.
 * @param correct `[n]`, whether it was right.
 * @see Nixon, Dusenberry, Zhang, Jerfel and Tran, "Measuring Calibration in Deep Learning" (2019), section 3.3
 *
 * @example
 * equalMassBins([0.2, 0.9, 0.7], [false, true, false], 3); // a bin for each answer
 */
export function equalMassBins(
  confidences: readonly number[],
  correct: readonly boolean[],
  bins = 15,
): ReliabilityBin[] {
  const order = confidences.map((_, i) => i).sort((a, b) => confidences[a] - confidences[b] || a - b);
  return Array.from({ length: bins }, (_, bin) => {
    const indices = order.slice(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins));
    return summarize(indices, confidences, correct);
  });
}

/** The bins' mean gap between confidence and accuracy, weighted by their sizes, 0..1; 0 where there are no answers. */
export function meanGap(bins: readonly ReliabilityBin[]): number {
  const answers = bins.reduce((sum, { count }) => sum + count, 0);
  const gaps = bins.reduce(
    (sum, { count, confidence, accuracy }) => sum + count * Math.abs((accuracy ?? 0) - (confidence ?? 0)),
    0,
  );
  return answers === 0 ? 0 : gaps / answers;
}

function summarize(
  indices: readonly number[],
  confidences: readonly number[],
  correct: readonly boolean[],
): ReliabilityBin {
  const count = indices.length;
  if (count === 0) return { count, confidence: null, accuracy: null };
  return {
    count,
    confidence: indices.reduce((sum, i) => sum + confidences[i], 0) / count,
    accuracy: indices.reduce((sum, i) => sum + (correct[i] ? 1 : 0), 0) / count,
  };
}
