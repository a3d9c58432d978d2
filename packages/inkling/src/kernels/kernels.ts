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

/**
 * The functions that `activationForward` knows, in the order of their codes, which is that of `Fn` in
 * activations.as.ts, with what their parameters a, b, c and d are:
 * - rectified: x > c ? min(x, b) : a·(x − c)
 * - clipped: a·x + b, at least c and at most d
 * - exponentialLinear: x > 0 ? a·x : b·(e^(c·x) − 1)
 * - silu: x·σ(x); hardSilu: x·(x/6 + ½ from 0 to 1); softplus: a·ln(1 + e^(a·x)), a = ±1; mish: x·tanh(softplus(x))
 * - gelu: x·Φ(x), Φ the normal distribution; exponential: e^x; softsign: x/(1 + |x|); tanhShrink: x − tanh x
 * - squareplus: (x + √(x² + a))/2; sparsePlus: 0 up to −1, x from 1 on, (x + 1)²/4 between
 * - hardShrink: |x| > a ? x : 0; softShrink: what |x| has above a, with the sign of x
 */
export const ACTIVATION_FUNCTIONS = [
  'rectified',
  'clipped',
  'exponentialLinear',
  'silu',
  'hardSilu',
  'softplus',
  'mish',
  'gelu',
  'exponential',
  'softsign',
  'tanhShrink',
  'squareplus',
  'sparsePlus',
  'hardShrink',
  'softShrink',
] as const;

export type ActivationFunction = (typeof ACTIVATION_FUNCTIONS)[number];

/**
 * The kernels of one instance. Buffers are byte addresses in its memory, 16-byte aligned where a buffer starts; 64 bytes
 * behind each may be read, but nothing is written there. Counts, sizes and strides are in elements. All numbers are
 * float32 unless said otherwise; pictures are NHWC and convolution kernels HWIO, as Keras keeps them. A `shape` is the
 * address of a record as `CONV2D_SHAPE_FIELDS` or `POOL2D_SHAPE_FIELDS` orders it. Nothing is checked: callers know.
 */
export interface Kernels {
  /**
   * B `[k, n]` → panels `[⌈n/8⌉][k][8]`, the last one filled up with zeros, as `matmul` reads them.
   * Element (r, c) of B is source[r·rowStride + c·columnStride]; panels lie `panelStride` apart (8·k, or more where B is a part
   * of the rows of what is packed).
   */
  packPanels(
    k: number,
    n: number,
    source: number,
    rowStride: number,
    columnStride: number,
    panels: number,
    panelStride: number,
  ): void;
  /**
   * C `[m, n]` = (accumulate ≠ 0 ? C : bias `[n]`, or 0 where bias is 0) + A `[m, k]` · B `[k, n]`.
   * A(i, r) = a[i·aRow + r·aStep]; C(i, j) = c[i·cRow + j]; panels from `packPanels`, `panelStride` apart
   * (8·k, or more where k is a part of what was packed). A row of C is the same bits for any m.
   */
  matmul(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aStep: number,
    panels: number,
    panelStride: number,
    bias: number,
    accumulate: number,
    c: number,
    cRow: number,
  ): void;

  /**
   * C `[m, n]` = bias `[n]`, or 0 where bias is 0, + A `[m, k]` · B `[k, n]`, the bits of matmul, in less time where columns of A
   * are zero: those of pixels that are blank in all samples. Scratch: 3·k + 8.
   */
  matmulBlank(
    m: number,
    n: number,
    k: number,
    a: number,
    panels: number,
    bias: number,
    c: number,
    scratch: number,
  ): void;
  /** C `[m, n]` = Aᵀ · B, with A `[k, m]` and B `[k, n]` in panels `panelStride` apart, in the same way. Scratch: 3·m + 8. */
  matmulBlankTransposed(
    m: number,
    n: number,
    k: number,
    a: number,
    panels: number,
    panelStride: number,
    c: number,
    scratch: number,
  ): void;

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
  winograd5Conv2dBackwardWeights(
    shape: number,
    samples: number,
    x: number,
    dy: number,
    dw: number,
    db: number,
    scratch: number,
  ): void;
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

  /** y = max(x, 0). */
  reluForward(n: number, x: number, y: number): void;
  /** dx = y > 0 ? dy : 0. */
  reluBackward(n: number, y: number, dy: number, dx: number): void;
  /** y = 1 / (1 + e^−x). */
  sigmoidForward(n: number, x: number, y: number): void;
  /** dx = dy·y·(1 − y). */
  sigmoidBackward(n: number, y: number, dy: number, dx: number): void;
  /** y = tanh x. */
  tanhForward(n: number, x: number, y: number): void;
  /** dx = dy·(1 − y²). */
  tanhBackward(n: number, y: number, dy: number, dx: number): void;

