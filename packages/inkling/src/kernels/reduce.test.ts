import { expect, it } from 'vitest';
import { expectClose, sumTolerance } from './expectClose.fixture.js';
import { columnSumsReference, sumShardsReference } from './reduce.reference.js';
import { absolute, describeKernels, randomValues } from './workbench.fixture.js';

const lengths = [1, 2, 3, 4, 5, 8, 13, 16, 67];

describeKernels('reduce', (bench) => {
  it.each([1, 2, 3, 8])('sums %i shards', (shards) => {
    for (const n of lengths) {
      for (const stride of [n, n + 5]) {
        const source = randomValues((shards - 1) * stride + n, n);
        const sums = bench.output(n);
        bench.kernels.sumShards(n, bench.input(source), stride, shards, sums);
        const magnitude = sumShardsReference(n, absolute(source), stride, shards);
        const tolerance = sumTolerance(shards, magnitude);
        expectClose(bench.floats(sums, n), sumShardsReference(n, source, stride, shards), tolerance);
      }
    }
  });

  it('sums shards in their order, bit for bit', () => {
    const source = Float32Array.of(2 ** 24, 1, 1, -(2 ** 24));
    const sums = bench.output(1);
    bench.kernels.sumShards(1, bench.input(source), 1, 4, sums);
    expect(bench.floats(sums, 1)[0]).toBe(0);
  });

  it.each([1, 2, 7, 16, 121])('sums the columns of %i rows', (rows) => {
    for (const columns of lengths) {
      const x = randomValues(rows * columns, columns);
      const sums = bench.output(columns);
      bench.kernels.columnSums(rows, columns, bench.input(x), sums);
      const magnitude = columnSumsReference(rows, columns, absolute(x));
      expectClose(bench.floats(sums, columns), columnSumsReference(rows, columns, x), sumTolerance(rows, magnitude));
    }
  });
});
