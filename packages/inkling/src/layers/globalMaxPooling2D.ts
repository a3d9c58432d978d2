import type { Graph, Tensor } from '../engine/graph.js';
import { GlobalPooling2D, type GlobalPooling2DOptions } from './globalPooling2D.js';
import type { Shape } from './layer.js';

/**
 * Whether the axes of height and width stay, one long.
 *
 * @example
 * const options: GlobalMaxPooling2DOptions = { keepdims: true };
 */
export type GlobalMaxPooling2DOptions = GlobalPooling2DOptions;

/**
 * The largest value of each channel of a picture. Input `[height, width, channels]`, output `[channels]`.
 *
 * @example
 * new GlobalMaxPooling2D();
 */
export class GlobalMaxPooling2D extends GlobalPooling2D {
  override readonly className = 'GlobalMaxPooling2D';

  override computeOutputShape(inputShape: Shape): Shape {
    const outputShape = super.computeOutputShape(inputShape);
    if (inputShape[0] * inputShape[1] > 65_536) {
      throw this.invalidInput(
        'takes pictures of at most 65536 pixels',
        inputShape,
        'Pool them in smaller windows first.',
      );
    }
    return outputShape;
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    const shape = this.window();
    return graph.add({ kind: 'maxPool2d', x, y: graph.tensor(shape.channels), shape });
  }
}
