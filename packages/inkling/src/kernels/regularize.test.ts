import { describe, it } from 'vitest';
import { expectClose } from './expectClose.fixture.js';
import { finiteDifferences } from './finiteDifferences.fixture.js';
import { penaltyReference } from './regularize.reference.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

describeKernels('regularize', (bench) => {
  it.each([1, 2, 3, 4, 5, 8, 31, 1009])('adds the gradient and the penalty of %i weights', (n) => {
    for (const [l1, l2] of [
      [0.3, 0],
      [0, 0.2],
      [0.3, 0.2],
    ]) {
      const [w, g] = [randomValues(n, 1), randomValues(n, 2)];
      w[n - 1] = 0;
      const [gAt, statistics] = [bench.output(g), bench.output([0, 0])];
      const view = new DataView(bench.buffer);
      view.setFloat64(statistics, 5, true);
      bench.kernels.regularize(n, bench.input(w), gAt, l1, l2, 24, statistics);
      const { penalty, gradient } = penaltyReference(w, l1, l2);
      const sum = gradient.map((value, i) => value + g[i]);
      expectClose(bench.floats(gAt, n), sum, 2 ** -21, 'g');
      expectClose([view.getFloat64(statistics, true)], [5 + 24 * penalty], 1e-9 * n, 'penalty');
    }
  });
});

describe('penaltyReference', () => {
  it('agrees with finite differences and with what is computed by hand', () => {
    const w = randomValues(9, 1);
    const of = (v: ArrayLike<number>) => penaltyReference(v, 0.3, 0.2);
    expectClose(
      of(w).gradient,
      finiteDifferences((v) => of(v).penalty, w),
      1e-9,
    );
    const byHand = penaltyReference([2, -1, 0], 0.5, 0.25);
    expectClose([byHand.penalty, ...byHand.gradient], [2.75, 1.5, -1, 0], 1e-15);
  });
});
