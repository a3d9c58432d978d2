import type { ActivationFunction, Conv2DShape, Pool2DShape } from '../kernels/kernels.js';

/** A value that flows between operations. Sizes are of one sample; the batch comes in front of them. */
export interface Tensor {
  readonly id: number;
  /** Elements of one sample. */
  readonly size: number;
}

/** A weight that operations read and training changes. Row-major, in Keras's layout. */
export interface Parameter {
  readonly index: number;
  readonly shape: readonly number[];
  readonly size: number;
  readonly trainable: boolean;
  /** What it costs beside the loss of samples: l1·Σ|w| + l2·Σw². */
  readonly penalty: Penalty | undefined;
}

export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

export type ActivationKind = 'relu' | 'sigmoid' | 'tanh' | 'softmax' | 'logSoftmax';

export interface DenseOperation {
  readonly kind: 'dense';
  readonly x: Tensor;
  readonly y: Tensor;
  /** `[inputs, units]`. */
  readonly kernel: Parameter;
  readonly bias: Parameter | undefined;
  readonly inputs: number;
  readonly units: number;
  /** How many vectors of `inputs` one sample holds: 1, or more where Dense is applied to the last axis of many. */
  readonly vectors: number;
}

export interface Conv2DOperation {
  readonly kind: 'conv2d';
  readonly x: Tensor;
  readonly y: Tensor;
  /** `[kernelHeight, kernelWidth, inChannels, filters]`. */
  readonly kernel: Parameter;
  readonly bias: Parameter | undefined;
  readonly shape: Conv2DShape;
}

export interface DepthwiseConv2DOperation {
  readonly kind: 'depthwiseConv2d';
  readonly x: Tensor;
  readonly y: Tensor;
  /** As many elements as `[kernelHeight, kernelWidth, inChannels]`. */
  readonly kernel: Parameter;
  readonly bias: Parameter | undefined;
  /** Has as many filters as channels. */
  readonly shape: Conv2DShape;
}

export interface RepeatOperation {
  readonly kind: 'repeat';
  readonly x: Tensor;
  readonly y: Tensor;
  /** How many times each element of x stands in y, one after another. */
  readonly times: number;
}

export interface MaxPool2DOperation {
  readonly kind: 'maxPool2d';
  readonly x: Tensor;
  readonly y: Tensor;
  readonly shape: Pool2DShape;
}

export interface AveragePool2DOperation {
  readonly kind: 'averagePool2d';
  readonly x: Tensor;
  readonly y: Tensor;
  readonly shape: Pool2DShape;
}

export interface ZeroPadding2DOperation {
  readonly kind: 'zeroPadding2d';
  readonly x: Tensor;
  readonly y: Tensor;
  /** Rows of x, and elements of each. */
  readonly height: number;
  readonly row: number;
  /** Elements of each row of y, and how many come before the first of x. */
  readonly paddedRow: number;
  readonly before: number;
}

export interface ActivationOperation {
  readonly kind: 'activation';
  readonly x: Tensor;
  readonly y: Tensor;
  readonly activation: ActivationKind;
  /** Length of the last axis, over which softmax and its logarithm go. */
  readonly classes: number;
}

export interface ElementwiseOperation {
  readonly kind: 'elementwise';
  readonly x: Tensor;
  readonly y: Tensor;
  readonly fn: ActivationFunction;
  /** a, b, c and d of the function, as far as it has them. */
  readonly parameters: readonly number[];
}

export interface DropoutOperation {
  readonly kind: 'dropout';
  readonly x: Tensor;
  readonly y: Tensor;
  /** Share of the values set to 0 while training, 0..1. */
  readonly rate: number;
}

export interface BatchNormalizationOperation {
  readonly kind: 'batchNormalization';
  readonly x: Tensor;
  readonly y: Tensor;
  /** Each `[channels]`; without them the factor is 1 and the offset 0. */
  readonly gamma: Parameter | undefined;
  readonly beta: Parameter | undefined;
  readonly movingMean: Parameter;
  readonly movingVariance: Parameter;
  /** Length of the last axis. */
  readonly channels: number;
  /** Share of the moving statistics that a step keeps, 0..1. */
  readonly momentum: number;
  readonly epsilon: number;
  /** Whether it uses the moving statistics even in training, and leaves them as they are. */
  readonly frozen: boolean;
}

/** Conv2D, bias, ReLU and MaxPooling2D (2×2, stride 2) in one; made by `fuse`, never by a layer. */
export interface PooledConv2DOperation {
  readonly kind: 'pooledConv2d';
  readonly x: Tensor;
  readonly y: Tensor;
  readonly kernel: Parameter;
  readonly bias: Parameter | undefined;
  /** `outHeight` and `outWidth` count only the outputs that pooling uses. */
  readonly shape: Conv2DShape;
}

/** A batch normalization, whatever its kernels do beside. */
export type Normalization = Omit<BatchNormalizationOperation, 'kind'>;

/** BatchNormalization, ReLU and maybe MaxPooling2D (2×2, stride 2) in one; made by `fuse`, never by a layer. */
export interface NormalizedReluOperation extends Normalization {
  readonly kind: 'normalizedRelu';
  readonly pool: Pool2DShape | undefined;
}

export type Operation =
  | DenseOperation
  | Conv2DOperation
  | DepthwiseConv2DOperation
  | RepeatOperation
  | MaxPool2DOperation
  | AveragePool2DOperation
  | ZeroPadding2DOperation
  | ActivationOperation
  | ElementwiseOperation
  | DropoutOperation
  | BatchNormalizationOperation
  | NormalizedReluOperation
  | PooledConv2DOperation;

/** What a model computes: its operations in order, from the input to the output. Layers add to it. */
export class Graph {
  readonly operations: Operation[] = [];
  readonly parameters: Parameter[] = [];
  private tensors = 0;

  tensor(size: number): Tensor {
    return { id: this.tensors++, size };
  }

  parameter(shape: readonly number[], trainable: boolean, penalty?: Penalty): Parameter {
    const size = shape.reduce((product, n) => product * n, 1);
    const parameter = { index: this.parameters.length, shape, size, trainable, penalty };
    this.parameters.push(parameter);
    return parameter;
  }

  /** Adds an operation and returns its output. */
  add(operation: Operation): Tensor {
    this.operations.push(operation);
    return operation.y;
  }
}
