import { describe, expect, it } from 'vitest';
import { Random } from '../random.js';
import { expectClose } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import {
  logSoftmaxBackwardReference,
  logSoftmaxReference,
  softmaxBackwardReference,
  softmaxCrossEntropyDenseReference,
  softmaxCrossEntropyReference,
  softmaxReference,
} from './softmax.reference.js';
import { describeKernels, randomValues, type Workbench } from './workbench.fixture.js';

/** A few roundings of values up to one. */
const tolerance = 2 ** -20;
const sizes = [
  [1, 1],
  [1, 2],
  [3, 3],
  [2, 4],
  [5, 7],
  [16, 10],
  [4, 8],
  [3, 37],
];

function randomLabels(rows: number, classes: number): Uint8Array {
  const random = new Random(rows);
  return Uint8Array.from({ length: rows }, () => random.integer(classes));
}

function crossEntropy(
  bench: Workbench,
  rows: number,
  classes: number,
  logits: ArrayLike<number>,
  labels: Uint8Array,
  scale: number,
  weights: ArrayLike<number> = new Float32Array(rows).fill(1),
): { loss: number; correct: number; probabilities: Float32Array; dLogits: Float32Array } {
  const [probabilities, dLogits, statistics] = [rows * classes, rows * classes, [0, 0, 0]].map((n) => bench.output(n));
  const view = new DataView(bench.buffer);
  view.setFloat64(statistics, 1000, true);
  view.setInt32(statistics + 8, 50, true);
  const [x, y] = [bench.input(logits), bench.inputBytes(labels)];
  bench.kernels.softmaxCrossEntropy(
    rows,
    classes,
    x,
    y,
    bench.input(weights),
    probabilities,
    dLogits,
    scale,
    statistics,
  );
  return {
    loss: view.getFloat64(statistics, true) - 1000,
    correct: view.getInt32(statistics + 8, true) - 50,
    probabilities: bench.floats(probabilities, rows * classes),
    dLogits: bench.floats(dLogits, rows * classes),
  };
}

