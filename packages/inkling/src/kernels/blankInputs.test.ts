import { expect, it } from 'vitest';
import { describeKernels, randomValues, type Workbench } from './workbench.fixture.js';

/** Values of `[rows, columns]` of which some columns are zero: single ones, runs, the first, the last, all or none. */
const blanks: [string, (column: number, columns: number) => boolean][] = [
  ['none', () => false],
  ['all', () => true],
  ['the first and the last', (column, columns) => column === 0 || column === columns - 1],
  ['those at the ends', (column, columns) => 3 * column < columns || 3 * column > 2 * columns],
  ['nine in the middle', (column, columns) => Math.abs(2 * column - columns) < 9],
  ['runs of twelve', (column) => Math.floor(column / 12) % 2 === 0],
];

function picture(rows: number, columns: number, isBlank: (column: number, columns: number) => boolean): Float32Array {
  return randomValues(rows * columns, rows).map((value, i) => (isBlank(i % columns, columns) ? 0 : value));
}

function pack(bench: Workbench, k: number, n: number): number {
  const panels = bench.output(Math.ceil(n / 8) * 8 * k);
  bench.kernels.packPanels(k, n, bench.input(randomValues(k * n, 2)), n, 1, panels, 8 * k);
  return panels;
}

describeKernels('products with blank columns', (bench) => {
  it.each(blanks)('have the bits of matmul where %s are blank', (_, isBlank) => {
    for (const m of [1, 2, 5, 6, 7, 13, 16]) {
      for (const [n, k] of [
        [1, 1],
        [9, 5],
        [16, 61],
        [21, 128],
      ]) {
        const a = bench.input(picture(m, k, isBlank));
        const panels = pack(bench, k, n);
        const [expected, c] = [bench.output(m * n), bench.output(m * n)];
        for (const bias of [0, bench.input(randomValues(n, 3))]) {
          bench.kernels.matmul(m, n, k, a, k, 1, panels, 8 * k, bias, 0, expected, n);
          bench.kernels.matmulBlank(m, n, k, a, panels, bias, c, bench.output(3 * k + 8));
          expect(bench.floats(c, m * n)).toEqual(bench.floats(expected, m * n));
        }
        bench.check();
        bench.clear();
      }
    }
  });

  it.each(blanks)('have the bits of matmul, transposed, where %s are blank', (_, isBlank) => {
    for (const m of [1, 4, 7, 40, 61]) {
      for (const [n, k] of [
        [1, 1],
        [9, 16],
        [24, 33],
      ]) {
        const a = bench.input(picture(k, m, isBlank));
        const panels = pack(bench, k, n);
        const [expected, c] = [bench.output(m * n), bench.output(m * n)];
        bench.kernels.matmul(m, n, k, a, 1, m, panels, 8 * k, 0, 0, expected, n);
        bench.kernels.matmulBlankTransposed(m, n, k, a, panels, 8 * k, c, bench.output(3 * m + 8));
        expect(bench.floats(c, m * n)).toEqual(bench.floats(expected, m * n));
        bench.check();
        bench.clear();
      }
    }
  });
});
