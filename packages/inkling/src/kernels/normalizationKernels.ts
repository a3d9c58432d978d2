/** Batch normalization, alone and in one with ReLU and pooling, forward and back. */
export interface NormalizationKernels {
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
}
