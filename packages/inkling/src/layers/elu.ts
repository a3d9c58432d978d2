import type { Graph, Tensor } from '../engine/graph.js';
import { emitFunction } from './activations.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * The shape of the negative side.
 *
 * @example
 * const options: ELUOptions = { alpha: 0.5 };
 */
export interface ELUOptions extends LayerOptions {
  /** What the output approaches, with its sign changed, far below 0; 1 by default. */
  readonly alpha?: number;
}

/**
 * x above 0, and alpha·(eˣ − 1) below (Clevert, Unterthiner and Hochreiter, 2016). Input and output of any shape.
 *
 * @example
 * new ELU({ alpha: 0.5 });
 */
export class ELU extends Layer {
  override readonly className = 'ELU';
  readonly alpha: number;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: ELUOptions = {}) {
    super(options);
    this.alpha = options.alpha ?? 1;
    if (!Number.isFinite(this.alpha)) throw this.invalidArgument('alpha', 'a number', options.alpha);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), alpha: this.alpha };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    return emitFunction(graph, x, 'exponentialLinear', [1, this.alpha, 1]);
  }
}