  /** y = f(x), f by its place in ACTIVATION_FUNCTIONS. */
  activationForward(fn: number, n: number, x: number, y: number, a: number, b: number, c: number, d: number): void;
  /** dx = dy·f′(x). */
  activationBackward(
    fn: number,
    n: number,
    x: number,
    dy: number,
    dx: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ): void;

  /** y = kept ? x / (1 − rate) : 0, where element i is kept by a hash of seed (u32) and firstIndex + i; mask: u8, 1 or 0. */
  dropoutForward(n: number, x: number, y: number, mask: number, rate: number, seed: number, firstIndex: number): void;
  /** dx = mask ? dy / (1 − rate) : 0. */
  dropoutBackward(n: number, dy: number, mask: number, dx: number, rate: number): void;

  /** For each row of x `[rows, positions, channels]`: moments `[rows][2][channels]` = mean, Σ (x − mean)². */
  batchMoments(rows: number, positions: number, channels: number, x: number, moments: number): void;
  /**
   * statistics `[3][channels]` = mean and variance of all rows, summed in their order from their moments, and
   * 1/√(variance + ε); moving = moving·momentum + new·(1 − momentum) for both moving arrays `[channels]`.
   */
  batchStatistics(
    rows: number,
    positions: number,
    channels: number,
    moments: number,
    epsilon: number,
    momentum: number,
    statistics: number,
    movingMean: number,
    movingVariance: number,
  ): void;
  /** inverse `[n]` = 1/√(variance + ε). */
  inverseDeviation(n: number, variance: number, epsilon: number, inverse: number): void;
  /** coefficients `[2][channels]` = γ·inverse, β − mean·γ·inverse; γ is 1 and β is 0 where their address is 0. */
  batchNormalizationScale(
    channels: number,
    mean: number,
    inverse: number,
    gamma: number,
    beta: number,
    coefficients: number,
  ): void;
  /** y `[positions, channels]` = a·x + b, with coefficients `[2][channels]` = a, b. */
  scaleChannels(positions: number, channels: number, x: number, coefficients: number, y: number): void;
  /** For each row: sums `[rows][2][channels]` = Σ dy, Σ dy·(x − mean)·inverse. */
  batchNormalizationSums(
    rows: number,
    positions: number,
    channels: number,
    x: number,
    dy: number,
    mean: number,
    inverse: number,
    sums: number,
  ): void;
  /**
   * dβ and dγ `[channels]` = the sums of all rows, in their order (left out where the address is 0), and coefficients
   * `[3][channels]` of dx = a·dy + b·x + c; γ is 1 where its address is 0.
   */
  batchNormalizationGradients(
    rows: number,
    positions: number,
    channels: number,
    sums: number,
    mean: number,
    inverse: number,
    gamma: number,
    dGamma: number,
    dBeta: number,
    coefficients: number,
  ): void;
  /** dx `[positions, channels]` = a·dy + b·x + c, with coefficients `[3][channels]` = a, b, c. */
  batchNormalizationBackward(
    positions: number,
    channels: number,
    x: number,
    dy: number,
    coefficients: number,
    dx: number,
  ): void;

  /** y `[positions, channels]` = max(a·x + b, 0), with coefficients `[2][channels]` = a, b. */
  normalizedRelu(positions: number, channels: number, x: number, coefficients: number, y: number): void;
  /** What batchNormalizationSums does, of dy where a·x + b > 0 alone. */
  normalizedReluSums(
    rows: number,
    positions: number,
    channels: number,
    x: number,
    dy: number,
    coefficients: number,
    mean: number,
    inverse: number,
    sums: number,
  ): void;
  /** What batchNormalizationBackward does (its coefficients are the slopes), with dy = 0 where a·x + b ≤ 0. */
  normalizedReluBackward(
    positions: number,
    channels: number,
    x: number,
    dy: number,
    coefficients: number,
    slopes: number,
    dx: number,
  ): void;
  /**
   * y = the largest of max(a·x + b, 0) in each window of 2×2; arg (u8, like y) = which of the four it was (the first of
   * equals), or 4 if it is not above zero. `shape` has pools of 2×2, strides of 2 and no padding.
   */
  normalizedReluPool(shape: number, samples: number, x: number, coefficients: number, y: number, arg: number): void;
  /** normalizedReluSums from the dy of pooled outputs. */
  normalizedReluPoolSums(
    shape: number,
    rows: number,
    x: number,
    arg: number,
    dy: number,
    mean: number,
    inverse: number,
    sums: number,
  ): void;
  /** normalizedReluBackward from the dy of pooled outputs. */
  normalizedReluPoolBackward(
    shape: number,
    samples: number,
    x: number,
    arg: number,
    dy: number,
    slopes: number,
    dx: number,
  ): void;