describeKernels('softmax', (bench) => {
  it.each(sizes)('%i rows of %i classes: forward and gradient', (rows, classes) => {
    const x = randomValues(rows * classes, 1).map((value) => value * 8);
    const y = bench.output(rows * classes);
    bench.kernels.softmaxForward(rows, classes, bench.input(x), y);
    const expected = softmaxReference(rows, classes, x);
    expectClose(bench.floats(y, rows * classes), expected, tolerance, 'y');
    const dy = randomValues(rows * classes, 2);
    const dx = bench.output(rows * classes);
    bench.kernels.softmaxBackward(rows, classes, bench.input(expected), bench.input(dy), dx);
    expectClose(
      bench.floats(dx, rows * classes),
      softmaxBackwardReference(rows, classes, expected, dy),
      tolerance,
      'dx',
    );
  });

  it.each(sizes)('%i rows of %i classes: logarithm, forward and gradient', (rows, classes) => {
    const x = randomValues(rows * classes, 1).map((value) => value * 8);
    const y = bench.output(rows * classes);
    bench.kernels.logSoftmaxForward(rows, classes, bench.input(x), y);
    const expected = logSoftmaxReference(rows, classes, x);
    expectClose(bench.floats(y, rows * classes), expected, 16 * tolerance, 'y');
    const dy = randomValues(rows * classes, 2);
    const dx = bench.output(rows * classes);
    bench.kernels.logSoftmaxBackward(rows, classes, bench.input(expected), bench.input(dy), dx);
    const gradient = logSoftmaxBackwardReference(rows, classes, expected, dy);
    expectClose(bench.floats(dx, rows * classes), gradient, 16 * tolerance, 'dx');
  });

  it.each(sizes)('%i rows of %i classes: cross-entropy', (rows, classes) => {
    for (const scale of [1, 1 / 128]) {
      const logits = randomValues(rows * classes, 3).map((value) => value * 5);
      const labels = randomLabels(rows, classes);
      const weights = randomValues(rows, 6).map(Math.abs);
      const actual = crossEntropy(bench, rows, classes, logits, labels, scale, weights);
      const expected = softmaxCrossEntropyReference(rows, classes, logits, labels, weights, scale);
      expectClose([actual.loss], [expected.loss], rows * classes * tolerance, 'loss');
      expectClose(actual.probabilities, expected.probabilities, tolerance, 'probabilities');
      expectClose(actual.dLogits, expected.dLogits, scale * tolerance, 'dLogits');
      expect(actual.correct).toBe(expected.correct);
    }
  });

  it.each([100, 1e4, 1e30])('is exact at logits of ±%d', (size) => {
    const logits = [size, -size, 0, -size, size, -size, -size, -size, size, size, size, size];
    const labels = Uint8Array.of(0, 0, 1, 3);
    const actual = crossEntropy(
      bench,
      4,
      3,
      logits,
      labels.subarray(0, 4).map((label) => label % 3),
      1,
    );
    const rounded = Float32Array.from(logits);
    const expected = softmaxCrossEntropyReference(
      4,
      3,
      rounded,
      labels.map((label) => label % 3),
      [1, 1, 1, 1],
      1,
    );
    expectClose([actual.loss], [expected.loss], expected.loss * tolerance, 'loss');
    expectClose(actual.probabilities, expected.probabilities, tolerance, 'probabilities');
    expectClose(actual.dLogits, expected.dLogits, tolerance, 'dLogits');
    expect(actual.correct).toBe(expected.correct);
    const y = bench.output(12);
    bench.kernels.softmaxForward(4, 3, bench.input(logits), y);
    expectClose(bench.floats(y, 12), expected.probabilities, tolerance, 'softmax');
  });

  it.each(sizes)('%i rows of %i classes: cross-entropy with smoothed targets', (rows, classes) => {
    const logits = randomValues(rows * classes, 3).map((value) => value * 5);
    const targets = randomValues(rows * classes, 4).map(Math.abs);
    const weights = randomValues(rows, 6).map(Math.abs);
    for (const smoothing of [0, 0.1]) {
      const [probabilities, dLogits, statistics] = [rows * classes, rows * classes, [0, 0, 0]].map((n) =>
        bench.output(n),
      );
      const places = [bench.input(logits), bench.input(targets), bench.input(weights)] as const;
      const outputs = [probabilities, dLogits, 0.25, statistics] as const;
      bench.kernels.softmaxCrossEntropyDense(rows, classes, ...places, smoothing, ...outputs);
      const expected = softmaxCrossEntropyDenseReference(rows, classes, logits, targets, weights, smoothing, 0.25);
      const view = new DataView(bench.buffer);
      expectClose([view.getFloat64(statistics, true)], [expected.loss], rows * classes * 10 * tolerance, 'loss');
      expect(view.getInt32(statistics + 8, true)).toBe(expected.correct);
      expectClose(bench.floats(probabilities, rows * classes), expected.probabilities, tolerance, 'probabilities');
      expectClose(bench.floats(dLogits, rows * classes), expected.dLogits, classes * tolerance, 'dLogits');
    }
  });

  it('counts the first of equal maxima', () => {
    const logits = [2, 5, 5, 5, 1, 5];
    expect(crossEntropy(bench, 2, 3, logits, Uint8Array.of(1, 2), 1).correct).toBe(1);
  });

  it('lets not-a-number through', () => {
    const actual = crossEntropy(bench, 1, 3, [1, Number.NaN, 2], Uint8Array.of(0), 1);
    expect(actual.loss).toBeNaN();
    expect([...actual.probabilities]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(actual.correct).toBe(0);
  });
});

describe('the references of softmax', () => {
  const [rows, classes] = [3, 5];
  const x = randomValues(rows * classes, 1);

  it('softmaxBackwardReference agrees with finite differences', () => {
    const dy = randomValues(rows * classes, 2);
    const loss = (v: ArrayLike<number>): number => dot(softmaxReference(rows, classes, v), dy);
    const dx = softmaxBackwardReference(rows, classes, softmaxReference(rows, classes, x), dy);
    expectClose(dx, finiteDifferences(loss, x), 1e-9);
  });

  it('logSoftmaxBackwardReference agrees with finite differences', () => {
    const dy = randomValues(rows * classes, 2);
    const loss = (v: ArrayLike<number>): number => dot(logSoftmaxReference(rows, classes, v), dy);
    const dx = logSoftmaxBackwardReference(rows, classes, logSoftmaxReference(rows, classes, x), dy);
    expectClose(dx, finiteDifferences(loss, x), 1e-9);
  });

  it('softmaxCrossEntropyReference agrees with finite differences', () => {
    const labels = randomLabels(rows, classes);
    const weights = [1, 0.5, 2];
    const of = (v: ArrayLike<number>) => softmaxCrossEntropyReference(rows, classes, v, labels, weights, 1);
    expectClose(
      of(x).dLogits,
      finiteDifferences((v) => of(v).loss, x),
      1e-9,
    );
  });

  it('softmaxCrossEntropyDenseReference agrees with finite differences, also where targets do not sum to 1', () => {
    const targets = randomValues(rows * classes, 5).map(Math.abs);
    const weights = [1, 0.5, 2];
    const of = (v: ArrayLike<number>) => softmaxCrossEntropyDenseReference(rows, classes, v, targets, weights, 0.1, 1);
    expectClose(
      of(x).dLogits,
      finiteDifferences((v) => of(v).loss, x),
      1e-8,
    );
  });
});
