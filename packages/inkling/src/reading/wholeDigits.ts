import { loadCompactModel } from '../formats/compact/loadCompactModel.js';
import type { Sequential } from '../model/sequential.js';
import { stackImages } from './stackImages.js';
import { wholeDigitsModel } from './wholeDigits.generated.js';

/** What the network says to segments that it sees beside their neighbours. */
export interface WholeDigit {
  /** 0..1, that they are one whole digit. */
  readonly whole: number;
  /** `[10]`, which digit if they are one. */
  readonly softmax: readonly number[];
}

/** Ten digits and, last, what is none. */
const CLASSES = 11;

let network: Sequential | undefined;

/**
 * Whether segments of a line are one whole digit, and which: a network of its own, since one that learnt digits alone takes
 * half a zero for a one, two zeros for an eight, and a zero that hangs together with its neighbours for a six. It learnt from
 * strings composed of MNIST's training digits (scripts/train-whole-digits.mjs).
 *
 * @param views At least one, as `segmentViews` makes them.
 * @returns An answer for each of them.
 */
export async function wholeDigits(views: readonly Uint8Array[]): Promise<WholeDigit[]> {
  network ??= loadCompactModel(Uint8Array.from(atob(wholeDigitsModel), (character) => character.charCodeAt(0))).model;
  const outputs = await network.predict(stackImages(views));
  return views.map((_, i) => {
    const own = outputs.subarray(CLASSES * i, CLASSES * (i + 1));
    const whole = own.subarray(0, CLASSES - 1).reduce((sum, p) => sum + p, 0);
    return { whole, softmax: Array.from(own.subarray(0, CLASSES - 1), (p) => p / Math.max(whole, Number.MIN_VALUE)) };
  });
}
