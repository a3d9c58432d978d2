import { InklingError } from '../errors.js';
import { luma } from '../image/grayscale.js';
import { type Normalizations, type NormalizedDigit, normalizations } from '../image/normalizeDigit.js';
import type { Pixels } from '../image/pixels.js';
import type { Sequential } from '../model/sequential.js';
import { describeDigits } from './describeDigits.js';
import type { PictureReading } from './pictureReading.js';
import { weighNormalizations } from './weighNormalizations.js';

/**
 * How a picture is read.
 *
 * @example
 * const options: ReadOptions = { normalize: false };
 */
export interface ReadOptions {
  /** `false` takes a picture of 28×28 px as it is, white ink on black; `true` by default. */
  readonly normalize?: boolean;
}

/**
 * Reads the digit in a picture: brings it into MNIST's form, in several ways where that is worth asking, lets the network
 * weigh them and slightly changed copies, and says how far to trust the answer.
 *
 * @returns The reading, and the 28×28 that the network saw with the steps that led there.
 * @throws InklingError `picture/zero-size`, `picture/not-28x28`, `model/wrong-input`, `model/not-finite`
 * @example
 * const { reading } = await readPicture(model, picture);
 * console.log(reading.sentence); // 4, 62 %, but perhaps a 9 (35 %)
 */
export async function readPicture(
  model: Sequential,
  picture: Pixels,
  { normalize = true }: ReadOptions = {},
): Promise<{ reading: PictureReading; normalized: NormalizedDigit }> {
  const ways: Normalizations = normalize ? normalizations(picture) : [asItIs(picture)];
  const { normalized, ...evidence } = await weighNormalizations(model, ways);
  return { reading: describeDigits([[{ ...normalized, ...evidence }]], normalized.warnings), normalized };
}

/** The picture's lightness (ITU-R BT.601) on a black ground, unchanged where it is grey. */
function asItIs({ width, height, data }: Pixels): NormalizedDigit {
  if (width !== 28 || height !== 28) {
    throw new InklingError(
      'picture/not-28x28',
      `Without normalisation a picture must be 28 × 28 px, this one is ${width} × ${height}. Leave --no-normalize out.`,
    );
  }
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [red, green, blue, alpha] = data.subarray(4 * i, 4 * i + 4);
    return Math.round((luma(red, green, blue) * alpha) / 255);
  });
  const stage = {
    name: 'as it is',
    sentence: 'nothing was done to the picture',
    picture: { width, height, data: pixels },
  };
  const blank = pixels.every((value) => value === 0);
  return { pixels, stages: [stage], warnings: [], blank, box: [0, 0, width, height] };
}
