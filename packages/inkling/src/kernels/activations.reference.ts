import type { ActivationFunction } from './kernels.js';

/** A function of one number and its derivative; a, b, c and d as ACTIVATION_FUNCTIONS explains them. */
interface Reference {
  value(x: number, a: number, b: number, c: number, d: number): number;
  slope(x: number, a: number, b: number, c: number, d: number): number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const normalDistribution = (x: number): number => (1 + erf(x / Math.SQRT2)) / 2;

export const activationReferences: Readonly<Record<ActivationFunction, Reference>> = {
  rectified: {
    value: (x, slope, most, threshold) => (x > threshold ? Math.min(x, most) : slope * (x - threshold)),
    slope: (x, slope, most, threshold) => (x > threshold ? Number(x < most) : slope),
  },
  clipped: {
    value: (x, factor, offset, low, high) => clip(factor * x + offset, low, high),
    slope: (x, factor, offset, low, high) => (factor * x + offset > low && factor * x + offset < high ? factor : 0),
  },
  exponentialLinear: {
    value: (x, above, below, rate) => (x > 0 ? above * x : below * Math.expm1(rate * x)),
    slope: (x, above, below, rate) => (x > 0 ? above : below * rate * Math.exp(rate * x)),
  },
  silu: {
    value: (x) => x * sigmoid(x),
    slope: (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))),
  },
  hardSilu: {
    value: (x) => x * clip(x / 6 + 0.5, 0, 1),
    slope: (x) => clip(x / 6 + 0.5, 0, 1) + (Math.abs(x) < 3 ? x / 6 : 0),
  },
  softplus: {
    value: (x, sign) => sign * softplus(sign * x),
    slope: (x, sign) => sigmoid(sign * x),
  },
  mish: {
    value: (x) => x * Math.tanh(softplus(x)),
    slope: (x) => Math.tanh(softplus(x)) + x * (1 - Math.tanh(softplus(x)) ** 2) * sigmoid(x),
  },
  gelu: {
    value: (x) => x * normalDistribution(x),
    slope: (x) => normalDistribution(x) + (x * Math.exp(-x * x * 0.5)) / Math.sqrt(2 * Math.PI),
  },
  exponential: { value: Math.exp, slope: Math.exp },
  softsign: { value: (x) => x / (1 + Math.abs(x)), slope: (x) => (1 + Math.abs(x)) ** -2 },
  tanhShrink: { value: (x) => x - Math.tanh(x), slope: (x) => Math.tanh(x) ** 2 },
  squareplus: {
    value: (x, b) => (x + Math.sqrt(x * x + b)) / 2,
    slope: (x, b) => (1 + x / Math.sqrt(x * x + b)) / 2,
  },
  sparsePlus: {
    value: (x) => (x >= 1 ? x : x <= -1 ? 0 : (x + 1) ** 2 / 4),
    slope: (x) => clip((x + 1) / 2, 0, 1),
  },
  hardShrink: {
    value: (x, threshold) => (Math.abs(x) > threshold ? x : 0),
    slope: (x, threshold) => Number(Math.abs(x) > threshold),
  },
  softShrink: {
    value: (x, threshold) => Math.sign(x) * Math.max(Math.abs(x) - threshold, 0),
    slope: (x, threshold) => Number(Math.abs(x) > threshold),
  },
};

/** 2/√π·∫₀ˣ e^−t² dt: its power series below 2.5, and above that the continued fraction of 1 − erf x. */
function erf(x: number): number {
  const z = Math.abs(x);
  if (z > 2.5) {
    let fraction = z;
    for (let k = 80; k >= 1; k--) fraction = z + k / 2 / fraction;
    return Math.sign(x) * (1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction));
  }
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
