import { describe, expect, it } from 'vitest';
import { expectClose, sumTolerance } from './expectClose.fixture.js';
import { dot, finiteDifferences } from './finiteDifferences.fixture.js';
import { matmulBackwardReference, matmulReference } from './matmul.reference.js';
import { absolute, describeKernels, randomValues, type Workbench } from './workbench.fixture.js';

const panelSize = (k: number, n: number): number => Math.ceil(n / 8) * 8 * k;

function pack(bench: Workbench, k: number, n: number, source: number, rowStride = n, columnStride = 1): number {
  const panels = bench.output(panelSize(k, n));
  bench.kernels.packPanels(k, n, source, rowStride, columnStride, panels, 8 * k);
  return panels;
}

describeKernels('packPanels', (bench) => {
  it.each([1, 3, 4, 5, 8, 11])('lays %i rows out by eight columns, with zeros behind the last', (k) => {
    for (const n of [1, 7, 8, 9, 16, 19]) {
      const b = randomValues(k * n, n);
      const transposed = Float32Array.from({ length: k * n }, (_, i) => b[(i % k) * n + Math.floor(i / k)]);
      const expected = new Float32Array(panelSize(k, n));
      for (let r = 0; r < k; r++) {
        for (let c = 0; c < n; c++) expected[Math.floor(c / 8) * 8 * k + r * 8 + (c % 8)] = b[r * n + c];
      }
      const straight = pack(bench, k, n, bench.input(b));
      expect(bench.floats(straight, expected.length)).toEqual(expected);
      const turned = pack(bench, k, n, bench.input(transposed), 1, k);
      expect(bench.floats(turned, expected.length)).toEqual(expected);
    }
  });

  it('packs a matrix rows by rows to the same panels', () => {
    const [k, n] = [11, 19];
    const source = bench.input(randomValues(k * n, 1));
    const parts = bench.output(panelSize(k, n));
    for (const [row, rows] of [
      [0, 3],
      [3, 8],
    ]) {
      bench.kernels.packPanels(rows, n, source + 4 * row * n, n, 1, parts + 4 * row * 8, 8 * k);
    }
    const whole = pack(bench, k, n, source);
    expect(bench.floats(parts, panelSize(k, n))).toEqual(bench.floats(whole, panelSize(k, n)));
  });
});

