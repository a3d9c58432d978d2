import {
  applyCalibration,
  type ConfidenceStatistics,
  type ConformalThreshold,
  percent,
  predictionSet,
  ranking,
  type SetOptions,
  sentenceOf,
  thresholdAt,
  type Verdict,
  verdictOf,
  worstVerdict,
} from '../confidence/index.js';
import type { DigitReading, PictureReading } from './pictureReading.js';

/** What is known of one digit. */
export interface DigitEvidence {
  /** `[10]`, one pass on exactly the 28×28 that is shown. */
  readonly softmax: readonly number[];
  /** `[10]`, what is believed, not calibrated yet: the mean over all passes, in a line one pass and what the neighbours say; the softmax where it is missing. */
  readonly probabilities?: readonly number[];
  /** Standard deviation of the winner's probability over all passes. */
  readonly spread?: number;
  /** `[x, y, width, height]` in px of the picture. */
  readonly box: readonly [number, number, number, number];
  /** Whether there was no ink to read. */
  readonly blank: boolean;
  /** 0..1, whether this is a digit at all; `null` where nobody can say. */
  readonly isDigit?: number | null;
  /** Why it is refused, if it is. */
  readonly refusal?: string;
}

/** What makes answers honest: statistics of the model, and the prediction sets that were asked for. */
export interface Honesty {
  readonly statistics: ConfidenceStatistics;
  readonly sets: ConformalThreshold;
}

/** Nothing for a model without statistics. */
export function honestyOf({
  statistics,
  ...sets
}: SetOptions & { statistics?: ConfidenceStatistics | undefined }): Honesty | undefined {
  return statistics && { statistics, sets: thresholdAt(statistics, sets) };
}

interface Told {
  readonly reading: DigitReading;
  readonly verdict: Verdict;
  readonly blank: boolean;
  readonly refusal: string | undefined;
  readonly isCalibrated: boolean;
}

/**
 * What was found, in the words and fields of a reading: the digits of each line in reading order.
 *
 * @param lines At least one line of at least one digit; a blank picture is one digit that is blank.
 * @param options.share The probability that these are all digits, 0..1; 1 by default.
 * @param options.honesty What makes the answers honest; without it they are the network's own.
 */
export function describeDigits(
  lines: readonly (readonly DigitEvidence[])[],
  warnings: readonly string[],
  { share = 1, honesty }: { share?: number; honesty?: Honesty | undefined } = {},
): PictureReading {
  const told = lines.map((line) => line.map((digit) => tell(digit, honesty)));
  const all = told.flat();
  const text = told.map((line) => line.map(({ reading, blank }) => (blank ? '' : reading.digit)).join('')).join('\n');
  const confidence = all.reduce((product, { reading, blank }) => product * (blank ? 0 : reading.probability), share);
  const verdict = worstVerdict(all.map((digit) => digit.verdict));
  return {
    text,
    confidence,
    verdict,
    sentence: all.length === 1 ? sentenceAbout(all[0]) : sentenceAboutAll(all, { text, confidence, verdict, share }),
    isDigit: honesty ? Math.min(...all.map(({ reading }) => reading.isDigit ?? 0)) : null,
    warnings,
    digits: all.map(({ reading }) => reading),
  };
}

function tell(evidence: DigitEvidence, honesty: Honesty | undefined): Told {
  const { softmax, spread = 0, box, blank, isDigit = null, refusal } = evidence;
  const seen = evidence.probabilities ?? softmax;
  const probabilities = honesty ? applyCalibration(seen, honesty.statistics.calibration) : seen;
  const [digit] = ranking(probabilities);
  const candidates = honesty ? predictionSet(probabilities, honesty.sets) : [digit];
  const verdict = verdictOf({ softmax, probabilities, candidates, isDigit, blank });
  const probability = probabilities[digit];
  const reading = { digit, probability, softmax, probabilities, candidates, isDigit, spread, box };
  return { reading, verdict, blank, refusal, isCalibrated: honesty !== undefined };
}

function sentenceAbout({
  reading: { softmax, probabilities, candidates },
  verdict,
  blank,
  refusal,
  isCalibrated,
}: Told): string {
  return sentenceOf({ verdict, softmax, probabilities, candidates, blank, refusal, isCalibrated });
}

/** From this share on of all ways to part the digits there is little doubt about the one that was taken. */
const LIKELY = 0.9;

/** `2026, 98 %`; where there is doubt, the most doubtful digit by its place: `2026, 61 %; digit 3: 2, 70 %, but perhaps a 7 (28 %)`. */
function sentenceAboutAll(
  all: readonly Told[],
  { text, confidence, verdict, share }: { text: string; confidence: number; verdict: Verdict; share: number },
): string {
  const answer = `${text.replaceAll('\n', ' ')}, ${percent(confidence)}`;
  if (verdict === 'sure') {
    const parted = share < LIKELY ? ': where one digit ends and the next begins is doubtful' : '';
    return `${answer}${parted}${all[0].isCalibrated ? '' : '; uncalibrated'}`;
  }
  const rank = ({ verdict: own, reading }: Told) => (own === verdict ? reading.probability : 2);
  const doubtful = all.reduce((worst, digit, i) => (rank(digit) < rank(all[worst]) ? i : worst), 0);
  return `${answer}; digit ${doubtful + 1}: ${sentenceAbout(all[doubtful])}`;
}
