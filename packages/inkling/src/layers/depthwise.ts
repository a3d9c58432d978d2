import type { Graph, Parameter, Tensor } from '../engine/graph.js';
import { ACTIVATION_NAMES, type ActivationName, isActivationName } from './activations.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, sizeOf } from './layer.js';
import { type Regularizer, regularizerConfig } from './regularizers.js';
import { isPositivePair, outputLength, type Padding, type Pair, paddingBefore, toPair } from './windows.js';

export interface DepthwiseOptions extends LayerOptions {
  /** Height and width of the window. */
  readonly kernelSize: number | Pair;
  /** Steps of the window; 1 by default. */
  readonly strides?: number | Pair;
  /** `valid` (the default) keeps the window inside; `same` pads with zeros. */
  readonly padding?: Padding;
  /** Outputs of each channel; 1 by default. */
  readonly depthMultiplier?: number;
  readonly activation?: ActivationName;
  readonly useBias?: boolean;
  readonly depthwiseRegularizer?: Regularizer | undefined;
  readonly biasRegularizer?: Regularizer | undefined;
}

/** What layers have in common that convolve each channel of a picture by itself. */
export abstract class Depthwise extends Layer {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly depthMultiplier: number;
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly depthwiseRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;

  constructor(options: DepthwiseOptions) {
    super(options);
    this.kernelSize = toPair(options.kernelSize);
    this.strides = toPair(options.strides ?? 1);
    this.padding = options.padding ?? 'valid';
    this.depthMultiplier = options.depthMultiplier ?? 1;
    this.activation = options.activation ?? 'linear';
    this.useBias = options.useBias ?? true;
    this.depthwiseRegularizer = options.depthwiseRegularizer;
    this.biasRegularizer = options.biasRegularizer;
    if (!isPositivePair(this.kernelSize)) {
      throw this.invalidArgument('kernelSize', 'one or two whole numbers, at least 1', options.kernelSize);
    }
    if (!isPositivePair(this.strides)) {
      throw this.invalidArgument('strides', 'one or two whole numbers, at least 1', options.strides);
    }
    if (this.padding !== 'valid' && this.padding !== 'same') {
      throw this.invalidArgument('padding', '"valid" or "same"', options.padding);
    }
    if (!Number.isInteger(this.depthMultiplier) || this.depthMultiplier < 1) {
      throw this.invalidArgument('depthMultiplier', 'a whole number, at least 1', options.depthMultiplier);
    }
    if (!isActivationName(this.activation)) {
      throw this.invalidArgument('activation', `one of ${ACTIVATION_NAMES.join(', ')}`, options.activation);
    }
  }

  /** `[outHeight, outWidth, channels · depthMultiplier]`. */
  protected depthwiseShape(inputShape: Shape): Shape {
    this.expectPicture(inputShape);
    const [height, width] = [0, 1].map((axis) =>
      outputLength(inputShape[axis], this.kernelSize[axis], this.strides[axis], this.padding),
    );
    return [height, width, inputShape[2] * this.depthMultiplier];
  }

  /**
   * Adds the convolution of each channel with kernels of its own, `[kernelHeight, kernelWidth, channels, depthMultiplier]`.
   * With a multiplier each channel is laid out so many times first: then every one has one kernel, in the same layout.
   */
  protected emitDepthwise(graph: Graph, x: Tensor, kernel: Parameter, bias: Parameter | undefined): Tensor {
    const { inputShape, padding, depthMultiplier: times } = this;
    const [inHeight, inWidth] = inputShape;
    const [outHeight, outWidth, channels] = this.depthwiseShape(inputShape);
    const [kernelHeight, kernelWidth] = this.kernelSize;
    const [strideY, strideX] = this.strides;
    const padTop = paddingBefore(inHeight, kernelHeight, strideY, padding);
    const padLeft = paddingBefore(inWidth, kernelWidth, strideX, padding);
    const sizes = { inHeight, inWidth, inChannels: channels, outHeight, outWidth, filters: channels };
    const shape = { ...sizes, kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft };
    const input = times === 1 ? x : graph.add({ kind: 'repeat', x, y: graph.tensor(x.size * times), times });
    const y = graph.tensor(sizeOf([outHeight, outWidth, channels]));
    return graph.add({ kind: 'depthwiseConv2d', x: input, y, kernel, bias, shape });
  }

  protected depthwiseConfig(): LayerConfig {
    return {
      kernel_size: [...this.kernelSize],
      strides: [...this.strides],
      padding: this.padding,
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      depth_multiplier: this.depthMultiplier,
      activation: this.activation,
      use_bias: this.useBias,
      depthwise_regularizer: regularizerConfig(this.depthwiseRegularizer),
      bias_regularizer: regularizerConfig(this.biasRegularizer),
    };
  }
}
