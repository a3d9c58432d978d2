import type { GrayPicture } from './pixels.js';

/**
 * One step on the way from a picture to 28×28, for a person to look at.
 *
 * @example
 * for (const { name, sentence } of normalizeDigit(picture).stages) console.log(`${name}: ${sentence}`);
 */
export interface NormalizationStage {
  /**
   * `transparency`, `channel`, `background`, `polarity`, `threshold`, `pieces`, `crop`,
   * `strokes` or `place`; of several digits `lines` and `segment` instead of `pieces` and `crop`.
   */
  readonly name: string;
  /** What was done and why. */
  readonly sentence: string;
  /** The picture after the step, its longer side at most 480 px. */
  readonly picture: GrayPicture;
}
