import { type ConfidenceStatistics, detectDigit } from '../confidence/index.js';
import type { NormalizedDigit } from '../image/normalizeDigit.js';
import type { Sequential } from '../model/sequential.js';
import { featuresOf, mapFeatures } from './features.js';
import { stackImages } from './stackImages.js';

/**
 * Whether what was read is a digit at all, 0..1.
 *
 * @param ways The digit's normalisations.
 * @param single `[ways][10]`, the one pass on each.
 */
export async function detectWays(
  model: Sequential,
  { detector }: ConfidenceStatistics,
  ways: readonly NormalizedDigit[],
  single: readonly (readonly number[])[],
): Promise<number> {
  if (ways[0].blank) return 0;
  const features = await featuresOf(model, detector.layers, stackImages(ways.map(({ pixels }) => pixels)));
  return detectDigit(
    detector,
    features,
    single.map((softmax) => Math.max(...softmax)),
  );
}

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
  return mapFeatures(model, detector.layers, images, (features, i) =>
    detectDigit(detector, [features], [Math.max(...softmax[i])]),
  );
}
