import type { Graph, Tensor } from '../engine/graph.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * The shape of one sample.
 *
 * @example
 * const options: InputLayerOptions = { shape: [28, 28, 1] };
 */
export interface InputLayerOptions extends LayerOptions {
  /** Sizes of one sample: `[28, 28, 1]`. */
  readonly shape: Shape;
}

/**
 * Says the sizes of what the network is given. Output: the input itself.
 *
 * @example
 * new InputLayer({ shape: [28, 28, 1] });
 */
export class InputLayer extends Layer {
  override readonly className = 'InputLayer';
  readonly shape: Shape;

  /** @throws InklingError `layer/invalid-argument` unless all sizes are whole numbers ≥ 1. */
  constructor(options: InputLayerOptions) {
    super(options);
    this.shape = [...options.shape];
    if (this.shape.length === 0 || !this.shape.every((size) => Number.isInteger(size) && size >= 1)) {
      throw this.invalidArgument('shape', 'a list of whole numbers, each at least 1', options.shape);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { batch_shape: [null, ...this.shape], dtype: 'float32', sparse: false, ragged: false, name: this.name };
  }

  override emit(_graph: Graph, x: Tensor): Tensor {
    return x;
  }
}
