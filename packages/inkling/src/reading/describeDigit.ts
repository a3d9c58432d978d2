import { ranking, sentenceOf, verdictOf } from '../confidence/index.js';
import type { NormalizedDigit } from '../image/normalizeDigit.js';
import type { PictureReading } from './pictureReading.js';

/** What a single pass says about a picture of one digit, in the words and fields of a reading. */
export function describeDigit(
  softmax: readonly number[],
  { blank, box, warnings }: Pick<NormalizedDigit, 'blank' | 'box' | 'warnings'>,
): PictureReading {
  const [digit] = ranking(softmax);
  const probability = softmax[digit];
  const candidates = [digit];
  const isDigit = null;
  const verdict = verdictOf({ softmax, probabilities: softmax, candidates, isDigit, blank });
  return {
    text: blank ? '' : String(digit),
    confidence: blank ? 0 : probability,
    verdict,
    sentence: sentenceOf({ verdict, probabilities: softmax, candidates, blank }),
    isDigit,
    warnings,
    digits: [{ digit, probability, softmax, probabilities: softmax, candidates, isDigit, spread: 0, box }],
  };
}
