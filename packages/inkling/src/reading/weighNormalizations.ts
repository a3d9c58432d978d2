import { ranking } from '../confidence/index.js';
import type { Normalizations, NormalizedDigit } from '../image/normalizeDigit.js';
import type { Sequential } from '../model/sequential.js';
import { averageOf } from './averagedPasses.js';
import { jitters } from './jitters.js';
import { predictSoftmax } from './predictSoftmax.js';
import { stackImages } from './stackImages.js';

/** What the network says to a digit, and to which of its normalisations it says so most surely. */
export interface WeighedDigit {
  readonly normalized: NormalizedDigit;
  /** `[10]`, the one pass on exactly `normalized.pixels`. */
  readonly softmax: readonly number[];
  /** `[10]`, the mean over all normalisations and their jitters: where they disagree none is sure. */
  readonly probabilities: readonly number[];
  /** Standard deviation of the winner's probability over all passes. */
  readonly spread: number;
  /** `[ways][10]`, the one pass on each normalisation. */
  readonly single: readonly (readonly number[])[];
}

/**
 * Lets the network weigh rival normalisations of one digit: it is asked about each of them and about slightly changed copies of
 * each, seven passes a normalisation. The winner is that of the mean, so that nothing gains by being seen in several ways; shown
 * is the normalisation that speaks for the winner most surely, the first one where none does.
 *
 * @throws InklingError `model/wrong-input`, `model/not-finite`
 */
export async function weighNormalizations(model: Sequential, ways: Normalizations): Promise<WeighedDigit> {
  const copies = ways.map(({ pixels }) => [pixels, ...jitters(pixels)]);
  const passes = await predictSoftmax(model, stackImages(copies.flat()));
  const { probabilities, spread } = averageOf(passes);
  const [winner] = ranking(probabilities);
  const own = ways.map((_, i) => passes[i * copies[0].length]);
  const surest = own.reduce((best, pass, i) => (sureness(pass, winner) > sureness(own[best], winner) ? i : best), 0);
  return { normalized: ways[surest], softmax: own[surest], probabilities, spread, single: own };
}

/** How sure a pass is of a digit; nothing where another one wins. */
function sureness(pass: readonly number[], digit: number): number {
  return ranking(pass)[0] === digit ? pass[digit] : 0;
}
