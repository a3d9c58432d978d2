import { describe, it } from 'vitest';
import { expectClose } from './expectClose.fixture.js';
import { rmspropReference } from './rmsprop.reference.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

describeKernels('rmsprop', (bench) => {
  const variants = [
    { momentum: 0, centered: false },
    { momentum: 0.7, centered: false },
    { momentum: 0, centered: true },
    { momentum: 0.7, centered: true },
  ];
  for (const { momentum, centered } of variants) {
    it.each([1, 2, 3, 4, 5, 8, 31, 1009])(`updates %i weights, momentum ${momentum}, centered ${centered}`, (n) => {
      const [w, v0, m, a0, g] = [1, 2, 3, 4, 5].map((seed) => randomValues(n, seed));
      // A variance cannot be negative: v ≥ a².
      const a = a0.map((value) => value / 2);
      const v = v0.map((value, i) => value ** 2 + a[i] ** 2);
      const [wAt, vAt, mAt, aAt] = [w, v, m, a].map((values) => bench.output(values));
      const places = [vAt, momentum ? mAt : 0, centered ? aAt : 0] as const;
      bench.kernels.rmsprop(n, wAt, ...places, bench.input(g), 0.01, 0.9, momentum, 1e-7);
      const state = { w, v, ...(momentum && { m }), ...(centered && { a }) };
      const expected = rmspropReference(state, g, 0.01, 0.9, momentum, 1e-7);
      expectClose(bench.floats(vAt, n), expected.v, 2 ** -22, 'v');
      expectClose(bench.floats(aAt, n), centered ? expected.a : a, 2 ** -22, 'a');
      // Where the variance is small, what rounding v or a moves it is large against it.
      const bounds = expected.v.map((value, i) => {
        const variance = value - expected.a[i] ** 2;
        return 2 ** -21 * (1 + (0.01 * Math.abs(g[i])) / variance ** 1.5);
      });
      expectClose(bench.floats(mAt, n), momentum ? expected.m : m, bounds, 'm');
      expectClose(bench.floats(wAt, n), expected.w, bounds, 'w');
    });
  }
});

describe('rmspropReference', () => {
  it('takes two steps as computed by hand', () => {
    // g = 1: v = 0.1, a = 0.1, variance 0.09; then g = −2: v = 0.09 + 0.4 = 0.49, a = 0.09 − 0.2 = −0.11.
    const first = rmspropReference({ w: [1], v: [0], m: [0], a: [0] }, [1], 0.03, 0.9, 0.5, 0);
    expectClose(first.m, [0.1], 1e-12);
    expectClose(first.w, [0.9], 1e-12);
    const second = rmspropReference(first, [-2], 0.03, 0.9, 0.5, 0);
    expectClose(second.v, [0.49], 1e-12);
    expectClose(second.a, [-0.11], 1e-12);
    expectClose(second.w, [0.9 - 0.05 + 0.06 / Math.sqrt(0.49 - 0.0121)], 1e-12);
  });
});
