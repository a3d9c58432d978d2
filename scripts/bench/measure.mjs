// What is measured of Inkling, the same for `npm run bench` and for the comparison with others.
import { Adam, SparseCategoricalCrossentropy } from '../../packages/inkling/dist/index.js';
import { createNetwork } from './networks.mjs';

/** A compiled network: Adam 1e-3, as Keras's `compile(optimizer="adam", loss="sparse_categorical_crossentropy")`. */
export function compiledNetwork(name) {
  const model = createNetwork(name);
  model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() });
  return model;
}

/** Samples a second of one epoch over the first `count` samples, in batches of 128. */
export async function trainingSpeed(model, { images, labels }, count) {
  const data = { images: images.subarray(0, count * 784), labels: labels.subarray(0, count) };
  const start = performance.now();
  await model.fit(data, { epochs: 1, batchSize: 128 });
  return count / ((performance.now() - start) / 1000);
}

/** Images a second of a forward pass over all images. */
export async function batchSpeed(model, { images, labels }) {
  const start = performance.now();
  await model.predict(images);
  return labels.length / ((performance.now() - start) / 1000);
}

/** Microseconds for one image, the mean of many in a row, on the calling thread. */
export async function singleLatency(model, { images }, repeats = 2000) {
  const predictor = await model.createPredictor();
  const image = images.subarray(0, 784);
  const out = new Float32Array(10);
  predictor.predict(image, out);
  const start = performance.now();
  for (let i = 0; i < repeats; i++) predictor.predict(image, out);
  return ((performance.now() - start) / repeats) * 1000;
}
