import type { LabeledImages } from '../data/labeledImages.js';
import type { Sequential } from '../model/sequential.js';
import { featuresOf, layersBeforeAnswer, mapFeatures } from './features.js';

/**
 * Digits of which one knows what they are, and what a model makes of them.
 *
 * @example
 * const known: KnownDigits = { digits, features: await knownFeatures(model, digits.images) };
 */
export interface KnownDigits {
  readonly digits: LabeledImages;
  /** `[n × d]`, as `knownFeatures` gives them. */
  readonly features: Int8Array;
}

/**
 * A known digit, and how alike the model finds it.
 *
 * @example
 * const known = { digits, features: await knownFeatures(model, digits.images) };
 * const [[{ index, likeness }]]: NearestDigit[][] = await nearestDigits(model, known, pixels28, [4], 6);
 */
export interface NearestDigit {
  /** Its place among the known ones. */
  readonly index: number;
  /** The cosine between what the model makes of both, -1..1. */
  readonly likeness: number;
}

/** Of the largest feature of a digit. */
const LARGEST = 127;

/**
 * What a model makes of 28×28 images before its last layer decides: of each the direction, in steps of a 127th of its largest
 * feature.
 *
 * @param images `[n × 784]`, 0 ground .. 255 ink.
 * @returns `[n × d]`
 * @throws InklingError `model/wrong-input`, `model/not-finite`
 * @example
 * const features = await knownFeatures(model, digits.images);
 */
export async function knownFeatures(model: Sequential, images: Uint8Array): Promise<Int8Array<ArrayBuffer>> {
  const rows = await mapFeatures(model, layersBeforeAnswer(model), images, quantized);
  const size = rows.length > 0 ? rows[0].length : 0;
  const features = new Int8Array(rows.length * size);
  for (const [i, row] of rows.entries()) features.set(row, i * size);
  return features;
}

/**
 * Of each of some classes the known digits that a model finds most like a picture, the likest first.
 *
 * @param pixels28 `[784]`
 * @example
 * const known = { digits, features: await knownFeatures(model, digits.images) };
 * const [ofFours, ofNines] = await nearestDigits(model, known, pixels28, [4, 9], 6);
 */
export async function nearestDigits(
  model: Sequential,
  { digits: { labels }, features }: KnownDigits,
  pixels28: Uint8Array,
  classes: readonly number[],
  most: number,
): Promise<NearestDigit[][]> {
  const [own] = await featuresOf(model, layersBeforeAnswer(model), pixels28);
  return classes.map((digit) => {
    const alike: NearestDigit[] = [];
    for (const [index, label] of labels.entries()) {
      if (label !== digit) continue;
      alike.push({ index, likeness: cosine(own, features.subarray(index * own.length, (index + 1) * own.length)) });
    }
    return alike.sort((a, b) => b.likeness - a.likeness || a.index - b.index).slice(0, most);
  });
}

function quantized(features: Float32Array): Int8Array {
  const largest = features.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Int8Array.from(features, (value) => (largest > 0 ? Math.round((LARGEST * value) / largest) : 0));
}

/** 0 where one of them is all zero. */
function cosine(a: Float32Array, b: Int8Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    ofA += a[i] * a[i];
    ofB += b[i] * b[i];
  }
  return ofA > 0 && ofB > 0 ? product / Math.sqrt(ofA * ofB) : 0;
}
