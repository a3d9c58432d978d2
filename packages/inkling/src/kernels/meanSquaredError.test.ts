import { describe, expect, it } from 'vitest';
import { expectClose } from './expectClose.fixture.js';
import { finiteDifferences } from './finiteDifferences.fixture.js';
import { meanSquaredErrorReference } from './meanSquaredError.reference.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

const TOLERANCE = 2 ** -20;

describeKernels('meanSquaredError', (bench) => {
  it.each([
    [1, 1],
    [9, 1],
    [3, 2],
    [5, 7],
    [16, 10],
  ])('%i rows of %i outputs', (rows, size) => {
    const y = randomValues(rows * size, 1);
    const t = size > 1 ? randomValues(rows * size, 2) : randomValues(rows, 2).map((value) => Number(value > 0));
    const weights = randomValues(rows, 3).map(Math.abs);
    const dOutputs = bench.output(rows * size);
    const statistics = bench.output([0, 0, 0]);
    const view = new DataView(bench.buffer);
    view.setFloat64(statistics, 100, true);
    view.setInt32(statistics + 8, 7, true);
    const places = [bench.input(y), bench.input(t), bench.input(weights)] as const;
    bench.kernels.meanSquaredError(rows, size, ...places, dOutputs, 0.25, statistics);
    const expected = meanSquaredErrorReference(rows, size, y, t, weights, 0.25);
    expectClose([view.getFloat64(statistics, true) - 100], [expected.loss], rows * TOLERANCE, 'loss');
    expect(view.getInt32(statistics + 8, true) - 7).toBe(expected.correct);
    expectClose(bench.floats(dOutputs, rows * size), expected.dOutputs, TOLERANCE, 'dOutputs');
  });

  it('takes a single output above a half for 1', () => {
    const statistics = bench.output([0, 0, 0]);
    const places = [
      [0.4, 0.6, 0.5, 0.9],
      [0, 1, 1, 0],
      [1, 1, 1, 1],
    ].map((values) => bench.input(values));
    bench.kernels.meanSquaredError(4, 1, places[0], places[1], places[2], bench.output(4), 1, statistics);
    expect(new DataView(bench.buffer).getInt32(statistics + 8, true)).toBe(2);
  });
});

describe('meanSquaredErrorReference', () => {
  it('agrees with finite differences and with what is computed by hand', () => {
    const [y, t] = [randomValues(12, 1), randomValues(12, 2)];
    const of = (v: ArrayLike<number>) => meanSquaredErrorReference(3, 4, v, t, [1, 0.5, 2], 1);
    expectClose(
      of(y).dOutputs,
      finiteDifferences((v) => of(v).loss, y),
      1e-9,
    );
    const byHand = meanSquaredErrorReference(1, 2, [3, 1], [1, 2], [2], 1);
    expect([byHand.loss, byHand.correct, ...byHand.dOutputs]).toEqual([5, 0, 4, -2]);
  });
});
