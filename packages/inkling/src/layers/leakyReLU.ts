import type { Graph, Tensor } from '../engine/graph.js';
import { emitFunction } from './activations.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * The slope of the negative side.
 *
 * @example
 * const options: LeakyReLUOptions = { negativeSlope: 0.1 };
 */
export interface LeakyReLUOptions extends LayerOptions {
  /** The slope below 0, at least 0; 0.3 by default. */
  readonly negativeSlope?: number;
}

/**
 * x above 0, and negativeSlope·x below. Input and output of any shape.
 *
 * @example
 * new LeakyReLU({ negativeSlope: 0.1 });
 */
export class LeakyReLU extends Layer {
  override readonly className = 'LeakyReLU';
  readonly negativeSlope: number;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: LeakyReLUOptions = {}) {
    super(options);
    this.negativeSlope = options.negativeSlope ?? 0.3;
    this.checkAtLeastZero('negativeSlope', this.negativeSlope);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), negative_slope: this.negativeSlope };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    return emitFunction(graph, x, 'rectified', [this.negativeSlope, Number.POSITIVE_INFINITY, 0]);
  }
}
