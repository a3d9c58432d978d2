import { sizeOf } from '../layers/layer.js';
import { Sequential } from '../model/sequential.js';

/** More features than this make statistics too large to keep; then those of a later layer are taken. */
const MOST_FEATURES = 4096;

/**
 * How many of a model's layers lead to the features that tell digits from other things: up to the first Dense layer, whose input
 * still knows where what was seen; up to the last layer where that is too much or the pixels themselves.
 */
export function featureLayers(model: Sequential): number {
  const { layers, inputShape } = model;
  const firstDense = layers.findIndex((layer) => layer.className === 'Dense');
  const seesPixels = layers.slice(0, firstDense).every((layer) => layer.weights.length === 0);
  const before = firstDense > 0 ? sizeOf(layers[firstDense - 1].outputShape) : sizeOf(inputShape);
  return firstDense > 0 && !seesPixels && before <= MOST_FEATURES ? firstDense : layersBeforeAnswer(model);
}

/** How many layers lie before the last one that has weights. */
export function layersBeforeAnswer({ layers }: Sequential): number {
  return Math.max(
    0,
    layers.findLastIndex((layer) => layer.weights.length > 0),
  );
}

const networks = new WeakMap<Sequential, Map<number, Sequential>>();

/**
 * What a model makes of 28×28 images in its first layers, one row for each.
 *
 * @param images `[n × 784]`, 0 ground .. 255 ink; at least one.
 */
export async function featuresOf(model: Sequential, layers: number, images: Uint8Array): Promise<Float32Array[]> {
  const network = networkOf(model, layers);
  const weights = model.layers.slice(0, layers).flatMap((layer) => layer.weights.map(({ values }) => values));
  network.setWeights(weights);
  const rows = await network.predict(images);
  const width = sizeOf(network.outputShape);
  return Array.from({ length: rows.length / width }, (_, i) => rows.subarray(i * width, (i + 1) * width));
}

/** Images whose features are in memory at a time. */
const CHUNK = 1_000;

/**
 * What `use` makes of the features of each of many images, in their order.
 *
 * @param images `[n × 784]`
 */
export async function mapFeatures<T>(
  model: Sequential,
  layers: number,
  images: Uint8Array,
  use: (features: Float32Array, index: number) => T,
): Promise<T[]> {
  const all: T[] = [];
  for (let start = 0; start < images.length; start += 784 * CHUNK) {
    const rows = await featuresOf(model, layers, images.subarray(start, start + 784 * CHUNK));
    for (const row of rows) all.push(use(row, all.length));
  }
  return all;
}

/** The model's first layers as a network of their own, made once. */
function networkOf(model: Sequential, layers: number): Sequential {
  const known = networks.get(model) ?? new Map<number, Sequential>();
  networks.set(model, known);
  const network = known.get(layers) ?? firstLayers(model, layers);
  known.set(layers, network);
  return network;
}

function firstLayers(model: Sequential, layers: number): Sequential {
  const { layers: all } = model.getConfig();
  // One more for the input.
  return Sequential.fromConfig({ name: 'features', layers: all.slice(0, layers + 1) }, { initialize: false });
}
