import type { Graph, Tensor } from '../engine/graph.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape, sizeOf } from './layer.js';
import { isPositivePair, outputLength, type Padding, type Pair, paddingBefore, toPair } from './windows.js';

export interface MaxPooling2DOptions extends LayerOptions {
  /** Height and width of the window; 2 by default. */
  readonly poolSize?: number | Pair;
  /** Steps of the window; the window's own size by default. */
  readonly strides?: number | Pair;
  readonly padding?: Padding;
}

/** The largest value of each window. Input `[height, width, channels]`, output `[outHeight, outWidth, channels]`. */
export class MaxPooling2D extends Layer {
  override readonly className = 'MaxPooling2D';
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: MaxPooling2DOptions = {}) {
    super(options);
    this.poolSize = toPair(options.poolSize ?? 2);
    this.strides = toPair(options.strides ?? this.poolSize);
    this.padding = options.padding ?? 'valid';
    if (!isPositivePair(this.poolSize) || this.poolSize[0] * this.poolSize[1] > 256) {
      throw this.invalidArgument(
        'poolSize',
        'one or two whole numbers from 1, 256 places in all at most',
        options.poolSize,
      );
    }
    if (!isPositivePair(this.strides)) {
      throw this.invalidArgument('strides', 'one or two whole numbers, at least 1', options.strides);
    }
    if (this.padding !== 'valid' && this.padding !== 'same') {
      throw this.invalidArgument('padding', '"valid" or "same"', options.padding);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    if (inputShape.length !== 3) {
      throw this.invalidInput('expects [height, width, channels]', inputShape, 'Reshape the input first.');
    }
    const [height, width] = [0, 1].map((axis) =>
      outputLength(inputShape[axis], this.poolSize[axis], this.strides[axis], this.padding),
    );
    return [height, width, inputShape[2]];
  }

  override getConfig(): LayerConfig {
    return {
      ...this.baseConfig(),
      pool_size: [...this.poolSize],
      padding: this.padding,
      strides: [...this.strides],
      data_format: 'channels_last',
    };
  }

  override emit(graph: Graph, x: Tensor): Tensor {
    const [inHeight, inWidth, channels] = this.inputShape;
    const [outHeight, outWidth] = this.outputShape;
    const [poolHeight, poolWidth] = this.poolSize;
    const [strideY, strideX] = this.strides;
    const padTop = paddingBefore(inHeight, poolHeight, strideY, this.padding);
    const padLeft = paddingBefore(inWidth, poolWidth, strideX, this.padding);
    const sizes = { inHeight, inWidth, channels, outHeight, outWidth };
    const shape = { ...sizes, poolHeight, poolWidth, strideY, strideX, padTop, padLeft };
    return graph.add({ kind: 'maxPool2d', x, y: graph.tensor(sizeOf(this.outputShape)), shape });
  }
}
