import type { Verdict } from '../confidence/index.js';

/**
 * What was read in one place of a picture.
 *
 * @example
 * const [digit]: readonly DigitReading[] = (await readPicture(model, picture)).reading.digits;
 */
export interface DigitReading {
  /** 0..9, the winner of `probabilities`. */
  readonly digit: number;
  /** 0..1, the winner's own. */
  readonly probability: number;
  /** `[10]`, one forward pass on exactly the 28×28 that the figure shows. */
  readonly softmax: readonly number[];
  /**
   * `[10]`, what is believed: the mean over all passes on the digit's normalisations and slightly changed copies of them; in a line of
   * several digits one pass, weighed with what a second network says that sees the digit beside its neighbours.
   */
  readonly probabilities: readonly number[];
  /** The prediction set, winner included. */
  readonly candidates: readonly number[];
  /** 0..1, whether this is a digit at all; `null` where the model carries no statistics for it. */
  readonly isDigit: number | null;
  /** Standard deviation of the winner's probability over these passes; 0 where only one was made. */
  readonly spread: number;
  /** `[x, y, width, height]` in px of the picture. */
  readonly box: readonly [number, number, number, number];
}

/**
 * What was read in a picture. `inkling predict --json` prints exactly this, with the file before it.
 *
 * @example
 * const { text, verdict, sentence }: PictureReading = (await readPicture(model, picture)).reading;
 */
export interface PictureReading {
  /** The digits, left to right; `''` only for a blank picture. */
  readonly text: string;
  /** 0..1, the probability that all of `text` is right; 0 for a blank picture. */
  readonly confidence: number;
  /** The worst of the digits'. */
  readonly verdict: Verdict;
  /** The verdict in words, as the figure has it. */
  readonly sentence: string;
  /** The lowest of the digits'. */
  readonly isDigit: number | null;
  /** What may be wrong with the picture, in words. */
  readonly warnings: readonly string[];
  /** One for each character of `text`; one (the whole picture) for a blank one. */
  readonly digits: readonly DigitReading[];
}
