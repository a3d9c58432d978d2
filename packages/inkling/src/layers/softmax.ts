import type { Graph, Tensor } from '../engine/graph.js';
import { emitActivation } from './activations.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * Over which axis the probabilities sum to 1.
 *
 * @example
 * const options: SoftmaxOptions = { axis: -1 };
 */
export interface SoftmaxOptions extends LayerOptions {
  /** Which axis sums to 1, the batch being axis 0; it must be the last one, -1 by default. */
  readonly axis?: number;
}

/**
 * eˣ / Σ eˣ over the last axis, so that it holds probabilities. Input and output of any shape.
 *
 * @example
 * new Softmax();
 */
export class Softmax extends Layer {
  override readonly className = 'Softmax';
  readonly axis: number;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: SoftmaxOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
    if (!Number.isInteger(this.axis)) throw this.invalidArgument('axis', 'a whole number', options.axis);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return this.onlyLastAxis(this.axis, inputShape);
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), axis: this.axis };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    return emitActivation(graph, x, 'softmax', this.outputShape[this.outputShape.length - 1]);
  }
}
