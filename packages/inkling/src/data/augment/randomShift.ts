import { InklingError } from '../../errors.js';
import type { Augmentation } from '../augmentation.js';
import { checkSample, SIDE } from './picture.js';

/**
 * How far pictures are moved at most.
 *
 * @example
 * const options: RandomShiftOptions = { shiftPx: 1 };
 */
export interface RandomShiftOptions {
  /** Whole px along each axis, 0..27; every number up to it is as likely, to either side. */
  readonly shiftPx: number;
}

/**
 * Moves each picture of 28 × 28 px by whole pixels, anew in every epoch; what leaves it is lost. It costs next to nothing, so that
 * it pays off even where an epoch takes a second; `randomAffine` moves by parts of a pixel, too.
 *
 * @throws InklingError `training/invalid-argument`
 * @example
 * await model.fit(digits, { epochs: 10, augment: randomShift({ shiftPx: 1 }) });
 */
export function randomShift({ shiftPx }: RandomShiftOptions): Augmentation {
  if (!(Number.isInteger(shiftPx) && shiftPx >= 0 && shiftPx < SIDE)) {
    throw new InklingError(
      'training/invalid-argument',
      `randomShift: shiftPx must be a whole number from 0 to ${SIDE - 1}. Received ${shiftPx}.`,
    );
  }
  return (image, random, out) => {
    checkSample(image);
    const [right, down] = [random.integer(2 * shiftPx + 1) - shiftPx, random.integer(2 * shiftPx + 1) - shiftPx];
    const by = down * SIDE + right;
    if (by >= 0) out.fill(0, 0, by).set(image.subarray(0, image.length - by), by);
    else out.fill(0, image.length + by).set(image.subarray(-by));
    // What left a row on one side has come into the next on the other.
    const [from, to] = right > 0 ? [0, right] : [SIDE + right, SIDE];
    for (let row = 0; row < SIDE; row++) for (let column = from; column < to; column++) out[row * SIDE + column] = 0;
  };
}
