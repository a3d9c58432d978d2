import type { Graph, Tensor } from '../engine/graph.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

/**
 * How much is dropped.
 *
 * @example
 * const options: DropoutOptions = { rate: 0.25 };
 */
export interface DropoutOptions extends LayerOptions {
  /** Share of the values set to 0 while training, from 0 up to, not including, 1. */
  readonly rate: number;
}

/**
 * While training, sets a random share of the values to 0 and scales the others up, so that the sum stays the same on
 * average; otherwise changes nothing. Input and output of any shape.
 *
 * @example
 * new Dropout({ rate: 0.25 });
 */
export class Dropout extends Layer {
  override readonly className = 'Dropout';
  readonly rate: number;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: DropoutOptions) {
    super(options);
    this.rate = options.rate;
    if (!(this.rate >= 0 && this.rate < 1)) {
      throw this.invalidArgument('rate', 'a number from 0 up to, not including, 1', options.rate);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), rate: this.rate, seed: null, noise_shape: null };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    return graph.add({ kind: 'dropout', x, y: graph.tensor(x.size), rate: this.rate });
  }
}
