import type { Augmentation } from '../augmentation.js';
import { imitateCamera } from './camera.js';
import { happens } from './chance.js';
import { checkRange } from './checkRange.js';
import { imitateHand } from './hand.js';
import { createPicture, fromBytes, toBytes } from './picture.js';

/**
 * How hard the robust augmentation works.
 *
 * @example
 * const options: RobustOptions = { strength: 0.5 };
 */
export interface RobustOptions {
  /** How much is changed and how often, 0..1.5; 1 by default, 0 changes nothing. */
  readonly strength?: number;
  /** Share of the pictures that are changed by only a third of that, so that plain digits stay in sight; 0.2 by default. */
  readonly lightShare?: number;
}

/**
 * Imitates pens, people, paper and cameras on MNIST's pictures, so that a network reads those that it has never seen: forms that
 * other countries write, thick and thin pens, slant, turn and unsteady hands, broken strokes; then ruled lines, blur, low
 * resolution, hard and soft contrast, faint and uneven ink, grain and dust. What changes is drawn from the sample's `random`
 * alone, by operations that every engine rounds alike.
 *
 * @throws InklingError `training/invalid-argument`
 * @example
 * await model.fit(digits, { epochs: 20, augment: robustAugmentation() });
 */
export function robustAugmentation({ strength = 1, lightShare = 0.2 }: RobustOptions = {}): Augmentation {
  checkRange('robustAugmentation: strength', strength, 0, 1.5);
  checkRange('robustAugmentation: lightShare', lightShare, 0, 1);
  const picture = createPicture();
  return (image, random, out, digit) => {
    const amount = happens(random, lightShare) ? strength / 3 : strength;
    fromBytes(image, picture);
    imitateHand(picture, digit, amount, random);
    imitateCamera(picture, amount, random);
    toBytes(picture, out);
  };
}
