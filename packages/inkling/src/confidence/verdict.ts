import { ranking } from './ranking.js';

/**
 * How far an answer may be trusted, in one word.
 *
 * @example
 * const verdict: Verdict = worstVerdict(['sure', 'unsure']);
 */
export type Verdict = 'sure' | 'unsure' | 'not-a-digit';

/**
 * All that a verdict on one digit rests on.
 *
 * @example
 * const evidence: VerdictEvidence = {
 *   softmax: [0.01, 0.99],
 *   probabilities: [0.01, 0.99],
 *   candidates: [1],
 *   isDigit: null,
 *   blank: false,
 * };
 */
export interface VerdictEvidence {
  /** `[10]`, the network's one forward pass on the 28×28 that the figure shows. */
  readonly softmax: readonly number[];
  /** `[10]`, what the product believes: calibrated where the model carries statistics, else the softmax itself. */
  readonly probabilities: readonly number[];
  /** The prediction set, winner included; only the winner where the model carries no statistics. */
  readonly candidates: readonly number[];
  /** 0..1, how much this is a digit at all; `null` where the model carries no statistics for it. */
  readonly isDigit: number | null;
  /** Below this score of `isDigit` the answer is refused. Default 0.5. */
  readonly isDigitThreshold?: number;
  /** Whether there was no ink to read. */
  readonly blank: boolean;
}

/**
 * Below this score of `isDigit` an answer is refused.
 *
 * @example
 * IS_DIGIT_THRESHOLD; // 0.5
 */
export const IS_DIGIT_THRESHOLD = 0.5;

/** Below this probability a model without statistics does not count as sure. */
const SURE_WITHOUT_STATISTICS = 0.9;

/**
 * The verdict on one digit, as `docs/cli.md` words it: `not-a-digit` when blank or below the threshold; else `unsure` where
 * the winners of `softmax` and `probabilities` differ, `candidates` holds more than the winner, or a model without
 * statistics gives its winner less than 0.9; else `sure`.
 *
 * @example
 * const [softmax, candidates] = [[0.01, 0.99], [1]];
 * verdictOf({ softmax, probabilities: softmax, candidates, isDigit: null, blank: false }); // 'sure'
 */
export function verdictOf(evidence: VerdictEvidence): Verdict {
  const { softmax, probabilities, candidates, isDigit, isDigitThreshold = IS_DIGIT_THRESHOLD, blank } = evidence;
  if (blank || (isDigit !== null && isDigit < isDigitThreshold)) return 'not-a-digit';
  const [winner] = ranking(probabilities);
  if (ranking(softmax)[0] !== winner) return 'unsure';
  if (candidates.some((digit) => digit !== winner)) return 'unsure';
  // Asked this way round so that NaN is never sure.
  if (isDigit === null && !(probabilities[winner] >= SURE_WITHOUT_STATISTICS)) return 'unsure';
  return 'sure';
}

/**
 * The verdict on a picture: the worst of its digits'; a picture of none is `not-a-digit`.
 *
 * @example
 * worstVerdict(['sure', 'unsure']); // 'unsure'
 */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.includes('not-a-digit')) return 'not-a-digit';
  return verdicts.includes('unsure') ? 'unsure' : 'sure';
}
