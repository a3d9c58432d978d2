import type { Graph, Tensor } from '../engine/graph.js';
import { Layer, type LayerConfig, type Shape, sizeOf } from './layer.js';

/**
 * Lays all axes of a sample in one row. Input of any shape, output `[elements]`; the numbers stay where they are.
 *
 * @example
 * const model = new Sequential([new InputLayer({ shape: [28, 28, 1] }), new Flatten()]);
 * model.outputShape; // [784]
 */
export class Flatten extends Layer {
  override readonly className = 'Flatten';

  override computeOutputShape(inputShape: Shape): Shape {
    return [sizeOf(inputShape)];
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), data_format: 'channels_last' };
  }

  override emit(_graph: Graph, x: Tensor): Tensor {
    return x;
  }
}
