import type { Graph, Tensor } from '../engine/graph.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, sizeOf } from './layer.js';

/**
 * The shape of one sample afterwards.
 *
 * @example
 * const options: ReshapeOptions = { targetShape: [28, 28, 1] };
 */
export interface ReshapeOptions extends LayerOptions {
  /** Sizes of one output sample; one of them may be −1, for what is left. */
  readonly targetShape: Shape;
}

/**
 * Gives the same numbers, in the same order, other axes. Input of any shape with as many elements as `targetShape`.
 *
 * @example
 * const model = new Sequential([new InputLayer({ shape: [784] }), new Reshape({ targetShape: [28, 28, 1] })]);
 * model.outputShape; // [28, 28, 1]
 */
export class Reshape extends Layer {
  override readonly className = 'Reshape';
  readonly targetShape: Shape;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: ReshapeOptions) {
    super(options);
    this.targetShape = [...options.targetShape];
    const isSize = (size: number): boolean => Number.isInteger(size) && (size >= 1 || size === -1);
    const open = this.targetShape.filter((size) => size === -1).length;
    if (this.targetShape.length === 0 || !this.targetShape.every(isSize) || open > 1) {
      const expected = 'a list of whole numbers, each at least 1 and one of them perhaps -1';
      throw this.invalidArgument('targetShape', expected, options.targetShape);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const known = sizeOf(this.targetShape.filter((size) => size !== -1));
    const rest = sizeOf(inputShape) / known;
    const outputShape = this.targetShape.map((size) => (size === -1 ? rest : size));
    if (Number.isInteger(rest) && sizeOf(outputShape) === sizeOf(inputShape)) return outputShape;
    const problem = `cannot lay ${sizeOf(inputShape)} numbers in the shape [${this.targetShape.join(', ')}]`;
    throw this.invalidInput(problem, inputShape, 'Give targetShape as many elements as the input has.');
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), target_shape: [...this.targetShape] };
  }

  override emit(_graph: Graph, x: Tensor): Tensor {
    return x;
  }
}
