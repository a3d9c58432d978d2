import type { Pool2DShape } from '../kernels/index.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';
import { isPositivePair, outputLength, type Padding, type Pair, paddingBefore, toPair } from './windows.js';

export interface Pooling2DOptions extends LayerOptions {
  /** Height and width of the window; 2 by default. */
  readonly poolSize?: number | Pair;
  /** Steps of the window; the window's own size by default. */
  readonly strides?: number | Pair;
  /** `valid` (the default) keeps the window inside; `same` lets it reach beyond the edges, where nothing counts. */
  readonly padding?: Padding;
}

/** Places that a window may have. */
const MAX_PLACES = 65_536;

/** What layers have in common that make one number of each window and channel. */
export abstract class Pooling2D extends Layer {
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;

  /** @throws InklingError `layer/invalid-argument` */
  constructor(options: Pooling2DOptions = {}) {
    super(options);
    this.poolSize = toPair(options.poolSize ?? 2);
    this.strides = toPair(options.strides ?? this.poolSize);
    this.padding = options.padding ?? 'valid';
    if (!isPositivePair(this.poolSize) || this.poolSize[0] * this.poolSize[1] > MAX_PLACES) {
      const expected = `one or two whole numbers from 1, ${MAX_PLACES} places in all at most`;
      throw this.invalidArgument('poolSize', expected, options.poolSize);
    }
    if (!isPositivePair(this.strides)) {
      throw this.invalidArgument('strides', 'one or two whole numbers, at least 1', options.strides);
    }
    if (this.padding !== 'valid' && this.padding !== 'same') {
      throw this.invalidArgument('padding', '"valid" or "same"', options.padding);
    }
  }

  override computeOutputShape(inputShape: Shape): Shape {
    this.expectPicture(inputShape);
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

  /** The windows, as kernels are told them. */
  protected windows(): Pool2DShape {
    const [inHeight, inWidth, channels] = this.inputShape;
    const [outHeight, outWidth] = this.outputShape;
    const [poolHeight, poolWidth] = this.poolSize;
    const [strideY, strideX] = this.strides;
    const padTop = paddingBefore(inHeight, poolHeight, strideY, this.padding);
    const padLeft = paddingBefore(inWidth, poolWidth, strideX, this.padding);
    const sizes = { inHeight, inWidth, channels, outHeight, outWidth };
    return { ...sizes, poolHeight, poolWidth, strideY, strideX, padTop, padLeft };
  }
}
