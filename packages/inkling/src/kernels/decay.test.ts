import { describe, it } from 'vitest';
import { averageWeightsReference, decayWeightsReference } from './decay.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

const sizes = [1, 2, 3, 4, 5, 8, 31, 1009];

describeKernels('decay', (bench) => {
  it.each(sizes)('takes a share of %i weights away', (n) => {
    const w = randomValues(n, 1);
    const wAt = bench.output(w);
    bench.kernels.decayWeights(n, wAt, 0.004);
    expectClose(bench.floats(wAt, n), decayWeightsReference(w, 0.004), 2 ** -23, 'w');
  });

  it.each(sizes)('follows %i weights with their average', (n) => {
    for (const momentum of [0, 0.9, 0.999]) {
      const [average, w] = [randomValues(n, 1), randomValues(n, 2)];
      const at = bench.output(average);
      bench.kernels.averageWeights(n, at, bench.input(w), momentum);
      expectClose(bench.floats(at, n), averageWeightsReference(average, w, momentum), 2 ** -23, 'average');
    }
  });

  it('begins an average with the weights themselves, to the bit', () => {
    const w = randomValues(9, 2);
    const at = bench.output(new Float32Array(9));
    bench.kernels.averageWeights(9, at, bench.input(w), 0);
    expectClose(bench.floats(at, 9), w, 0, 'average');
  });
});

describe('the references of decay', () => {
  it('do what is computed by hand', () => {
    expectClose(decayWeightsReference([10, -4], 0.25), [7.5, -3], 0);
    expectClose(averageWeightsReference([10, -4], [2, 0], 0.75), [8, -3], 0);
  });
});
