import type { Graph, Tensor } from '../engine/graph.js';
import { GlobalPooling2D, type GlobalPooling2DOptions } from './globalPooling2D.js';

export type GlobalAveragePooling2DOptions = GlobalPooling2DOptions;

/** The mean of each channel of a picture. Input `[height, width, channels]`, output `[channels]`. */
export class GlobalAveragePooling2D extends GlobalPooling2D {
  override readonly className = 'GlobalAveragePooling2D';

  override emit(graph: Graph, x: Tensor): Tensor {
    const shape = this.window();
    return graph.add({ kind: 'averagePool2d', x, y: graph.tensor(shape.channels), shape });
  }
}
