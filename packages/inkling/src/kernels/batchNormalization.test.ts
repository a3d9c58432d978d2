import { describe, expect, it } from 'vitest';
import {
  batchNormalizationBackwardReference,
  batchNormalizationReference,
  batchStatisticsReference,
} from './batchNormalization.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import { describeKernels, randomValues, type Workbench } from './workbench.fixture.js';

const EPSILON = 1e-3;
const MOMENTUM = 0.9;
/** Below, at and above a vector of four channels and a block of 64 positions. */
const sizes = [1, 3, 4, 5, 8, 17].flatMap((channels) =>
  [
    [1, 1],
    [35, 1],
    [3, 7],
    [2, 64],
    [5, 130],
  ].map(([rows, positions]) => ({ rows, positions, channels })),
);

/** Values about 3, so that sums of squares alone would cancel; and gradients, factors and offsets. */
function values({ rows, positions, channels }: (typeof sizes)[number]) {
  const length = rows * positions * channels;
  return {
    x: randomValues(length, 1).map((value, i) => 3 + value * (1 + (i % channels))),
    dy: randomValues(length, 2),
    gamma: randomValues(channels, 3).map((value) => value + 1.5),
    beta: randomValues(channels, 4),
  };
}

describeKernels('batchNormalization', (bench) => {
  it.each(sizes)('$rows rows of $positions × $channels: forward', (size) => {
    const { x, gamma, beta } = values(size);
    const expected = batchStatisticsReference(size, x, EPSILON);
    const { mean, variance, inverse, moving } = statistics(bench, size, x);
    expectClose(bench.floats(mean, size.channels), expected.mean, 1e-5, 'mean');
    expectClose(bench.floats(variance, size.channels), expected.variance, scaled(expected.variance, 1e-5), 'variance');
    expectClose(bench.floats(inverse, size.channels), expected.inverse, scaled(expected.inverse, 1e-5), 'inverse');
    const movedMean = expected.mean.map((value) => MOMENTUM * 0.5 + (1 - MOMENTUM) * value);
    const movedVariance = expected.variance.map((value) => MOMENTUM * 2 + (1 - MOMENTUM) * value);
    expectClose(bench.floats(moving[0], size.channels), movedMean, 1e-5, 'moving mean');
    expectClose(bench.floats(moving[1], size.channels), movedVariance, scaled(movedVariance, 1e-5), 'moving variance');

    const coefficients = bench.output(2 * size.channels);
    const [factor, offset] = [bench.input(gamma), bench.input(beta)];
    bench.kernels.batchNormalizationScale(size.channels, mean, inverse, factor, offset, coefficients);
    const y = bench.output(x.length);
    bench.kernels.scaleChannels(size.rows * size.positions, size.channels, bench.input(x), coefficients, y);
    const expectedY = batchNormalizationReference(x, expected, gamma, beta);
    // What varies little is divided by little, and with it the rounding of x.
    const bounds = expectedY.map((_, i) => 1e-5 + 4e-6 * expected.inverse[i % size.channels]);
    expectClose(bench.floats(y, x.length), expectedY, bounds, 'y');
  });

  it.each(sizes)('$rows rows of $positions × $channels: gradients', (size) => {
    const { rows, positions, channels } = size;
    const { x, dy, gamma } = values(size);
    const expected = batchStatisticsReference(size, x, EPSILON);
    const [mean, inverse] = [bench.input(expected.mean), bench.input(expected.inverse)];
    const [input, slope, factor] = [bench.input(x), bench.input(dy), bench.input(gamma)];
    const sums = bench.output(rows * 2 * channels);
    bench.kernels.batchNormalizationSums(rows, positions, channels, input, slope, mean, inverse, sums);
    const [dGamma, dBeta, slopes] = [bench.output(channels), bench.output(channels), bench.output(3 * channels)];
    const places = [factor, dGamma, dBeta, slopes] as const;
    bench.kernels.batchNormalizationGradients(rows, positions, channels, sums, mean, inverse, ...places);
    const dx = bench.output(x.length);
    bench.kernels.batchNormalizationBackward(rows * positions, channels, input, slope, slopes, dx);

    const gradients = batchNormalizationBackwardReference(x, dy, expected, gamma);
    const steepest = Math.max(...expected.inverse) * Math.max(...gamma);
    expectClose(bench.floats(dGamma, channels), gradients.dGamma, 2e-6 * rows * positions * steepest, 'dGamma');
    expectClose(bench.floats(dBeta, channels), gradients.dBeta, 1e-6 * rows * positions, 'dBeta');
    expectClose(bench.floats(dx, x.length), gradients.dx, 5e-6 * steepest, 'dx');
  });

  it('has neither factor nor offset where their addresses are 0', () => {
    const [mean, inverse] = [bench.input([1, 2]), bench.input([3, 4])];
    const coefficients = bench.output(4);
    bench.kernels.batchNormalizationScale(2, mean, inverse, 0, 0, coefficients);
    expect([...bench.floats(coefficients, 4)]).toEqual([3, 4, -3, -8]);
    const slopes = bench.output(6);
    const sums = bench.input([5, 6, 1, 8]);
    bench.kernels.batchNormalizationGradients(1, 1, 2, sums, mean, inverse, 0, 0, 0, slopes);
    expect([...bench.floats(slopes, 6)]).toEqual([3, 4, -9, -128, -6, 232]);
  });

  it('has 1/√(variance + ε) of moving variances', () => {
    const variance = [0, 0.25, 1, 9, 100, 1e-4, 7];
    const inverse = bench.output(variance.length);
    bench.kernels.inverseDeviation(variance.length, bench.input(variance), EPSILON, inverse);
    const expected = variance.map((value) => 1 / Math.sqrt(value + EPSILON));
    expectClose(bench.floats(inverse, variance.length), expected, scaled(expected, 1e-6));
  });
});

