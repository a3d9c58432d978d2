import { percent } from './percent.js';
import { ranking } from './ranking.js';
import type { Verdict } from './verdict.js';

/**
 * What the sentence about one digit is made of.
 *
 * @example
 * const parts: SentenceParts = { verdict: 'sure', probabilities: [0.01, 0.99], candidates: [1], blank: false };
 */
export interface SentenceParts {
  readonly verdict: Verdict;
  /** `[10]`, what the product believes. */
  readonly probabilities: readonly number[];
  /** `[10]`, the network's one forward pass, where `probabilities` are more than that. */
  readonly softmax?: readonly number[];
  /** The prediction set, winner included. */
  readonly candidates: readonly number[];
  readonly blank: boolean;
  /** Why it is refused, if it is: `unlike any digit seen`. */
  readonly refusal?: string | undefined;
  /** Whether the probabilities may be taken at their word; true by default. */
  readonly isCalibrated?: boolean;
}

/**
 * The verdict on one digit in words, the same in the figure, the terminal and `--json`:
 *
 * - sure: `7, 99.8 %`
 * - unsure: `4, 62 %, but perhaps a 9 (35 %)`; the rivals are the rest of the prediction set, three at most, or else the
 *   runner-up
 * - unsure because of rivals that are hardly probable: `3, > 99.9 %, but 7 others are not ruled out`
 * - unsure because one pass of the network has another winner, which the set leaves out: `9, 71 %, but a single pass says 4 (59 %)`
 * - refused: `probably no digit: unlike any digit seen; if it is one, a 4 (62 %)`
 * - blank: `nothing to read: the picture is blank`
 *
 * Of a model without statistics `; uncalibrated` follows.
 *
 * @example
 * sentenceOf({ verdict: 'sure', probabilities: [0.01, 0.99], candidates: [1], blank: false }); // '1, 99 %'
 */
export function sentenceOf({ blank, isCalibrated = true, ...parts }: SentenceParts): string {
  if (blank) return 'nothing to read: the picture is blank';
  return isCalibrated ? answerOf(parts) : `${answerOf(parts)}; uncalibrated`;
}

/** Rivals that are named each. */
const MOST_NAMED = 3;
/** What `percent` calls `< 0.1 %`: not worth a name of its own. */
const HARDLY = 0.0005;

function answerOf({
  verdict,
  probabilities,
  softmax = probabilities,
  candidates,
  refusal,
}: Omit<SentenceParts, 'blank' | 'isCalibrated'>): string {
  const [winner, runnerUp] = ranking(probabilities);
  const withProbability = (digit: number) => `${withArticle(digit)} (${percent(probabilities[digit])})`;
  if (verdict === 'not-a-digit') {
    return `probably no digit${refusal ? `: ${refusal}` : ''}; if it is one, ${withProbability(winner)}`;
  }
  const answer = `${winner}, ${percent(probabilities[winner])}`;
  if (verdict === 'sure') return answer;
  const rivals = ranking(probabilities).filter((digit) => digit !== winner && candidates.includes(digit));
  if (rivals.length === 0) {
    const [passed] = ranking(softmax);
    if (passed !== winner) return `${answer}, but a single pass says ${passed} (${percent(softmax[passed])})`;
    rivals.push(runnerUp);
  }
  // A list of nearly all digits says less than how many there are.
  const probable = rivals.filter((digit) => !(probabilities[digit] < HARDLY));
  if (probable.length === 0) return `${answer}, but ${notRuledOut(rivals)}`;
  const nameAll = rivals.length <= MOST_NAMED && rivals.length - probable.length < 2;
  const named = nameAll ? rivals : probable.slice(0, MOST_NAMED - 1);
  const others = rivals.length - named.length;
  return `${answer}, but perhaps ${orList([...named.map(withProbability), ...(others > 0 ? [`one of ${others} others`] : [])])}`;
}

function notRuledOut(rivals: readonly number[]): string {
  const [first, ...more] = rivals;
  return more.length === 0 ? `${withArticle(first)} is not ruled out` : `${rivals.length} others are not ruled out`;
}

function withArticle(digit: number): string {
  return `${digit === 8 ? 'an' : 'a'} ${digit}`;
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
