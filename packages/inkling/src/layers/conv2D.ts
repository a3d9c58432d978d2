import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { ACTIVATION_NAMES, type ActivationName, emitActivation, isActivationName } from './activations.js';
import { initializerConfig } from './initializers.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, sizeOf, type WeightDescription } from './layer.js';
import { type KernelRegularizers, type Regularizer, regularizerConfig } from './regularizers.js';
import { isPositivePair, outputLength, type Padding, type Pair, paddingBefore, toPair } from './windows.js';

/**
 * How many filters of which size, and how they move.
 *
 * @example
 * const options: Conv2DOptions = { filters: 32, kernelSize: [3, 5], padding: 'same' };
 */
export interface Conv2DOptions extends LayerOptions, KernelRegularizers {
  /** Number of output channels. */
  readonly filters: number;
  /** Height and width of the window. */
  readonly kernelSize: number | Pair;
  /** Steps of the window; 1 by default. */
  readonly strides?: number | Pair;
  /** `valid` (the default) keeps the window inside; `same` pads with zeros. */
  readonly padding?: Padding;
  readonly activation?: ActivationName;
  readonly useBias?: boolean;
}

/**
 * Convolution over the height and width of a picture.
 * Input `[height, width, channels]`, output `[outHeight, outWidth, filters]`.
 * Weights: `kernel` `[kernelHeight, kernelWidth, channels, filters]`, `bias` `[filters]`.
 *
 * @example
 * new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu' });
 */
export class Conv2D extends Layer {
  override readonly className = 'Conv2D';
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly kernelRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: Conv2DOptions) {
    super(options);
    this.filters = options.filters;
    this.kernelSize = toPair(options.kernelSize);
    this.strides = toPair(options.strides ?? 1);
    this.padding = options.padding ?? 'valid';
    this.activation = options.activation ?? 'linear';
    this.useBias = options.useBias ?? true;
    this.kernelRegularizer = options.kernelRegularizer;
    this.biasRegularizer = options.biasRegularizer;
    if (!Number.isInteger(this.filters) || this.filters < 1) {
      throw this.invalidArgument('filters', 'a whole number, at least 1', options.filters);
    }
    if (!isPositivePair(this.kernelSize)) {
      throw this.invalidArgument('kernelSize', 'one or two whole numbers, at least 1', options.kernelSize);
    }
    if (!isPositivePair(this.strides)) {
      throw this.invalidArgument('strides', 'one or two whole numbers, at least 1', options.strides);
    }
    if (this.padding !== 'valid' && this.padding !== 'same') {
      throw this.invalidArgument('padding', '"valid" or "same"', options.padding);
    }
    if (!isActivationName(this.activation)) {
      throw this.invalidArgument('activation', `one of ${ACTIVATION_NAMES.join(', ')}`, options.activation);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    this.expectPicture(inputShape);
    const [height, width] = [0, 1].map((axis) =>
      outputLength(inputShape[axis], this.kernelSize[axis], this.strides[axis], this.padding),
    );
    return [height, width, this.filters];
  }

  override describeWeights(inputShape: Shape): readonly WeightDescription[] {
    return this.kernelAndBias([...this.kernelSize, inputShape[2], this.filters], this.useBias, this);
  }

  override getConfig(): LayerConfig {
    return {
      ...this.baseConfig(),
      filters: this.filters,
      kernel_size: [...this.kernelSize],
      strides: [...this.strides],
      padding: this.padding,
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      groups: 1,
      activation: this.activation,
      use_bias: this.useBias,
      kernel_initializer: initializerConfig('GlorotUniform'),
      bias_initializer: initializerConfig('Zeros'),
      kernel_regularizer: regularizerConfig(this.kernelRegularizer),
      bias_regularizer: regularizerConfig(this.biasRegularizer),
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
    };
  }

  override emit(graph: Graph, x: Tensor, [kernel, bias]: readonly Parameter[]): Tensor {
    const [inHeight, inWidth, inChannels] = this.inputShape;
    const [outHeight, outWidth, filters] = this.outputShape;
    const [kernelHeight, kernelWidth] = this.kernelSize;
    const [strideY, strideX] = this.strides;
    const padTop = paddingBefore(inHeight, kernelHeight, strideY, this.padding);
    const padLeft = paddingBefore(inWidth, kernelWidth, strideX, this.padding);
    const sizes = { inHeight, inWidth, inChannels, outHeight, outWidth, filters };
    const shape = { ...sizes, kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft };
    const y = graph.add({ kind: 'conv2d', x, y: graph.tensor(sizeOf(this.outputShape)), kernel, bias, shape });
    return emitActivation(graph, y, this.activation, filters);
  }
}
