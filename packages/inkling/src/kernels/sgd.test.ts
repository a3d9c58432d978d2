import { describe, it } from 'vitest';
import { expectClose } from './expectClose.fixture.js';
import { sgdMomentumReference, sgdReference } from './sgd.reference.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

/** Two roundings of values up to 3. */
const TOLERANCE = 2 ** -21;
const sizes = [1, 2, 3, 4, 5, 8, 31, 1009];

describeKernels('sgd', (bench) => {
  it.each(sizes)('updates %i weights as the reference does', (n) => {
    const [w, g] = [randomValues(n, 1), randomValues(n, 2)];
    const wAt = bench.output(w);
    bench.kernels.sgd(n, wAt, bench.input(g), 0.3);
    expectClose(bench.floats(wAt, n), sgdReference(w, g, 0.3), TOLERANCE, 'w');
  });

  it.each(sizes)('updates %i weights and their momentum, straight and looking ahead', (n) => {
    for (const nesterov of [false, true]) {
      const [w, m, g] = [1, 2, 3].map((seed) => randomValues(n, seed));
      const [wAt, mAt] = [w, m].map((values) => bench.output(values));
      bench.kernels.sgdMomentum(n, wAt, mAt, bench.input(g), 0.3, 0.9, nesterov ? 1 : 0);
      const expected = sgdMomentumReference(w, m, g, 0.3, 0.9, nesterov);
      expectClose(bench.floats(mAt, n), expected.m, TOLERANCE, 'm');
      expectClose(bench.floats(wAt, n), expected.w, TOLERANCE, 'w');
    }
  });
});

describe('the references of sgd', () => {
  it('take two steps as computed by hand', () => {
    // g = 1, then −2; step 0.1, momentum 0.5. m = −0.1, then −0.05 + 0.2 = 0.15.
    const first = sgdMomentumReference([1], [0], [1], 0.1, 0.5, false);
    expectClose(first.w, [0.9], 1e-15);
    expectClose(sgdMomentumReference(first.w, first.m, [-2], 0.1, 0.5, false).w, [1.05], 1e-15);
    // Looking ahead: w = 1 − 0.05 − 0.1 = 0.85, then + 0.075 + 0.2 = 1.125.
    const ahead = sgdMomentumReference([1], [0], [1], 0.1, 0.5, true);
    expectClose(ahead.w, [0.85], 1e-15);
    expectClose(sgdMomentumReference(ahead.w, ahead.m, [-2], 0.1, 0.5, true).w, [1.125], 1e-15);
    expectClose(sgdReference([1, 2], [1, -2], 0.1), [0.9, 2.2], 1e-15);
  });
});
