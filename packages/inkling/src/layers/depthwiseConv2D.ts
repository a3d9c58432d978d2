import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { emitActivation } from './activations.js';
import { Depthwise, type DepthwiseOptions } from './depthwise.js';
import { initializerConfig } from './initializers.js';
import type { LayerConfig, Shape, WeightDescription } from './layer.js';

/**
 * The size of the kernels, how many each channel has, and how they move.
 *
 * @example
 * const options: DepthwiseConv2DOptions = { kernelSize: 3, padding: 'same' };
 */
export type DepthwiseConv2DOptions = DepthwiseOptions;

/**
 * Convolution of each channel of a picture with kernels of its own.
 * Input `[height, width, channels]`, output `[outHeight, outWidth, channels · depthMultiplier]`.
 * Weights: `kernel` `[kernelHeight, kernelWidth, channels, depthMultiplier]`, `bias` `[channels · depthMultiplier]`.
 *
 * @example
 * new DepthwiseConv2D({ kernelSize: 3, depthMultiplier: 2 });
 */
export class DepthwiseConv2D extends Depthwise {
  override readonly className = 'DepthwiseConv2D';

  override computeOutputShape(inputShape: Shape): Shape {
    return this.depthwiseShape(inputShape);
  }

  override describeWeights(inputShape: Shape): readonly WeightDescription[] {
    const shape = [...this.kernelSize, inputShape[2], this.depthMultiplier];
    const { trainable, depthwiseRegularizer, biasRegularizer } = this;
    const [kernel] = this.kernelAndBias(shape, false, { kernelRegularizer: depthwiseRegularizer });
    if (!this.useBias) return [kernel];
    const bias = { name: 'bias', shape: [inputShape[2] * this.depthMultiplier], trainable } as const;
    return [kernel, { ...bias, initializer: 'Zeros', regularizer: biasRegularizer }];
  }

  override getConfig(): LayerConfig {
    return {
      ...this.baseConfig(),
      ...this.depthwiseConfig(),
      depthwise_initializer: initializerConfig('GlorotUniform'),
      bias_initializer: initializerConfig('Zeros'),
      activity_regularizer: null,
      depthwise_constraint: null,
      bias_constraint: null,
    };
  }

  override emit(graph: Graph, x: Tensor, [kernel, bias]: readonly Parameter[]): Tensor {
    return emitActivation(graph, this.emitDepthwise(graph, x, kernel, bias), this.activation, this.outputShape[2]);
  }
}
