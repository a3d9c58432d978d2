/** What the examples of the API reference may use without saying where it comes from. */

import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { figureEnvironment, loadEmbedded, readPixels } from '@inkling/node';
import {
  Adam,
  Dense,
  Flatten,
  fitStatistics,
  InputLayer,
  Sequential,
  SparseCategoricalCrossentropy,
  sliceImages,
} from 'inkling';
import { saveKerasH5 } from 'inkling/formats';

/** Numbers may differ in what rounding leaves. */
export function expectValue<T>(value: T, expected: unknown): T {
  if (!isDeepStrictEqual(rounded(value), rounded(expected)))
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(value)}`);
  return value;
}

function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9));
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
}

/** 300 digits of MNIST. */
export const digits = sliceImages(await loadEmbedded(), 0, 300);
/** A small network that has learned a little of them. */
export const model = new Sequential([
  new InputLayer({ shape: [28, 28, 1] }),
  new Flatten(),
  new Dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy(), metrics: ['accuracy'] });
await model.fit(digits, { epochs: 2 });
/** Digits that taught the network, digits that did not, and what they tell of its confidence. */
export const training = sliceImages(digits, 0, 300);
export const validation = sliceImages(await loadEmbedded(), 300, 400);
export const statistics = await fitStatistics(model, { training, validation });
/** A figure. */
export const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
/** The same as a file, which also lies there as mnist_model.h5. */
export const h5 = await saveKerasH5(model);
await writeFile('mnist_model.h5', h5);
/** photo.jpg, decoded. */
export const picture = await readPixels(await readFile('photo.jpg'));
/** The first of the digits. */
export const pixels28 = digits.images.subarray(0, 784);
export const labels: readonly number[] = [4, 9, 9, 4, 4, 9, 4, 9, 9, 4];
/** Ten distributions over ten digits: ten answers between 4 and 9. */
export const distributions: readonly (readonly number[])[] = labels.map((_, i) =>
  Array.from({ length: 10 }, (_, digit) => (digit === 4 ? 0.9 - 0.08 * i : digit === 9 ? 0.08 + 0.08 * i : 0.0025)),
);
export const environment = figureEnvironment();
