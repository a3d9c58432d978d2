import type { Augmentation } from '../augmentation.js';
import { ratio } from './chance.js';
import { checkRange } from './checkRange.js';
import { linearMap } from './linearMap.js';
import { createPicture, fromBytes, SIDE, toBytes } from './picture.js';
import { warp } from './warp.js';

/**
 * How far pictures are changed at most; each is 0 by default, and every amount up to it is as likely.
 *
 * @example
 * const options: RandomAffineOptions = { shiftPx: 2, rotationDegrees: 10 };
 */
export interface RandomAffineOptions {
  /** Along each axis, in px, 0..28. */
  readonly shiftPx?: number;
  /** To either side, 0..180. */
  readonly rotationDegrees?: number;
  /** 0.1: from about 10 % smaller to 10 % larger; 0..1. */
  readonly scale?: number;
  /** 0.1: the top is moved against the bottom by up to a tenth of the height to either side; 0..1. */
  readonly shear?: number;
}

/**
 * Shifts, rotates, scales and shears each picture of 28 × 28 px anew in every epoch, around its middle.
 *
 * @throws InklingError `training/invalid-argument`
 * @example
 * await model.fit(digits, { epochs: 10, augment: randomAffine({ shiftPx: 2, rotationDegrees: 10, scale: 0.1 }) });
 */
export function randomAffine(options: RandomAffineOptions): Augmentation {
  const { shiftPx = 0, rotationDegrees = 0, scale = 0, shear = 0 } = options;
  checkRange('randomAffine: shiftPx', shiftPx, 0, SIDE);
  checkRange('randomAffine: rotationDegrees', rotationDegrees, 0, 180);
  checkRange('randomAffine: scale', scale, 0, 1);
  checkRange('randomAffine: shear', shear, 0, 1);
  const picture = createPicture();
  const middle = SIDE / 2;
  return (image, random, out) => {
    fromBytes(image, picture);
    const either = (most: number) => random.uniform(-most, most);
    const to: [number, number] = [middle + either(shiftPx), middle + either(shiftPx)];
    const rotation = (either(rotationDegrees) * Math.PI) / 180;
    const map = linearMap({ rotation, scale: ratio(either(scale)), shear: either(shear) });
    warp(picture, { map, from: [middle, middle], to });
    toBytes(picture, out);
  };
}
