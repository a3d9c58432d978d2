import { mixSeeds, Random } from '../../random.js';
import { blur } from '../augment/blur.js';
import { bell, happens } from '../augment/chance.js';
import { createPicture, type Picture, toBytes } from '../augment/picture.js';
import { drawDoctoredDigit } from './doctoredDigit.js';
import { drawGlyph } from './glyph.js';
import { drawScribble } from './scribble.js';
import { drawShape } from './shape.js';
import { drawSilhouette } from './silhouette.js';
import { drawTexture } from './texture.js';

/**
 * A digit to make something else of.
 *
 * @example
 * const digit: SourceDigit = { pixels: digits.images.subarray(0, 784), label: digits.labels[0] };
 */
export interface SourceDigit {
  /** `[28 × 28]`, 0 ground .. 255 ink. */
  readonly pixels: Uint8Array;
  readonly label: number;
}

/** What is drawn, and its share of all. */
const KINDS: readonly { readonly share: number; readonly draw: Draw }[] = [
  { share: 0.18, draw: drawScribble },
  { share: 0.27, draw: drawGlyph },
  { share: 0.14, draw: drawShape },
  { share: 0.15, draw: drawSilhouette },
  { share: 0.1, draw: drawTexture },
  { share: 0.16, draw: drawDoctoredDigit },
];

/** Draws onto a blank picture. */
type Draw = (picture: Picture, random: Random, digit: () => SourceDigit) => void;

const STREAM = 0x6e6f6469;

/**
 * Pictures that are no digits, white ink on black, to learn from what a digit is not: scribbles, letters and invented signs,
 * outlines and solid shapes, silhouettes, textures, and digits that were mirrored, laid on their side, cut up or mixed. A few of them will
 * look like digits all the same. The same seed gives the same bytes in every engine.
 *
 * @param digits To make something else of; at least one.
 * @returns `[count × 784]`, 0 ground .. 255 ink
 * @example
 * const pictures = drawNonDigits(100, 1, [{ pixels: digits.images.subarray(0, 784), label: digits.labels[0] }]);
 */
export function drawNonDigits(count: number, seed: number, digits: readonly SourceDigit[]): Uint8Array {
  const all = new Uint8Array(count * 784);
  const picture = createPicture();
  for (let i = 0; i < count; i++) {
    const random = new Random(mixSeeds(mixSeeds(seed, STREAM), i));
    picture.fill(0);
    kindFor(random.uniform())(picture, random, () => digits[random.integer(digits.length)]);
    if (happens(random, 0.4)) blur(picture, random.uniform(0.05, 0.3));
    if (happens(random, 0.2)) dim(picture, 1 - (0.4 * Math.abs(bell(random))) / 3);
    toBytes(picture, all.subarray(i * 784, (i + 1) * 784));
  }
  return all;
}

function kindFor(at: number): Draw {
  let left = at;
  const kind = KINDS.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return (kind ?? KINDS[0]).draw;
}

function dim(picture: Picture, factor: number): void {
  for (let i = 0; i < picture.length; i++) picture[i] *= factor;
}
