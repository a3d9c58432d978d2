import type { Graph, Tensor } from '../engine/graph.js';
import { sizeOf } from './layer.js';
import { Pooling2D, type Pooling2DOptions } from './pooling2D.js';

/**
 * The size of the windows, and how they move.
 *
 * @example
 * const options: AveragePooling2DOptions = { poolSize: [2, 2], strides: 2 };
 */
export type AveragePooling2DOptions = Pooling2DOptions;

/**
 * The mean of each window; where it reaches beyond the edges (`same`), the mean of what lies inside.
 * Input `[height, width, channels]`, output `[outHeight, outWidth, channels]`.
 *
 * @example
 * new AveragePooling2D({ poolSize: 2 });
 */
export class AveragePooling2D extends Pooling2D {
  override readonly className = 'AveragePooling2D';

  override emit(graph: Graph, x: Tensor): Tensor {
    return graph.add({ kind: 'averagePool2d', x, y: graph.tensor(sizeOf(this.outputShape)), shape: this.windows() });
  }
}
