import { expect, it } from 'vitest';
import { describeKernels, randomValues } from './workbench.fixture.js';

const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 37];

describeKernels('memory', (bench) => {
  it('fills', () => {
    for (const n of lengths) {
      const x = bench.output(n);
      bench.kernels.fill(n, x, 0.1);
      expect(bench.floats(x, n)).toEqual(new Float32Array(n).fill(0.1));
    }
  });

  it('gathers pixels, scaled to 0..1', () => {
    const indices = [3, 0, 3, 1];
    for (const size of lengths) {
      const bytes = Uint8Array.from({ length: 4 * size }, (_, i) => (i * 37) % 256);
      const out = bench.output(4 * size);
      bench.kernels.gatherPixels(4, size, bench.inputBytes(bytes), bench.inputInts(indices), out);
      const expected = indices.flatMap((index) => [...bytes.subarray(index * size, (index + 1) * size)]);
      const scaled = Float32Array.from(expected, (byte) => byte * Math.fround(1 / 255));
      expect(bench.floats(out, 4 * size)).toEqual(scaled);
    }
  });

  it('scales every byte alike, wherever it lies', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    for (const size of [1, 256]) {
      const out = bench.output(256);
      const indices = Array.from({ length: 256 / size }, (_, i) => i);
      bench.kernels.gatherPixels(256 / size, size, bench.inputBytes(bytes), bench.inputInts(indices), out);
      expect(bench.floats(out, 256)).toEqual(Float32Array.from(bytes, (byte) => byte * Math.fround(1 / 255)));
      expect(bench.floats(out, 256)[255]).toBe(1);
    }
  });

  it('gathers floats', () => {
    const indices = [2, 2, 0];
    for (const size of lengths) {
      const source = randomValues(3 * size, 1);
      const out = bench.output(3 * size);
      bench.kernels.gatherFloats(3, size, bench.input(source), bench.inputInts(indices), out);
      const expected = indices.flatMap((index) => [...source.subarray(index * size, (index + 1) * size)]);
      expect([...bench.floats(out, 3 * size)]).toEqual(expected);
    }
  });

  it('copies columns', () => {
    for (const columns of lengths) {
      const apart = columns + 3;
      const source = randomValues(4 * apart, 2);
      const out = bench.output(4 * columns);
      bench.kernels.copyColumns(4, columns, bench.input(source), apart, out);
      const expected = [0, 1, 2, 3].flatMap((row) => [...source.subarray(row * apart, row * apart + columns)]);
      expect([...bench.floats(out, 4 * columns)]).toEqual(expected);
    }
  });
});
