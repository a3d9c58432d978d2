import { ranking } from '../confidence/index.js';
import type { Sequential } from '../model/sequential.js';
import { jitters } from './jitters.js';
import { predictSoftmax } from './predictSoftmax.js';
import { stackImages } from './stackImages.js';

/** What a network says to an image, and to slightly changed copies of it. */
export interface AveragedPasses {
  /** `[10]`, the one pass on the image itself. */
  readonly softmax: readonly number[];
  /** `[10]`, the mean over all passes. */
  readonly probabilities: readonly number[];
  /** Standard deviation of the winner's probability over all passes. */
  readonly spread: number;
}

/** Images at a time: their copies take few megabytes. */
const CHUNK = 500;

/**
 * What the network says to each of many images, as `readPicture` asks it about one.
 *
 * @param images `[n × 784]`, 0 ground .. 255 ink; at least one.
 * @throws InklingError `model/wrong-input`, `model/not-finite`
 */
export async function averagedPasses(model: Sequential, images: Uint8Array): Promise<AveragedPasses[]> {
  const answers: AveragedPasses[] = [];
  for (let start = 0; start < images.length; start += CHUNK * 784) {
    const chunk = images.subarray(start, start + CHUNK * 784);
    const copies: Uint8Array[] = [];
    for (let at = 0; at < chunk.length; at += 784) {
      const pixels = chunk.subarray(at, at + 784);
      copies.push(pixels, ...jitters(pixels));
    }
    const passes = await predictSoftmax(model, stackImages(copies));
    const each = (784 * copies.length) / chunk.length;
    for (let at = 0; at < passes.length; at += each) answers.push(averageOf(passes.slice(at, at + each)));
  }
  return answers;
}

/** Of the passes on an image and its copies, the first one being the image's own. */
export function averageOf(passes: readonly (readonly number[])[]): AveragedPasses {
  const probabilities = passes[0].map((_, digit) => passes.reduce((sum, pass) => sum + pass[digit], 0) / passes.length);
  const [winner] = ranking(probabilities);
  return { softmax: passes[0], probabilities, spread: deviation(passes, winner) };
}

function deviation(passes: readonly (readonly number[])[], digit: number): number {
  const mean = passes.reduce((sum, pass) => sum + pass[digit], 0) / passes.length;
  return Math.sqrt(passes.reduce((sum, pass) => sum + (pass[digit] - mean) ** 2, 0) / passes.length);
}
