import { InklingError } from '../errors.js';
import { grayBytes } from './grayscale.js';
import { clearestChannel } from './inkChannel.js';
import { type InkOnGround, inkOn } from './inkOnGround.js';
import { looksLikeMnist } from './looksLikeMnist.js';
import type { NormalizationStage } from './normalizationStage.js';
import type { NormalizeOptions } from './normalizationStep.js';
import type { GrayPicture, Pixels } from './pixels.js';
import { oneGround, plainLightness } from './plainSteps.js';
import { type Plane, planeToGray } from './plane.js';
import { shrink } from './shrink.js';
import { layOnGround, layOnWhite } from './transparency.js';

/** A picture in the one channel that shows its ink best, small enough to work on: where one digit and many begin alike. */
export interface PreparedPicture {
  readonly asItIs?: undefined;
  readonly channel: Plane;
  /** All ink, on the channel's own background. */
  readonly all: InkOnGround;
  /** Pixels of the picture per pixel of the channel: a whole number. */
  readonly scale: number;
  readonly stages: readonly NormalizationStage[];
}

/** A picture that is laid out as MNIST's already: nothing need be done to it. */
export interface ReadyPicture {
  readonly asItIs: GrayPicture;
}

/** The longer side that the steps work on, in px: a digit a tenth as long still has the 20 px that it needs and more. */
const WORK_SIDE = 480;

/**
 * The first steps: shrunk, laid on a ground where it is transparent, its clearest channel chosen, its ink told from its ground.
 *
 * @throws InklingError `picture/zero-size` for a picture without pixels, `picture/unreadable` where the number of
 *   bytes does not fit the size
 */
export function preparePicture(
  pixels: Pixels,
  { without = [] }: NormalizeOptions = {},
): ReadyPicture | PreparedPicture {
  checkSize(pixels);
  const gray = pixels.width === 28 && pixels.height === 28 ? grayBytes(pixels) : undefined;
  if (gray && looksLikeMnist(gray)) return { asItIs: gray };
  const small = shrink(pixels, WORK_SIDE);
  const opaque = without.includes('transparency') ? layOnWhite(small) : layOnGround(small);
  const clearest = without.includes('channel') ? plainLightness(opaque) : clearestChannel(opaque);
  const { channel, sentence } = clearest;
  const flattened = without.includes('background') ? oneGround(channel) : clearest.flattened;
  const picture = planeToGray(channel);
  const stages = [{ name: 'channel', sentence, picture }];
  if (small.alpha) stages.unshift({ name: 'transparency', sentence: opaque.sentence, picture });
  return { channel, all: inkOn(flattened, without), scale: small.scale, stages };
}

function checkSize({ width, height, data }: Pixels): void {
  if (!(width > 0 && height > 0)) {
    throw new InklingError(
      'picture/zero-size',
      `Expected a picture of at least 1 × 1 px. Received ${width} × ${height} px. Give a picture that shows something.`,
    );
  }
  if (data.length !== width * height * 4) {
    throw new InklingError(
      'picture/unreadable',
      `Expected ${width} × ${height} px of 4 bytes each (RGBA): ${width * height * 4} bytes. Received ${data.length}. ` +
        'Decode the picture first, for example with readPixels.',
    );
  }
}
