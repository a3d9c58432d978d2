import { describe, it } from 'vitest';
import { adamReference } from './adam.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

describeKernels('adam', (bench) => {
  it.each([1, 2, 3, 4, 5, 8, 31, 1009])('updates %i weights as the reference does', (n) => {
    const w = randomValues(n, 1);
    const m = randomValues(n, 2);
    const v = randomValues(n, 3).map((value) => value ** 2);
    const g = randomValues(n, 4);
    const [wAt, mAt, vAt] = [w, m, v].map((values) => bench.output(values));
    bench.kernels.adam(n, wAt, mAt, vAt, 0, bench.input(g), 0.01, 0.9, 0.999, 1e-7);
    const expected = adamReference({ w, m, v }, g, 0.01, 0.9, 0.999, 1e-7);
    expectClose(bench.floats(mAt, n), expected.m, 2 ** -22, 'm');
    expectClose(bench.floats(vAt, n), expected.v, 2 ** -22, 'v');
    // Where v is small, 1/√v is large, and with it what a rounding of m or v moves the weight.
    const bounds = expected.v.map((value) => 2 ** -21 * (1 + 0.01 / Math.sqrt(value)));
    expectClose(bench.floats(wAt, n), expected.w, bounds, 'w');
  });

  it.each([1, 4, 7, 33])('divides %i weights by the largest velocity so far where it keeps one', (n) => {
    const state = [1, 2, 3, 5].map((seed) => randomValues(n, seed));
    const [w, m, v, peak] = [state[0], state[1], ...state.slice(2).map((values) => values.map((x) => x ** 2))];
    const g = randomValues(n, 4);
    const [wAt, mAt, vAt, peakAt] = [w, m, v, peak].map((values) => bench.output(values));
    bench.kernels.adam(n, wAt, mAt, vAt, peakAt, bench.input(g), 0.01, 0.9, 0.999, 1e-7);
    const expected = adamReference({ w, m, v, peak }, g, 0.01, 0.9, 0.999, 1e-7);
    expectClose(bench.floats(vAt, n), expected.v, 2 ** -22, 'v');
    expectClose(bench.floats(peakAt, n), expected.peak, 2 ** -22, 'peak');
    const bounds = expected.peak.map((value) => 2 ** -21 * (1 + 0.01 / Math.sqrt(value)));
    expectClose(bench.floats(wAt, n), expected.w, bounds, 'w');
  });

  it('starts from nothing, and stays put without a gradient', () => {
    const [w, m, v] = [
      [1, 2],
      [0, 0],
      [0, 0],
    ].map((values) => bench.output(values));
    bench.kernels.adam(2, w, m, v, 0, bench.input([0.5, 0]), 0.001, 0.9, 0.999, 1e-7);
    // m = 0.05, v = 0.00025, w = 1 − 0.001·0.05/(√0.00025 + 1e-7)
    expectClose(bench.floats(w, 2), [1 - 0.00316225766, 2], 1e-7, 'w');
    expectClose(bench.floats(m, 2), [0.05, 0], 1e-8, 'm');
    expectClose(bench.floats(v, 2), [0.00025, 0], 1e-9, 'v');
  });
});

describe('adamReference', () => {
  it('takes two steps as computed by hand', () => {
    // g = 1: m = 0.1, v = 0.001; then g = −2: m = 0.1 − 0.21 = −0.11, v = 0.001 + 0.003999 = 0.004999.
    const first = adamReference({ w: [1], m: [0], v: [0] }, [1], 0.1, 0.9, 0.999, 0);
    expectClose(first.w, [1 - 0.01 / Math.sqrt(0.001)], 1e-12);
    const second = adamReference(first, [-2], 0.1, 0.9, 0.999, 0);
    expectClose(second.m, [-0.11], 1e-12);
    expectClose(second.v, [0.004999], 1e-12);
    expectClose(second.w, [first.w[0] + 0.011 / Math.sqrt(0.004999)], 1e-12);
  });
});
