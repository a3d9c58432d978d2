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
 * - unsure: `4, 62 %, but perhaps a 9 (35 %)`; the rivals are the rest of the prediction set (three at
 *   most are named), or else the runner-up
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

function answerOf({
  verdict,
  probabilities,
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
  const named = (rivals.length > 0 ? rivals : [runnerUp]).map(withProbability);
  // A list of nearly all digits says less than how many there are.
  const others = named.length > MOST_NAMED ? [`one of ${named.splice(MOST_NAMED - 1).length} others`] : [];
  return `${answer}, but perhaps ${orList([...named, ...others])}`;
}

function withArticle(digit: number): string {
  return `${digit === 8 ? 'an' : 'a'} ${digit}`;
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
