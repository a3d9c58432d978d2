import { describe, expect, it } from 'vitest';
import { depthwiseConv2dBackwardReference, depthwiseConv2dReference } from './depthwiseConv2d.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import type { Conv2DShape } from './index.js';
import { conv2dRecord, conv2dShape } from './shapes.fixture.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

const depthwise = (
  x: readonly [number, number, number],
  [height, width]: readonly [number, number],
  strides: readonly [number, number],
  padding: 'valid' | 'same',
): Conv2DShape => conv2dShape({ x, kernel: [height, width, x[2]], strides, padding });

const cases: [string, Conv2DShape][] = [
  ['3×3 of 4 channels', depthwise([6, 7, 4], [3, 3], [1, 1], 'valid')],
  ['3×3 same of 5 channels', depthwise([5, 6, 5], [3, 3], [1, 1], 'same')],
  ['2×3 same, strides 2 and 1, of 3 channels', depthwise([7, 5, 3], [2, 3], [2, 1], 'same')],
  ['5×5 same, larger than the picture', depthwise([3, 2, 1], [5, 5], [1, 1], 'same')],
  ['1×1 of 17 channels', depthwise([4, 3, 17], [1, 1], [1, 1], 'valid')],
  ['strides beyond the kernel', depthwise([9, 8, 8], [2, 2], [3, 4], 'valid')],
];
const samples = 3;

function values(shape: Conv2DShape, count = samples) {
  const channels = shape.inChannels;
  return {
    x: randomValues(count * shape.inHeight * shape.inWidth * channels, 1),
    kernel: randomValues(shape.kernelHeight * shape.kernelWidth * channels, 2),
    bias: randomValues(channels, 3),
    dy: randomValues(count * shape.outHeight * shape.outWidth * channels, 4),
  };
}

describeKernels('depthwiseConv2d', (bench) => {
  it.each(cases)('%s: forward', (_, shape) => {
    const { x, kernel, bias, dy } = values(shape);
    const record = bench.inputInts(conv2dRecord(shape));
    const [input, weights] = [bench.input(x), bench.input(kernel)];
    const y = bench.output(dy.length);
    bench.kernels.depthwiseConv2dForward(record, samples, input, weights, bench.input(bias), y);
    expectClose(bench.floats(y, dy.length), depthwiseConv2dReference(shape, samples, x, kernel, bias), 1e-5, 'y');
    const plain = bench.output(dy.length);
    bench.kernels.depthwiseConv2dForward(record, samples, input, weights, 0, plain);
    const none = new Float32Array(bias.length);
    expectClose(bench.floats(plain, dy.length), depthwiseConv2dReference(shape, samples, x, kernel, none), 1e-5, 'y');
  });

  it.each(cases)('%s: gradients', (_, shape) => {
    const { x, kernel, dy } = values(shape);
    const record = bench.inputInts(conv2dRecord(shape));
    const slope = bench.input(dy);
    const before = randomValues(kernel.length, 5);
    const dKernel = bench.output(before);
    bench.kernels.depthwiseConv2dBackwardWeights(record, samples, bench.input(x), slope, dKernel);
    const expected = depthwiseConv2dBackwardReference(shape, samples, x, kernel, dy);
    const sums = expected.dKernel.map((value, i) => value + before[i]);
    expectClose(bench.floats(dKernel, kernel.length), sums, 2e-5, 'dKernel');
    const dx = bench.output(x.length);
    bench.kernels.depthwiseConv2dBackwardInput(record, samples, slope, bench.input(kernel), dx);
    expectClose(bench.floats(dx, x.length), expected.dx, 1e-5, 'dx');
  });

  it('repeats elements, and sums what they were repeated to', () => {
    const y = bench.output(6);
    bench.kernels.repeatElements(2, 3, bench.input([1, -2]), y);
    expect([...bench.floats(y, 6)]).toEqual([1, 1, 1, -2, -2, -2]);
    const dx = bench.output(2);
    bench.kernels.sumRepeated(2, 3, bench.input([1, 2, 3, 4, 5, 6]), dx);
    expect([...bench.floats(dx, 2)]).toEqual([6, 15]);
  });
});

describe('depthwiseConv2dBackwardReference', () => {
  it.each(cases.slice(1, 4))('%s: agrees with finite differences', (_, shape) => {
    const { x, kernel, bias, dy } = values(shape, 1);
    const { dKernel, dx } = depthwiseConv2dBackwardReference(shape, 1, x, kernel, dy);
    const loss = (v: ArrayLike<number>, k: ArrayLike<number>): number =>
      dot(depthwiseConv2dReference(shape, 1, v, k, bias), dy);
    expectClose(
      dx,
      finiteDifferences((v) => loss(v, kernel), x),
      1e-8,
    );
    expectClose(
      dKernel,
      finiteDifferences((k) => loss(x, k), kernel),
      1e-8,
    );
  });
});
