import { InklingError } from '../../errors.js';

/** Width and height of the pictures that are changed here, in px: MNIST's. */
export const SIDE = 28;

/** `[28 × 28]`, rows one after another, 0 ground .. 1 ink. */
export type Picture = Float32Array;

/** A blank picture. */
export function createPicture(): Picture {
  return new Float32Array(SIDE * SIDE);
}

/** @throws `training/invalid-argument` if the sample is no picture of 28 × 28 */
export function checkSample({ length }: Uint8Array): void {
  if (length === SIDE * SIDE) return;
  throw new InklingError(
    'training/invalid-argument',
    `This augmentation expects pictures of 28 × 28 px, 784 numbers each. Received ${length}. Bring pictures to that size first, or write an augmentation for yours.`,
  );
}

/** @throws `training/invalid-argument` if the sample is no picture of 28 × 28 */
export function fromBytes(bytes: Uint8Array, into: Picture): void {
  checkSample(bytes);
  for (let i = 0; i < bytes.length; i++) into[i] = bytes[i] / 255;
}

/** Rounds to 0..255; what lies outside 0..1 is cut off. */
export function toBytes(picture: Picture, into: Uint8Array): void {
  for (let i = 0; i < picture.length; i++) into[i] = Math.min(255, Math.max(0, picture[i] * 255 + 0.5));
}
