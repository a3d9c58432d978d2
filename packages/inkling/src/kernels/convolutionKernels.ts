/**
 * A two-dimensional convolution of x `[samples, inHeight, inWidth, inChannels]` with a kernel `[kernelHeight,
 * kernelWidth, inChannels, filters]` to y `[samples, outHeight, outWidth, filters]`. `padTop` rows and `padLeft`
 * columns of zeros stand before x; behind it there are as many as the last patch needs. `outHeight` and `outWidth`
 * may be smaller than what fits: then only those outputs are computed.
 */
export interface Conv2DShape {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** The order in which a record in memory holds the fields, one int32 each: that of the class in conv2dShape.as.ts. */
export const CONV2D_SHAPE_FIELDS = [
  'inHeight',
  'inWidth',
  'inChannels',
  'outHeight',
  'outWidth',
  'filters',
  'kernelHeight',
  'kernelWidth',
  'strideY',
  'strideX',
  'padTop',
  'padLeft',
] as const satisfies readonly (keyof Conv2DShape)[];

/** Convolutions, forward and back, and the copies of kernels that they read. */
export interface ConvolutionKernels {
  /** y = x ∗ kernel + bias; panels = packPanels(patch, filters, kernel, filters, 1, …, 8·patch); bias `[filters]` or 0. */
  conv2dForward(
    shape: number,
    samples: number,
    x: number,
    panels: number,
    bias: number,
    y: number,
    scratch: number,
  ): void;
  /** Adds to dw `[kernelHeight, kernelWidth, inChannels, filters]`, and to db `[filters]` unless it is 0. */
  conv2dBackwardWeights(
    shape: number,
    samples: number,
    x: number,
    dy: number,
    dw: number,
    db: number,
    scratch: number,
  ): void;
  /** Overwrites dx; panelsT = packPanels(filters, patch, kernel, 1, filters, …, 8·filters), patch = kernelHeight·kernelWidth·inChannels. */
  conv2dBackwardInput(shape: number, samples: number, dy: number, panelsT: number, dx: number, scratch: number): void;

  /**
   * y(…, c) = (x(…, c) ∗ kernel(…, c)) + bias(c): every channel by itself, so that filters = inChannels; kernel
   * `[kernelHeight, kernelWidth, inChannels]`, bias `[inChannels]` or 0.
   */
  depthwiseConv2dForward(shape: number, samples: number, x: number, kernel: number, bias: number, y: number): void;
  /** Adds to dKernel. */
  depthwiseConv2dBackwardWeights(shape: number, samples: number, x: number, dy: number, dKernel: number): void;
  /** dx is overwritten. */
  depthwiseConv2dBackwardInput(shape: number, samples: number, dy: number, kernel: number, dx: number): void;
  /** y `[n·times]` = each element of x `[n]`, `times` times. */
  repeatElements(n: number, times: number, x: number, y: number): void;
  /** dx `[n]` = the sum of each `times` elements of dy. */
  sumRepeated(n: number, times: number, dy: number, dx: number): void;

  /**
   * Conv2D, bias, ReLU and MaxPooling2D (2×2, stride 2, valid) in one. outHeight and outWidth are the convolution
   * outputs that pooling uses, both even. y and arg (u8): `[samples, outHeight/2, outWidth/2, filters]`; arg says which
   * of its window the maximum was (0..3, row by row, the first of equals), or 4 if it is not above zero.
   */
  pooledConv2dForward(
    shape: number,
    samples: number,
    x: number,
    panels: number,
    bias: number,
    y: number,
    arg: number,
    scratch: number,
  ): void;
  /**
   * Visits only the live entries of arg. filtersByOutput = packByOutput(kernel); dwByOutput (same layout) and db are
   * added to; dx is overwritten, or left out where it is 0.
   */
  pooledConv2dBackward(
    shape: number,
    samples: number,
    x: number,
    arg: number,
    dy: number,
    filtersByOutput: number,
    dwByOutput: number,
    db: number,
    dx: number,
    scratch: number,
  ): void;
  /** HWIO → `[filters][kernelHeight][rowLength]`, zero padded, with rowLength = ⌈kernelWidth·inChannels/4⌉·4. */
  packByOutput(shape: number, kernel: number, out: number): void;
  /** `[filters][kernelHeight][rowLength]` → HWIO. */
  unpackByOutput(shape: number, byOutput: number, kernel: number): void;

  /**
   * HWIO → `[filters/8][49][inChannels][8]`, 49·inChannels·filters elements, for shapes that `suitsWinograd`.
   * Scratch: 49 vectors of four.
   */
  packWinograd5(shape: number, kernel: number, out: number, scratch: number): void;
  /**
   * What conv2dForward does, for shapes that `suitsWinograd`, with 49 multiplications for 25 outputs instead of 225;
   * transformed = packWinograd5(kernel). Scratch: `winogradScratch`.
   */
  winograd5Conv2dForward(
    shape: number,
    samples: number,
    x: number,
    transformed: number,
    bias: number,
    y: number,
    scratch: number,
  ): void;
  /** What conv2dBackwardWeights does, in the same way. Scratch: `winogradBackwardScratch`. */
  readonly winograd5Conv2dBackwardWeights: ConvolutionKernels['conv2dBackwardWeights'];
  /**
   * Kernel `[3, 3, inChannels, filters]` → `[3, 3, filters, inChannels]`, turned by half a circle: the forward kernels
   * convolve dy with it to dx, padded by 2 − padTop and 2 − padLeft.
   */
  turnKernel(shape: number, kernel: number, out: number): void;
  /** What pooledConv2dForward does, in the same way. */
  winograd5PooledConv2dForward(
    shape: number,
    samples: number,
    x: number,
    transformed: number,
    bias: number,
    y: number,
    arg: number,
    scratch: number,
  ): void;
}
