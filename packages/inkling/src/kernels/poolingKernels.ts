/** Windows of x `[samples, inHeight, inWidth, channels]`; y is `[samples, outHeight, outWidth, channels]`. */
export interface Pool2DShape {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly poolHeight: number;
  readonly poolWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** The order in which a record in memory holds the fields, one int32 each: that of the class in pooling.as.ts. */
export const POOL2D_SHAPE_FIELDS = [
  'inHeight',
  'inWidth',
  'channels',
  'outHeight',
  'outWidth',
  'poolHeight',
  'poolWidth',
  'strideY',
  'strideX',
  'padTop',
  'padLeft',
] as const satisfies readonly (keyof Pool2DShape)[];

/** Pooling and padding, forward and back. */
export interface PoolingKernels {
  /** y = maximum of each window; arg (u16, like y) = which of the window, counted row by row; padding never wins. */
  maxPool2dForward(shape: number, samples: number, x: number, y: number, arg: number): void;
  /** dx is overwritten. */
  maxPool2dBackward(shape: number, samples: number, dy: number, arg: number, dx: number): void;
  /** y = mean of each window, over its places in x alone. */
  averagePool2dForward(shape: number, samples: number, x: number, y: number): void;
  /** dx is overwritten. */
  averagePool2dBackward(shape: number, samples: number, dy: number, dx: number): void;

  /**
   * y `[samples, paddedSize]` = zeros but for the rows of x `[samples, height, row]`, which begin `before` elements on in
   * each sample and are `paddedRow` apart.
   */
  padRows(
    samples: number,
    height: number,
    row: number,
    paddedSize: number,
    paddedRow: number,
    before: number,
    x: number,
    y: number,
  ): void;
  /** The opposite: x = those rows of y. */
  cropRows(
    samples: number,
    height: number,
    row: number,
    paddedSize: number,
    paddedRow: number,
    before: number,
    y: number,
    x: number,
  ): void;
}
