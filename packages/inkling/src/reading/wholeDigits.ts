import { loadCompactModel } from '../formats/compact/loadCompactModel.js';
import type { Sequential } from '../model/sequential.js';
import { stackImages } from './stackImages.js';
import { wholeDigitsModel } from './wholeDigits.generated.js';

/** Ten digits and, last, what is none. */
const CLASSES = 11;

let network: Sequential | undefined;

/**
 * Whether segments of a line are one whole digit: a small network of its own, since one that learnt digits alone takes
 * half a zero for a one and two zeros for an eight. It learnt from strings composed of MNIST's training digits
 * (scripts/train-whole-digits.mjs).
 *
 * @param views At least one, as `segmentViews` makes them.
 * @returns For each of them the probability, 0..1.
 */
export async function wholeDigits(views: readonly Uint8Array[]): Promise<number[]> {
  network ??= loadCompactModel(Uint8Array.from(atob(wholeDigitsModel), (character) => character.charCodeAt(0))).model;
  const outputs = await network.predict(stackImages(views));
  return views.map((_, i) => 1 - outputs[CLASSES * (i + 1) - 1]);
}
