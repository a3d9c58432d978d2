import type { Graph, Tensor } from '../engine/graph.js';
import { GlobalPooling2D, type GlobalPooling2DOptions } from './globalPooling2D.js';

/**
 * Whether the axes of height and width stay, one long.
 *
 * @example
 * const options: GlobalAveragePooling2DOptions = { keepdims: true };
 */
export type GlobalAveragePooling2DOptions = GlobalPooling2DOptions;

/**
 * The mean of each channel of a picture. Input `[height, width, channels]`, output `[channels]`.
 *
 * @example
 * new GlobalAveragePooling2D();
 */
export class GlobalAveragePooling2D extends GlobalPooling2D {
  override readonly className = 'GlobalAveragePooling2D';

  override emit(graph: Graph, x: Tensor): Tensor {
    const shape = this.window();
    return graph.add({ kind: 'averagePool2d', x, y: graph.tensor(shape.channels), shape });
  }
}
