import { InklingError } from '../../errors.js';
import { InputLayer, type Layer, layerFromConfig, type Shape } from '../../layers/index.js';
import { show, sizeOf } from '../../layers/layer.js';
import type { SequentialConfig } from '../../model/sequential.js';
import { notKeras } from './modelConfig.js';

/** Numbers that the layers of a network may put out for one sample, all together: some hundred times a digit model's. */
const MAX_ELEMENTS = 2 ** 24;

/** A layer that is not built yet, with the sizes that it will be given. */
export interface SizedLayer {
  readonly layer: Layer;
  readonly inputShape: Shape;
}

/** @throws InklingError `model/unsupported` */
export function createLayers({ layers }: SequentialConfig): Layer[] {
  return whatCanBeBuilt(() => layers.map(({ class_name, config }) => layerFromConfig(class_name, config)));
}

/**
 * Each layer behind the input with the sizes that it will be given; allocates nothing.
 * @throws InklingError `model/unsupported`
 */
export function withInputShapes(layers: readonly Layer[]): SizedLayer[] {
  const [input, ...rest] = layers;
  if (!(input instanceof InputLayer)) throw notKeras('its first layer does not say what its input is');
  let shape = input.shape;
  let elements = sizeOf(shape);
  return rest.map((layer) => {
    const inputShape = shape;
    shape = whatCanBeBuilt(() => layer.computeOutputShape(inputShape));
    elements += sizeOf(shape);
    if (!(elements <= MAX_ELEMENTS) || shape.some((size) => size < 1)) {
      throw new InklingError(
        'model/unsupported',
        `The network's sizes are out of bounds: its layer "${layer.name}" would make ${show(shape)} of ${show(inputShape)}. Sizes must be at least 1, and all layers together may make ${MAX_ELEMENTS} numbers of one sample.`,
      );
    }
    return { layer, inputShape };
  });
}

/** Layers refuse what they cannot be; from a file, that means that the file is not for us. */
export function whatCanBeBuilt<T>(build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof InklingError) || error.code === 'model/unsupported') throw error;
    throw new InklingError('model/unsupported', `The model cannot be built. ${error.message}`, { cause: error });
  }
}
