import { ranking } from '../confidence/index.js';
import type { NormalizationStage } from '../image/normalizationStage.js';
import type { GrayPicture } from '../image/pixels.js';
import { createPlane } from '../image/plane.js';
import { resample } from '../image/resample.js';
import type { Sequential } from '../model/sequential.js';
import { predictSoftmax } from './predictSoftmax.js';
import { stackImages } from './stackImages.js';

/**
 * What a stage did to the answer.
 *
 * @example
 * const answers: readonly StageAnswer[] = await answersByStage(model, normalizeDigit(picture).stages);
 */
export interface StageAnswer {
  /** 0..9, what the network says to the stage's picture. */
  readonly digit: number;
  /** Whether it said something else to the stage before; never so of the first. */
  readonly changed: boolean;
}

/**
 * What the network would have answered if the way to 28×28 had ended after each stage, the stage's picture simply shrunk:
 * shows which stage the answer hangs on.
 *
 * @throws InklingError `model/wrong-input`, `model/not-finite`
 * @example
 * const answers = await answersByStage(model, normalizeDigit(picture).stages);
 */
export async function answersByStage(
  model: Sequential,
  stages: readonly NormalizationStage[],
): Promise<readonly StageAnswer[]> {
  if (stages.length === 0) return [];
  const images = stackImages(stages.map(({ picture }) => fitted(picture)));
  const digits = (await predictSoftmax(model, images)).map((softmax) => ranking(softmax)[0]);
  return digits.map((digit, i) => ({ digit, changed: i > 0 && digit !== digits[i - 1] }));
}

/** The whole picture in 28×28, its aspect kept; a picture of 28×28 as it is. */
function fitted({ width, height, data }: GrayPicture): Uint8Array {
  if (width === 28 && height === 28) return data;
  const plane = createPlane(width, height);
  for (let i = 0; i < data.length; i++) plane.data[i] = data[i];
  const scale = Math.max(width, height) / 28;
  const window = { left: (width - 28 * scale) / 2, top: (height - 28 * scale) / 2, scale };
  const small = resample(plane, { width: 28, height: 28, ...window });
  return Uint8Array.from(small.data, (value) => Math.min(255, Math.max(0, value + 0.5)));
}
