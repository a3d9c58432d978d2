import { mixSeeds, Random } from '../random.js';

/**
 * Writes a changed copy of a sample to `out`: `image` and `out` hold the numbers of one sample (a picture's rows one
 * after another, 0..255) and are as long as each other. `out` holds another sample's rests, so every element must be
 * written; `image` must stay as it is. All chance comes from `random`, which starts anew for every sample of every
 * epoch: then the same seed gives the same bits, whatever the order, the batches and the threads, and also when training
 * goes on from an epoch in the middle. `label` is the sample's class, for changes that only some digits bear.
 *
 * @example
 * // Up to two pixels to the right, pictures of 28 × 28.
 * const shift: Augmentation = (image, random, out) => {
 *   const by = random.integer(3);
 *   out.fill(0);
 *   for (let row = 0; row < 28; row++) out.set(image.subarray(row * 28, row * 28 + 28 - by), row * 28 + by);
 * };
 */
export type Augmentation = (image: Uint8Array, random: Random, out: Uint8Array, label: number) => void;

/** Keeps what augmentation draws apart from what the order of samples and dropout draw with the same seed. */
const STREAM = 0x61756721;

/** The numbers that augmentation may draw for one sample (by its place in the data) in one epoch. */
export function augmentationRandom(seed: number, epoch: number, sample: number): Random {
  return new Random(mixSeeds(mixSeeds(mixSeeds(seed, STREAM), epoch), sample));
}
