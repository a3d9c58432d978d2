import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { emitActivation } from './activations.js';
import { Depthwise, type DepthwiseOptions } from './depthwise.js';
import { initializerConfig } from './initializers.js';
import { type LayerConfig, type Shape, sizeOf, type WeightDescription } from './layer.js';
import { type Regularizer, regularizerConfig } from './regularizers.js';

/**
 * How many filters of which size, and how they move.
 *
 * @example
 * const options: SeparableConv2DOptions = { filters: 32, kernelSize: 3 };
 */
export interface SeparableConv2DOptions extends DepthwiseOptions {
  /** Number of output channels. */
  readonly filters: number;
  readonly pointwiseRegularizer?: Regularizer | undefined;
}

/**
 * Convolution of each channel by itself, then one of 1×1 that mixes them.
 * Input `[height, width, channels]`, output `[outHeight, outWidth, filters]`.
 * Weights: `depthwise_kernel` `[kernelHeight, kernelWidth, channels, depthMultiplier]`, `pointwise_kernel` `[1, 1, channels ·
 * depthMultiplier, filters]`, `bias` `[filters]`.
 *
 * @example
 * new SeparableConv2D({ filters: 32, kernelSize: 3, activation: 'relu' });
 */
export class SeparableConv2D extends Depthwise {
  override readonly className = 'SeparableConv2D';
  readonly filters: number;
  readonly pointwiseRegularizer: Regularizer | undefined;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: SeparableConv2DOptions) {
    super(options);
    this.filters = options.filters;
    this.pointwiseRegularizer = options.pointwiseRegularizer;
    if (!Number.isInteger(this.filters) || this.filters < 1) {
      throw this.invalidArgument('filters', 'a whole number, at least 1', options.filters);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const [height, width] = this.depthwiseShape(inputShape);
    return [height, width, this.filters];
  }

  override describeWeights(inputShape: Shape): readonly WeightDescription[] {
    const shape = [...this.kernelSize, inputShape[2], this.depthMultiplier];
    const [depthwise] = this.kernelAndBias(shape, false, { kernelRegularizer: this.depthwiseRegularizer });
    const pointwiseShape = [1, 1, inputShape[2] * this.depthMultiplier, this.filters];
    const { pointwiseRegularizer: kernelRegularizer, biasRegularizer } = this;
    const regularizers = { kernelRegularizer, biasRegularizer };
    const [pointwise, ...bias] = this.kernelAndBias(pointwiseShape, this.useBias, regularizers);
    return [{ ...depthwise, name: 'depthwise_kernel' }, { ...pointwise, name: 'pointwise_kernel' }, ...bias];
  }

  override getConfig(): LayerConfig {
    return {
      ...this.baseConfig(),
      ...this.depthwiseConfig(),
      filters: this.filters,
      depthwise_initializer: initializerConfig('GlorotUniform'),
      pointwise_initializer: initializerConfig('GlorotUniform'),
      bias_initializer: initializerConfig('Zeros'),
      pointwise_regularizer: regularizerConfig(this.pointwiseRegularizer),
      activity_regularizer: null,
      depthwise_constraint: null,
      pointwise_constraint: null,
      bias_constraint: null,
    };
  }

  override emit(graph: Graph, x: Tensor, [depthwise, kernel, bias]: readonly Parameter[]): Tensor {
    const [inHeight, inWidth, inChannels] = this.depthwiseShape(this.inputShape);
    const { filters } = this;
    const sizes = { inHeight, inWidth, inChannels, outHeight: inHeight, outWidth: inWidth, filters };
    const shape = { ...sizes, kernelHeight: 1, kernelWidth: 1, strideY: 1, strideX: 1, padTop: 0, padLeft: 0 };
    const middle = this.emitDepthwise(graph, x, depthwise, undefined);
    const y = graph.tensor(sizeOf(this.outputShape));
    graph.add({ kind: 'conv2d', x: middle, y, kernel, bias, shape });
    return emitActivation(graph, y, this.activation, filters);
  }
}
