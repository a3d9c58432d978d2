import { describe, expect, it } from 'vitest';
import { activationReferences } from './activations.reference.js';
import { expectClose } from './expectClose.fixture.js';
import { finiteDifferences } from './finiteDifferences.fixture.js';
import { ACTIVATION_FUNCTIONS, type ActivationFunction } from './index.js';
import { describeKernels, randomValues } from './workbench.fixture.js';

const INFINITE = Number.POSITIVE_INFINITY;
/** Each function, with parameters other than 0 and 1 where it has any. */
const cases: readonly [ActivationFunction, readonly [number, number, number, number]][] = [
  ['rectified', [0.25, INFINITE, 0, 0]],
  ['rectified', [0, 6, 0, 0]],
  ['rectified', [0.5, 4, 1.5, 0]],
  ['clipped', [1 / 6, 0.5, 0, 1]],
  ['clipped', [-2, 1, -3.1, 5.3]],
  ['exponentialLinear', [1, 1.5, 1, 0]],
  ['exponentialLinear', [1.05, 1.75, 0.5, 0]],
  ['silu', [0, 0, 0, 0]],
  ['hardSilu', [0, 0, 0, 0]],
  ['softplus', [1, 0, 0, 0]],
  ['softplus', [-1, 0, 0, 0]],
  ['mish', [0, 0, 0, 0]],
  ['gelu', [0, 0, 0, 0]],
  ['exponential', [0, 0, 0, 0]],
  ['softsign', [0, 0, 0, 0]],
  ['tanhShrink', [0, 0, 0, 0]],
  ['squareplus', [4, 0, 0, 0]],
  ['sparsePlus', [0, 0, 0, 0]],
  ['hardShrink', [0.5, 0, 0, 0]],
  ['softShrink', [0.5, 0, 0, 0]],
];
const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 31, 1009];
/** Of values up to 12, whose own rounding is 5e-7. */
const tolerance = (value: number): number => 1e-6 * Math.max(1, Math.abs(value));

describeKernels('activations', (bench) => {
  it.each(cases)('%s %j: forward and gradient at every length', (name, parameters) => {
    const reference = activationReferences[name];
    const code = ACTIVATION_FUNCTIONS.indexOf(name);
    const rounded = parameters.map(Math.fround) as [number, number, number, number];
    for (const n of lengths) {
      const x = randomValues(n, n + 1).map((value, i) => value * (i % 2 ? 1.5 : 12));
      const y = bench.output(n);
      const input = bench.input(x);
      bench.kernels.activationForward(code, n, input, y, ...parameters);
      const expected = Float64Array.from(x, (value) => reference.value(value, ...rounded));
      expectClose(bench.floats(y, n), expected, expected.map(tolerance), 'y');

      const dy = randomValues(n, n + 2);
      const dx = bench.output(n);
      bench.kernels.activationBackward(code, n, input, bench.input(dy), dx, ...parameters);
      const gradient = Float64Array.from(dy, (value, i) => value * reference.slope(x[i], ...rounded));
      expectClose(bench.floats(dx, n), gradient, gradient.map(tolerance), 'dx');
    }
  });

  it.each(cases)('%s %j: stays a number far from zero, and lets not-a-number through', (name, parameters) => {
    const x = Float32Array.of(80, -80, 1e4, -1e4, Number.NaN);
    const [y, dx] = [bench.output(x.length), bench.output(x.length)];
    const code = ACTIVATION_FUNCTIONS.indexOf(name);
    const input = bench.input(x);
    bench.kernels.activationForward(code, x.length, input, y, ...parameters);
    bench.kernels.activationBackward(code, x.length, input, bench.input([1, 1, 1, 1, 1]), dx, ...parameters);
    const [values, slopes] = [bench.floats(y, x.length), bench.floats(dx, x.length)];
    expect([...values.subarray(0, 4), ...slopes.subarray(0, 4)].every(Number.isFinite)).toBe(true);
    if (name !== 'hardShrink') expect(values[4]).toBeNaN();
  });

  it('loses nothing next to zero where a difference would cancel', () => {
    const x = Float32Array.of(-1e-6, -1e-4, -0.01, -0.3);
    const y = bench.output(x.length);
    bench.kernels.activationForward(
      ACTIVATION_FUNCTIONS.indexOf('exponentialLinear'),
      4,
      bench.input(x),
      y,
      1,
      1,
      1,
      0,
    );
    const expected = Float64Array.from(x, Math.expm1);
    expectClose(
      bench.floats(y, x.length),
      expected,
      expected.map((value) => Math.abs(value) * 1e-6),
    );
  });
});

describe('the references of activations', () => {
  it.each(cases)('%s %j: the slope agrees with finite differences', (name, parameters) => {
    const { value, slope } = activationReferences[name];
    for (const x of [-4.1, -2, -0.8, -0.3, 0.2, 0.7, 1.3, 2, 5.1]) {
      expectClose(
        [slope(x, ...parameters)],
        finiteDifferences(([v]) => value(v, ...parameters), [x]),
        1e-8,
      );
    }
  });

  it('are of all functions', () => {
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(ACTIVATION_FUNCTIONS));
  });
});
