/** x and y are `[rows, positions, channels]`; statistics are taken of each channel over all rows and positions. */
interface Sizes {
  readonly rows: number;
  readonly positions: number;
  readonly channels: number;
}

export interface BatchStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly inverse: Float64Array;
}

/** Mean and variance about it, divided by n, and 1/√(variance + ε). */
export function batchStatisticsReference(
  { rows, positions, channels }: Sizes,
  x: ArrayLike<number>,
  epsilon: number,
): BatchStatistics {
  const count = rows * positions;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let i = 0; i < count * channels; i++) mean[i % channels] += x[i] / count;
  for (let i = 0; i < count * channels; i++) variance[i % channels] += (x[i] - mean[i % channels]) ** 2 / count;
  return { mean, variance, inverse: variance.map((value) => 1 / Math.sqrt(value + epsilon)) };
}

/** y = γ·(x − mean)·inverse + β. */
export function batchNormalizationReference(
  x: ArrayLike<number>,
  { mean, inverse }: BatchStatistics,
  gamma: ArrayLike<number>,
  beta: ArrayLike<number>,
): Float64Array {
  const channels = mean.length;
  return Float64Array.from(x, (value, i) => {
    const channel = i % channels;
    return gamma[channel] * (value - mean[channel]) * inverse[channel] + beta[channel];
  });
}

/** dγ = Σ dy·x̂, dβ = Σ dy, dx = γ·inverse·(dy − (dβ + x̂·dγ)/n) with x̂ = (x − mean)·inverse. */
export function batchNormalizationBackwardReference(
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
  { mean, inverse }: BatchStatistics,
  gamma: ArrayLike<number>,
): { dx: Float64Array; dGamma: Float64Array; dBeta: Float64Array } {
  const channels = mean.length;
  const count = x.length / channels;
  const dGamma = new Float64Array(channels);
  const dBeta = new Float64Array(channels);
  const normalised = Float64Array.from(x, (value, i) => (value - mean[i % channels]) * inverse[i % channels]);
  for (let i = 0; i < x.length; i++) {
    dGamma[i % channels] += dy[i] * normalised[i];
    dBeta[i % channels] += dy[i];
  }
  const dx = Float64Array.from(dy, (value, i) => {
    const channel = i % channels;
    return gamma[channel] * inverse[channel] * (value - (dBeta[channel] + normalised[i] * dGamma[channel]) / count);
  });
  return { dx, dGamma, dBeta };
}
