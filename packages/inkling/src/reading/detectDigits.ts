import { type ConfidenceStatistics, detectDigit } from '../confidence/index.js';
import type { NormalizedDigit } from '../image/normalizeDigit.js';
import type { Sequential } from '../model/sequential.js';
import { featuresOf } from './features.js';

/**
 * Whether what was read is a digit at all, 0..1; `null` for a model without statistics.
 *
 * @param ways The digit's normalisations.
 * @param single `[ways][10]`, the one pass on each.
 */
export async function detectWays(
  model: Sequential,
  statistics: ConfidenceStatistics | undefined,
  ways: readonly NormalizedDigit[],
  single: readonly (readonly number[])[],
): Promise<number | null> {
  if (!statistics) return null;
  if (ways[0].blank) return 0;
  const images = new Uint8Array(784 * ways.length);
  ways.forEach(({ pixels }, i) => {
    images.set(pixels, 784 * i);
  });
  const features = await featuresOf(model, statistics.detector.layers, images);
  return detectDigit(
    statistics.detector,
    features,
    single.map((softmax) => Math.max(...softmax)),
  );
}

/** Images whose features are in memory at a time. */
const CHUNK = 1000;

/**
 * The same for many images, each seen in one way.
 *
 * @param images `[n × 784]`
 * @param softmax `[n][10]`
 */
export async function detectImages(
  model: Sequential,
  { detector }: ConfidenceStatistics,
  images: Uint8Array,
  softmax: readonly (readonly number[])[],
): Promise<number[]> {
  const scores: number[] = [];
  for (let start = 0; start < softmax.length; start += CHUNK) {
    const chunk = images.subarray(784 * start, 784 * (start + CHUNK));
    const features = await featuresOf(model, detector.layers, chunk);
    features.forEach((own, i) => {
      scores.push(detectDigit(detector, [own], [Math.max(...softmax[start + i])]));
    });
  }
  return scores;
}
