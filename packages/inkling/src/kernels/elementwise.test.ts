import { describe, expect, it } from 'vitest';
import { type ElementwiseReference, reluReference, sigmoidReference, tanhReference } from './elementwise.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { finiteDifferences } from './finiteDifferences.fixture.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

const functions = [
  ['relu', reluReference, 0],
  ['sigmoid', sigmoidReference, 2 ** -21],
  ['tanh', tanhReference, 2 ** -21],
] as const satisfies readonly (readonly [string, ElementwiseReference, number])[];
const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 31, 1009];

describeKernels('elementwise', (bench) => {
  it.each(functions)('%s: forward and gradient at every length', (name, reference, relativeError) => {
    for (const n of lengths) {
      const x = randomValues(n, n + 1).map((value) => value * 12);
      const y = bench.output(n);
      bench.kernels[`${name}Forward`](n, bench.input(x), y);
      const expected = Float64Array.from(x, reference.forward);
      expectClose(
        bench.floats(y, n),
        expected,
        expected.map((value) => Math.abs(value) * relativeError),
        'y',
      );
      const known = Float32Array.from(expected);
      const dy = randomValues(n, n + 2);
      const dx = bench.output(n);
      bench.kernels[`${name}Backward`](n, bench.input(known), bench.input(dy), dx);
      const gradient = Float64Array.from(dy, (value, i) => value * reference.derivative(known[i]));
      expectClose(bench.floats(dx, n), gradient, 2 ** -22, 'dx');
    }
  });

  it('tanh is exact to a few units in the last place next to zero, where it is nearly x', () => {
    const x = Float32Array.of(1e-30, -1e-8, 1e-4, -0.01, 0.3, 0.6249, 0.6251, -0.7);
    const y = bench.output(x.length);
    bench.kernels.tanhForward(x.length, bench.input(x), y);
    const expected = Float64Array.from(x, Math.tanh);
    const bounds = expected.map((value) => Math.abs(value) * 2 ** -21);
    expectClose(bench.floats(y, x.length), expected, bounds);
  });

  it('stays finite at the ends of float32, and lets not-a-number through', () => {
    const x = Float32Array.of(3e38, -3e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
    const limits = { relu: [3e38, 0, Infinity, 0], sigmoid: [1, 0, 1, 0], tanh: [1, -1, 1, -1] };
    for (const [name] of functions) {
      const y = bench.output(x.length);
      bench.kernels[`${name}Forward`](x.length, bench.input(x), y);
      const values = [...bench.floats(y, x.length)];
      limits[name].forEach((limit, i) => {
        expect(values[i], `${name} of ${x[i]}`).toBeCloseTo(Math.fround(limit), 6);
      });
      expect(values[4], `${name} of NaN`).toBeNaN();
    }
  });
});

describe('the references of activations', () => {
  it.each(functions)('%s: agrees with finite differences', (_, { forward, derivative }) => {
    for (const x of [-3, -0.5, 0.25, 1, 4]) {
      expectClose(
        [derivative(forward(x))],
        finiteDifferences(([v]) => forward(v), [x]),
        1e-9,
      );
    }
  });
});
