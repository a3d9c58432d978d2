import { percent, ranking, sentenceOf, type Verdict, verdictOf, worstVerdict } from '../confidence/index.js';
import type { DigitReading, PictureReading } from './pictureReading.js';

/** What is known of one digit. */
export interface DigitEvidence {
  /** `[10]`, one pass on exactly the 28×28 that is shown. */
  readonly softmax: readonly number[];
  /** `[10]`, what is believed; the softmax where only one pass was made. */
  readonly probabilities?: readonly number[];
  /** Standard deviation of the winner's probability over all passes. */
  readonly spread?: number;
  /** `[x, y, width, height]` in px of the picture. */
  readonly box: readonly [number, number, number, number];
  /** Whether there was no ink to read. */
  readonly blank: boolean;
}

interface Told {
  readonly reading: DigitReading;
  readonly verdict: Verdict;
  readonly blank: boolean;
}

/**
 * What was found, in the words and fields of a reading: the digits of each line in reading order.
 *
 * @param share The probability that these are all digits, 0..1.
 * @param lines At least one line of at least one digit; a blank picture is one digit that is blank.
 */
export function describeDigits(
  lines: readonly (readonly DigitEvidence[])[],
  warnings: readonly string[],
  share = 1,
): PictureReading {
  const told = lines.map((line) => line.map(tell));
  const all = told.flat();
  const text = told.map((line) => line.map(({ reading, blank }) => (blank ? '' : reading.digit)).join('')).join('\n');
  const confidence = all.reduce((product, { reading, blank }) => product * (blank ? 0 : reading.probability), share);
  const verdict = worstVerdict(all.map((digit) => digit.verdict));
  return {
    text,
    confidence,
    verdict,
    sentence: all.length === 1 ? sentenceAbout(all[0]) : sentenceAboutAll(all, text, confidence, verdict),
    isDigit: null,
    warnings,
    digits: all.map(({ reading }) => reading),
  };
}

function tell({ softmax, probabilities = softmax, spread = 0, box, blank }: DigitEvidence): Told {
  const [digit] = ranking(probabilities);
  const candidates = [digit];
  const isDigit = null;
  const verdict = verdictOf({ softmax, probabilities, candidates, isDigit, blank });
  const probability = probabilities[digit];
  return { reading: { digit, probability, softmax, probabilities, candidates, isDigit, spread, box }, verdict, blank };
}

function sentenceAbout({ reading: { probabilities, candidates }, verdict, blank }: Told): string {
  return sentenceOf({ verdict, probabilities, candidates, blank });
}

/** `2026, 98 %`; where there is doubt, the most doubtful digit by its place: `2026, 61 %; digit 3: 2, 70 %, but perhaps a 7 (28 %)`. */
function sentenceAboutAll(all: readonly Told[], text: string, confidence: number, verdict: Verdict): string {
  const answer = `${text.replaceAll('\n', ' ')}, ${percent(confidence)}`;
  if (verdict === 'sure') return answer;
  const rank = ({ verdict: own, reading }: Told) => (own === verdict ? reading.probability : 2);
  const doubtful = all.reduce((worst, digit, i) => (rank(digit) < rank(all[worst]) ? i : worst), 0);
  return `${answer}; digit ${doubtful + 1}: ${sentenceAbout(all[doubtful])}`;
}