describe('the references of batch normalization', () => {
  it('agree with finite differences', () => {
    const size = { rows: 3, positions: 4, channels: 3 };
    const { x, dy, gamma, beta } = values(size);
    const statisticsOf = (v: ArrayLike<number>) => batchStatisticsReference(size, v, EPSILON);
    const { dx, dGamma, dBeta } = batchNormalizationBackwardReference(x, dy, statisticsOf(x), gamma);
    const loss = (v: ArrayLike<number>, g: ArrayLike<number>, b: ArrayLike<number>): number =>
      dot(batchNormalizationReference(v, statisticsOf(v), g, b), dy);
    expectClose(
      dx,
      finiteDifferences((v) => loss(v, gamma, beta), x),
      1e-8,
    );
    expectClose(
      dGamma,
      finiteDifferences((v) => loss(x, v, beta), gamma),
      1e-8,
    );
    expectClose(
      dBeta,
      finiteDifferences((v) => loss(x, gamma, v), beta),
      1e-8,
    );
  });
});

function statistics(bench: Workbench, { rows, positions, channels }: (typeof sizes)[number], x: Float32Array) {
  const moments = bench.output(rows * 2 * channels);
  bench.kernels.batchMoments(rows, positions, channels, bench.input(x), moments);
  const mean = bench.output(3 * channels);
  const moving = [bench.output(new Float32Array(channels).fill(0.5)), bench.output(new Float32Array(channels).fill(2))];
  const [movingMean, movingVariance] = moving;
  bench.kernels.batchStatistics(
    rows,
    positions,
    channels,
    moments,
    EPSILON,
    MOMENTUM,
    mean,
    movingMean,
    movingVariance,
  );
  return { mean, variance: mean + 4 * channels, inverse: mean + 8 * channels, moving };
}

function scaled(values: ArrayLike<number>, relative: number): number[] {
  return Array.from(values, (value) => Math.abs(value) * relative);
}