describeKernels('matmul', (bench) => {
  const heights = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 16, 17, 31];
  it.each(heights)('multiplies %i rows by every width of panels', (m) => {
    for (const n of [1, 2, 3, 5, 7, 8, 9, 10, 15, 16, 17, 23, 32, 33, 41]) {
      for (const k of [1, 2, 3, 7, 16, 61]) {
        const a = randomValues(m * k, m);
        const b = randomValues(k * n, n);
        const bias = randomValues(n, k);
        const c = bench.output(m * n);
        const panels = pack(bench, k, n, bench.input(b));
        bench.kernels.matmul(m, n, k, bench.input(a), k, 1, panels, k * 8, bench.input(bias), 0, c, n);
        const magnitude = matmulReference(m, n, k, absolute(a), absolute(b), absolute(bias));
        expectClose(
          bench.floats(c, m * n),
          matmulReference(m, n, k, a, b, bias),
          sumTolerance(k, magnitude),
          `${n}, ${k}`,
        );
        bench.check();
        bench.clear();
      }
    }
  });

  it('starts from zero without a bias, and adds to C where told', () => {
    const [m, n, k] = [7, 13, 19];
    const a = randomValues(m * k, 1);
    const b = randomValues(k * n, 2);
    const before = randomValues(m * n, 3);
    const panels = pack(bench, k, n, bench.input(b));
    const aAt = bench.input(a);
    const plain = bench.output(m * n);
    bench.kernels.matmul(m, n, k, aAt, k, 1, panels, k * 8, 0, 0, plain, n);
    const added = bench.output(before);
    bench.kernels.matmul(m, n, k, aAt, k, 1, panels, k * 8, 0, 1, added, n);
    const expected = matmulReference(m, n, k, a, b);
    const magnitude = matmulReference(m, n, k, absolute(a), absolute(b)).map((value) => value + 1);
    expectClose(bench.floats(plain, m * n), expected, sumTolerance(k, magnitude));
    expectClose(
      bench.floats(added, m * n),
      expected.map((value, i) => value + before[i]),
      sumTolerance(k, magnitude),
    );
  });

  it('gives each row the same bits however many rows there are', () => {
    for (const n of [10, 40, 64]) {
      const [m, k] = [23, 101];
      const a = bench.input(randomValues(m * k, 4));
      const panels = pack(bench, k, n, bench.input(randomValues(k * n, 5)));
      const bias = bench.input(randomValues(n, 6));
      const whole = bench.output(m * n);
      bench.kernels.matmul(m, n, k, a, k, 1, panels, k * 8, bias, 0, whole, n);
      for (let rows = 1; rows < m; rows++) {
        const part = bench.output(rows * n);
        const first = m - rows;
        bench.kernels.matmul(rows, n, k, a + first * k * 4, k, 1, panels, k * 8, bias, 0, part, n);
        expect(bench.floats(part, rows * n)).toEqual(bench.floats(whole + first * n * 4, rows * n));
      }
    }
  });

  it.each(heights)('computes both gradients of a dense layer for %i samples from strided views', (m) => {
    for (const n of [1, 3, 7, 8, 9, 10, 16, 17, 33]) {
      for (const k of [1, 2, 5, 8, 13, 31, 61]) {
        const a = randomValues(m * k, 7);
        const b = randomValues(k * n, 8);
        const dc = randomValues(m * n, 9);
        const expected = matmulBackwardReference(m, n, k, a, b, dc);
        const magnitude = matmulBackwardReference(m, n, k, absolute(a), absolute(b), absolute(dc));
        const dcAt = bench.input(dc);
        const da = bench.output(m * k);
        const turned = pack(bench, n, k, bench.input(b), 1, n);
        bench.kernels.matmul(m, k, n, dcAt, n, 1, turned, n * 8, 0, 0, da, k);
        expectClose(bench.floats(da, m * k), expected.da, sumTolerance(n, magnitude.da), `dA, ${n}, ${k}`);
        const db = bench.output(k * n);
        bench.kernels.matmul(k, n, m, bench.input(a), 1, k, pack(bench, m, n, dcAt), m * 8, 0, 0, db, n);
        expectClose(bench.floats(db, k * n), expected.db, sumTolerance(m, magnitude.db), `dB, ${n}, ${k}`);
        bench.check();
        bench.clear();
      }
    }
  });

  it('starts inside of panels, with rows of C that lie apart', () => {
    const [m, n, total, first, k] = [6, 11, 20, 5, 12];
    const a = randomValues(m * k, 10);
    const b = randomValues(total * n, 11);
    const panels = pack(bench, total, n, bench.input(b));
    const apart = n + 3;
    const before = randomValues(m * apart, 12);
    const c = bench.output(before);
    bench.kernels.matmul(m, n, k, bench.input(a), k, 1, panels + first * 8 * 4, total * 8, 0, 0, c, apart);
    const part = b.subarray(first * n, (first + k) * n);
    const expected = Float64Array.from(before);
    const product = matmulReference(m, n, k, a, part);
    for (let i = 0; i < m; i++) expected.set(product.subarray(i * n, (i + 1) * n), i * apart);
    expectClose(bench.floats(c, m * apart), expected, k * 2 ** -20);
  });
});

describe('matmulBackwardReference', () => {
  it('agrees with finite differences', () => {
    const [m, n, k] = [3, 4, 5];
    const a = randomValues(m * k, 1);
    const b = randomValues(k * n, 2);
    const bias = randomValues(n, 3);
    const dc = randomValues(m * n, 4);
    const { da, db, dBias } = matmulBackwardReference(m, n, k, a, b, dc);
    const loss = (a: ArrayLike<number>, b: ArrayLike<number>, bias: ArrayLike<number>): number =>
      dot(matmulReference(m, n, k, a, b, bias), dc);
    expectClose(
      da,
      finiteDifferences((x) => loss(x, b, bias), a),
      1e-8,
    );
    expectClose(
      db,
      finiteDifferences((x) => loss(a, x, bias), b),
      1e-8,
    );
    expectClose(
      dBias,
      finiteDifferences((x) => loss(a, b, x), bias),
      1e-8,
    );
  });
});