  /** y = softmax of each row of x `[rows, classes]`. */
  softmaxForward(rows: number, classes: number, x: number, y: number): void;
  /** dx = y·(dy − Σ dy·y), row by row. */
  softmaxBackward(rows: number, classes: number, y: number, dy: number, dx: number): void;
  /** y = x − max − ln Σ e^(x − max), row by row. */
  logSoftmaxForward(rows: number, classes: number, x: number, y: number): void;
  /** dx = dy − e^y·Σ dy, row by row. */
  logSoftmaxBackward(rows: number, classes: number, y: number, dy: number, dx: number): void;
  /**
   * probabilities = softmax(logits); dLogits = scale·weight·(probabilities − onehot(labels)); labels: u8 `[rows]`,
   * weights `[rows]`. Adds to statistics the sum of −weight·ln p(label) (float64 at +0) and the number of rows whose
   * first maximum is at the label (int32 at +8).
   */
  softmaxCrossEntropy(
    rows: number,
    classes: number,
    logits: number,
    labels: number,
    weights: number,
    probabilities: number,
    dLogits: number,
    scale: number,
    statistics: number,
  ): void;
  /**
   * The same with targets `[rows, classes]`, smoothed: t = (1 − smoothing)·target + smoothing/classes;
   * dLogits = scale·weight·(probabilities·Σt − t), the loss −weight·Σ t·ln p. A row is right where first maxima agree.
   */
  softmaxCrossEntropyDense(
    rows: number,
    classes: number,
    logits: number,
    targets: number,
    weights: number,
    smoothing: number,
    probabilities: number,
    dLogits: number,
    scale: number,
    statistics: number,
  ): void;
  /**
   * dOutputs = scale·weight·2(y − t)/size of outputs and targets `[rows, size]`; the loss is weight·Σ (y − t)²/size. A row
   * is right where first maxima agree, or, for a single output, where y > ½ is what t says. Statistics as above.
   */
  meanSquaredError(
    rows: number,
    size: number,
    outputs: number,
    targets: number,
    weights: number,
    dOutputs: number,
    scale: number,
    statistics: number,
  ): void;

  /**
   * m += (g − m)(1 − β1); v += (g² − v)(1 − β2); w −= stepSize·m/(√v + ε); stepSize = lr·√(1 − β2ᵗ)/(1 − β1ᵗ).
   * Where `peak` is not 0, it keeps the largest v so far, which then divides (AMSGrad).
   */
  adam(
    n: number,
    w: number,
    m: number,
    v: number,
    peak: number,
    g: number,
    stepSize: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
  /** w −= stepSize·g. */
  sgd(n: number, w: number, g: number, stepSize: number): void;
  /** m = momentum·m − stepSize·g; w += m, or momentum·m − stepSize·g where nesterov ≠ 0. */
  sgdMomentum(n: number, w: number, m: number, g: number, stepSize: number, momentum: number, nesterov: number): void;
  /**
   * v = ρ·v + (1 − ρ)g²; a = ρ·a + (1 − ρ)g; m = momentum·m + stepSize·g/√(v − a² + ε); w −= m. Without momentum `m`
   * is 0, and where it is not centered `a` is.
   */
  rmsprop(
    n: number,
    w: number,
    v: number,
    m: number,
    a: number,
    g: number,
    stepSize: number,
    rho: number,
    momentum: number,
    epsilon: number,
  ): void;
  /** g += l1·sign(w) + 2·l2·w; adds rows·(l1·Σ|w| + l2·Σw²) to statistics (float64). */
  regularize(n: number, w: number, g: number, l1: number, l2: number, rows: number, statistics: number): void;
  /** w −= rate·w. */
  decayWeights(n: number, w: number, rate: number): void;
  /** average = momentum·average + (1 − momentum)·w. */
  averageWeights(n: number, average: number, w: number, momentum: number): void;

  /** destination `[n]` = Σ of `shards` arrays, `shardStride` apart, in their order. */
  sumShards(n: number, source: number, shardStride: number, shards: number, destination: number): void;
  /** out `[columns]` = Σ over the rows of x `[rows, columns]`. */
  columnSums(rows: number, columns: number, x: number, out: number): void;

  /** x `[n]` = value. */
  fill(n: number, x: number, value: number): void;
  /** out `[rows, size]` = f32(byte)·f32(1/255) of the rows of bytes (u8) that indices (int32) names. */
  gatherPixels(rows: number, size: number, bytes: number, indices: number, out: number): void;
  /** out `[rows, size]` = the rows of source that indices (int32) names. */
  gatherFloats(rows: number, size: number, source: number, indices: number, out: number): void;
  /** destination `[rows, columns]` = the first columns of rows that are `sourceRow` apart. */
  copyColumns(rows: number, columns: number, source: number, sourceRow: number, destination: number): void;
}

export type KernelName = keyof Kernels;
