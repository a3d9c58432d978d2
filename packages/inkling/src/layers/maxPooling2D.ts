import type { Graph, Tensor } from '../engine/graph.js';
import { sizeOf } from './layer.js';
import { Pooling2D, type Pooling2DOptions } from './pooling2D.js';

/**
 * The size of the windows, and how they move.
 *
 * @example
 * const options: MaxPooling2DOptions = { poolSize: [2, 2], strides: 2 };
 */
export type MaxPooling2DOptions = Pooling2DOptions;

/**
 * The largest value of each window. Input `[height, width, channels]`, output `[outHeight, outWidth, channels]`.
 *
 * @example
 * new MaxPooling2D({ poolSize: 2 });
 */
export class MaxPooling2D extends Pooling2D {
  override readonly className = 'MaxPooling2D';

  override emit(graph: Graph, x: Tensor): Tensor {
    return graph.add({ kind: 'maxPool2d', x, y: graph.tensor(sizeOf(this.outputShape)), shape: this.windows() });
  }
}
