import { expect, it } from 'vitest';
import { batchNormalizationBackwardReference, batchStatisticsReference } from './batchNormalization.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { POOL2D_SHAPE_FIELDS } from './kernels.js';
import { normalizedReluPoolReference, spreadReference } from './normalizedRelu.reference.js';
import { describeKernels, randomIntegers, randomValues, type Workbench } from './workbench.fixture.js';

/** Below, at and above a vector of four channels and a block of 64 positions; with rows and columns that pooling leaves out. */
const sizes = [1, 3, 4, 5, 8, 17].flatMap((channels) =>
  [
    [2, 2],
    [3, 5],
    [9, 16],
    [2, 67],
  ].map(([height, width]) => ({ rows: 3, height, width, channels })),
);
type Size = (typeof sizes)[number];

/** x about 3, statistics of it, and the a and b of y = max(a·x + b, 0) and the γ behind them. */
function values({ rows, height, width, channels }: Size) {
  const positions = height * width;
  const x = randomValues(rows * positions * channels, 1).map((value, i) => 3 + value * (1 + (i % channels)));
  const gamma = randomValues(channels, 3).map((value) => value + 1.5);
  const statistics = batchStatisticsReference({ rows, positions, channels }, x, 1e-3);
  const a = Float32Array.from(gamma, (factor, i) => factor * statistics.inverse[i]);
  const b = randomValues(channels, 4).map((offset, i) => offset - statistics.mean[i] * a[i]);
  return { x, positions, gamma, statistics, coefficients: [...a, ...b] };
}

function poolRecord(bench: Workbench, { height, width, channels }: Size): number {
  const [outHeight, outWidth] = [height >> 1, width >> 1];
  const two = { poolHeight: 2, poolWidth: 2, strideY: 2, strideX: 2, padTop: 0, padLeft: 0 };
  const shape = { inHeight: height, inWidth: width, channels, outHeight, outWidth, ...two };
  return bench.inputInts(POOL2D_SHAPE_FIELDS.map((field) => shape[field]));
}

/** Checks dγ, dβ and dx against float64, given where gradients `reach` x (0 elsewhere). */
function checkGradients(
  bench: Workbench,
  size: Size,
  reach: Float32Array,
  run: (places: { sums: number; mean: number; inverse: number }) => (slopes: number, dx: number) => void,
): void {
  const { rows, channels } = size;
  const { x, positions, gamma, statistics } = values(size);
  const [mean, inverse] = [bench.input(statistics.mean), bench.input(statistics.inverse)];
  const sums = bench.output(rows * 2 * channels);
  const backward = run({ sums, mean, inverse });
  const [dGamma, dBeta, slopes] = [bench.output(channels), bench.output(channels), bench.output(3 * channels)];
  const places = [bench.input(gamma), dGamma, dBeta, slopes] as const;
  bench.kernels.batchNormalizationGradients(rows, positions, channels, sums, mean, inverse, ...places);
  const dx = bench.output(x.length);
  backward(slopes, dx);
  const expected = batchNormalizationBackwardReference(x, reach, statistics, gamma);
  const steepest = Math.max(...statistics.inverse) * Math.max(...gamma);
  expectClose(bench.floats(dGamma, channels), expected.dGamma, 2e-6 * rows * positions * steepest, 'dGamma');
  expectClose(bench.floats(dBeta, channels), expected.dBeta, 1e-6 * rows * positions, 'dBeta');
  expectClose(bench.floats(dx, x.length), expected.dx, 5e-6 * steepest, 'dx');
}

describeKernels('normalizedRelu', (bench) => {
  it.each(sizes)('$rows rows of $height × $width × $channels', (size) => {
    const { rows, channels } = size;
    const { x, positions, coefficients } = values(size);
    const [input, factors] = [bench.input(x), bench.input(coefficients)];
    const y = bench.output(x.length);
    bench.kernels.normalizedRelu(rows * positions, channels, input, factors, y);
    const sums = Array.from(
      x,
      (value, i) => value * coefficients[i % channels] + coefficients[channels + (i % channels)],
    );
    const outputs = bench.floats(y, x.length).slice();
    const bounds = Array.from(x, (value, i) => 1e-6 * (1 + Math.abs(value * coefficients[i % channels])));
    expectClose(
      outputs,
      sums.map((sum) => Math.max(sum, 0)),
      bounds,
      'y',
    );

    const dy = randomValues(x.length, 2);
    const slope = bench.input(dy);
    // Exactly what was above zero lets its gradient through.
    const reach = dy.map((gradient, i) => (outputs[i] > 0 ? gradient : 0));
    checkGradients(bench, size, reach, (at) => {
      bench.kernels.normalizedReluSums(rows, positions, channels, input, slope, factors, at.mean, at.inverse, at.sums);
      return (slopes, dx) =>
        bench.kernels.normalizedReluBackward(rows * positions, channels, input, slope, factors, slopes, dx);
    });
  });

  it.each(sizes)('$rows rows of $height × $width × $channels, pooled', (size) => {
    const { rows, height, width, channels } = size;
    const { x, coefficients } = values(size);
    const record = poolRecord(bench, size);
    const length = rows * (height >> 1) * (width >> 1) * channels;
    const [y, arg] = [bench.output(length), bench.outputBytes(length)];
    // With whole numbers everything is exact, and ties, which the first must win, are frequent.
    const whole = { x: randomIntegers(x.length, 1), coefficients: randomIntegers(2 * channels, 2) };
    const exact = normalizedReluPoolReference(size, whole.x, whole.coefficients);
    bench.kernels.normalizedReluPool(record, rows, bench.input(whole.x), bench.input(whole.coefficients), y, arg);
    expectClose(bench.floats(y, length), exact.y, 0, 'y');
    expectClose(bench.bytes(arg, length), exact.arg, 0, 'arg');

    const [input, factors] = [bench.input(x), bench.input(coefficients)];
    bench.kernels.normalizedReluPool(record, rows, input, factors, y, arg);
    const dy = randomValues(length, 2);
    const slope = bench.input(dy);
    const reach = spreadReference(size, bench.bytes(arg, length), dy);
    checkGradients(bench, size, reach, (at) => {
      bench.kernels.normalizedReluPoolSums(record, rows, input, arg, slope, at.mean, at.inverse, at.sums);
      return (slopes, dx) => bench.kernels.normalizedReluPoolBackward(record, rows, input, arg, slope, slopes, dx);
    });
  });

  it('lets what is not a number through, so that a diverged training is noticed', () => {
    const size = { rows: 1, height: 2, width: 2, channels: 1 };
    const input = bench.input(new Float32Array(4).fill(Number.NaN));
    const factors = bench.input([1, 0]);
    const y = bench.output(4);
    bench.kernels.normalizedRelu(4, 1, input, factors, y);
    expect([...bench.floats(y, 4)]).toEqual(new Array(4).fill(Number.NaN));
    bench.kernels.normalizedReluPool(poolRecord(bench, size), 1, input, factors, y, bench.outputBytes(1));
    expect(bench.floats(y, 1)[0]).toBeNaN();
  });
});
