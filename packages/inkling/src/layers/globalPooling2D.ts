import type { Pool2DShape } from '../kernels/index.js';
import { Layer, type LayerConfig, type LayerOptions, type Shape } from './layer.js';

export interface GlobalPooling2DOptions extends LayerOptions {
  /** Whether the output is `[1, 1, channels]` rather than `[channels]`; false by default. */
  readonly keepdims?: boolean;
}

/** What layers have in common that make one number of each channel of a picture. */
export abstract class GlobalPooling2D extends Layer {
  readonly keepdims: boolean;

  constructor(options: GlobalPooling2DOptions = {}) {
    super(options);
    this.keepdims = options.keepdims ?? false;
    if (typeof this.keepdims !== 'boolean') throw this.invalidArgument('keepdims', 'true or false', options.keepdims);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    this.expectPicture(inputShape);
    const channels = inputShape[2];
    return this.keepdims ? [1, 1, channels] : [channels];
  }

  override getConfig(): LayerConfig {
    return { ...this.baseConfig(), data_format: 'channels_last', keepdims: this.keepdims };
  }

  /** One window, the whole picture. */
  protected window(): Pool2DShape {
    const [inHeight, inWidth, channels] = this.inputShape;
    const sizes = { inHeight, inWidth, channels, outHeight: 1, outWidth: 1 };
    return { ...sizes, poolHeight: inHeight, poolWidth: inWidth, strideY: 1, strideX: 1, padTop: 0, padLeft: 0 };
  }
}
