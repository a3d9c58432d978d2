import { Exponential } from './exponential.as';
import { Simd } from './simd.as';

/** Codes of the functions, in the order of ACTIVATION_FUNCTIONS in activationKernels.ts, which says what a, b, c and d are. */
enum Fn {
  Rectified,
  Clipped,
  ExponentialLinear,
  Silu,
  HardSilu,
  Softplus,
  Mish,
  Gelu,
  Exponential,
  Softsign,
  TanhShrink,
  Squareplus,
  SparsePlus,
  HardShrink,
  SoftShrink,
}

/** y = f(x), element by element. */
export function activationForward(fn: Fn, n: usize, x: usize, y: usize, a: f32, b: f32, c: f32, d: f32): void {
  for (let i: usize = 0; i < n; i += 4)
    Simd.storeWidth(y + i * 4, valueAt(fn, v128.load(x + i * 4), a, b, c, d), n - i);
}

/** dx = dy·f′(x), element by element. */
export function activationBackward(
  fn: Fn,
  n: usize,
  x: usize,
  dy: usize,
  dx: usize,
  a: f32,
  b: f32,
  c: f32,
  d: f32,
): void {
  for (let i: usize = 0; i < n; i += 4) {
    const slope = slopeAt(fn, v128.load(x + i * 4), a, b, c, d);
    Simd.storeWidth(dx + i * 4, f32x4.mul(v128.load(dy + i * 4), slope), n - i);
  }
}

function valueAt(fn: Fn, x: v128, a: f32, b: f32, c: f32, d: f32): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  switch (fn) {
    case Fn.Rectified: {
      const threshold = f32x4.splat(c);
      const below = f32x4.mul(f32x4.sub(x, threshold), f32x4.splat(a));
      return v128.bitselect(f32x4.pmin(x, f32x4.splat(b)), below, f32x4.gt(x, threshold));
    }
    case Fn.Clipped:
      return clip(f32x4.add(f32x4.mul(x, f32x4.splat(a)), f32x4.splat(b)), c, d);
    case Fn.ExponentialLinear: {
      const below = f32x4.mul(expm1(f32x4.mul(x, f32x4.splat(c))), f32x4.splat(b));
      return v128.bitselect(f32x4.mul(x, f32x4.splat(a)), below, f32x4.gt(x, zero));
    }
    case Fn.Silu:
      return f32x4.mul(x, sigmoid(x));
    case Fn.HardSilu:
      return f32x4.mul(x, hardSigmoid(x));
    case Fn.Softplus: {
      const sign = f32x4.splat(a);
      return f32x4.mul(sign, softplus(f32x4.mul(sign, x)));
    }
    case Fn.Mish:
      return f32x4.mul(x, tanhSoftplus(x));
    case Fn.Gelu:
      return f32x4.mul(x, normalDistribution(x));
    case Fn.Exponential:
      return exp(x);
    case Fn.Softsign:
      return f32x4.div(x, f32x4.add(one, f32x4.abs(x)));
    case Fn.TanhShrink:
      return f32x4.sub(x, tanh(x));
    case Fn.Squareplus:
      return f32x4.mul(f32x4.add(x, rootOfSquarePlus(x, a)), f32x4.splat(0.5));
    case Fn.SparsePlus: {
      const part = clip(f32x4.mul(f32x4.add(x, one), f32x4.splat(0.5)), 0, 1);
      return v128.bitselect(x, f32x4.mul(part, part), f32x4.gt(x, one));
    }
    case Fn.HardShrink:
      return v128.and(x, f32x4.gt(f32x4.abs(x), f32x4.splat(a)));
    default: {
      // SoftShrink
      const size = f32x4.pmax(f32x4.sub(f32x4.abs(x), f32x4.splat(a)), zero);
      return v128.or(size, v128.and(x, f32x4.splat(-0.0)));
    }
  }
}

function slopeAt(fn: Fn, x: v128, a: f32, b: f32, c: f32, d: f32): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  switch (fn) {
    case Fn.Rectified: {
      const above = v128.and(one, f32x4.lt(x, f32x4.splat(b)));
      return v128.bitselect(above, f32x4.splat(a), f32x4.gt(x, f32x4.splat(c)));
    }
    case Fn.Clipped:
      return insideOf(f32x4.add(f32x4.mul(x, f32x4.splat(a)), f32x4.splat(b)), c, d, a);
    case Fn.ExponentialLinear: {
      const below = f32x4.mul(exp(f32x4.mul(x, f32x4.splat(c))), f32x4.splat(b * c));
      return v128.bitselect(f32x4.splat(a), below, f32x4.gt(x, zero));
    }
    case Fn.Silu: {
      const share = sigmoid(x);
      return f32x4.mul(share, f32x4.add(one, f32x4.mul(x, f32x4.sub(one, share))));
    }
    case Fn.HardSilu: {
      const sixth: f32 = 1.0 / 6.0;
      const inside = insideOf(f32x4.add(f32x4.mul(x, f32x4.splat(sixth)), f32x4.splat(0.5)), 0, 1, sixth);
      return f32x4.add(hardSigmoid(x), f32x4.mul(x, inside));
    }
    case Fn.Softplus:
      return sigmoid(f32x4.mul(f32x4.splat(a), x));
    case Fn.Mish: {
      const t = tanhSoftplus(x);
      const change = f32x4.mul(f32x4.sub(one, f32x4.mul(t, t)), sigmoid(x));
      return f32x4.add(t, f32x4.mul(x, change));
    }
    case Fn.Gelu: {
      const power = exp(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
      const density = f32x4.mul(power, f32x4.splat(0.3989422804));
      return f32x4.add(normalDistribution(x), f32x4.mul(x, density));
    }
    case Fn.Exponential:
      return exp(x);
    case Fn.Softsign: {
      const share = f32x4.div(one, f32x4.add(one, f32x4.abs(x)));
      return f32x4.mul(share, share);
    }
    case Fn.TanhShrink: {
      const t = tanh(x);
      return f32x4.mul(t, t);
    }
    case Fn.Squareplus:
      return f32x4.mul(f32x4.add(one, f32x4.div(x, rootOfSquarePlus(x, a))), f32x4.splat(0.5));
    case Fn.SparsePlus:
      return clip(f32x4.mul(f32x4.add(x, one), f32x4.splat(0.5)), 0, 1);
    default:
      // HardShrink and SoftShrink
      return v128.and(one, f32x4.gt(f32x4.abs(x), f32x4.splat(a)));
  }
}

// Calls, for inlined at all of these places they would fill kilobytes.
function exp(x: v128): v128 {
  return Exponential.exp(x);
}

function sigmoid(x: v128): v128 {
  return Exponential.sigmoid(x);
}

function tanh(x: v128): v128 {
  return Exponential.tanh(x);
}

function clip(x: v128, low: f32, high: f32): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(low)), f32x4.splat(high));
}

/** `value` where low < x < high, else 0. */
function insideOf(x: v128, low: f32, high: f32, value: f32): v128 {
  const inside = v128.and(f32x4.gt(x, f32x4.splat(low)), f32x4.lt(x, f32x4.splat(high)));
  return v128.and(f32x4.splat(value), inside);
}

function hardSigmoid(x: v128): v128 {
  return clip(f32x4.add(f32x4.mul(x, f32x4.splat(1.0 / 6.0)), f32x4.splat(0.5)), 0, 1);
}

/** e^x − 1 = tanh(x/2)·(e^x + 1), which does not cancel next to 0. */
function expm1(x: v128): v128 {
  const factor = f32x4.add(exp(x), f32x4.splat(1));
  return f32x4.mul(tanh(f32x4.mul(x, f32x4.splat(0.5))), factor);
}

/**
 * ln(1 + e^x) = max(x, 0) + ln(1 + u) with u = e^−|x| ≤ 1, and ln(1 + u) = 2·artanh s with s = u/(2 + u) ≤ 1/3, of whose
 * series seven terms leave an error below 1e-8.
 */
function softplus(x: v128): v128 {
  const u = exp(f32x4.neg(f32x4.abs(x)));
  const s = f32x4.div(u, f32x4.add(u, f32x4.splat(2)));
  const square = f32x4.mul(s, s);
  let p = Simd.madd(f32x4.splat(1.0 / 13.0), square, f32x4.splat(1.0 / 11.0));
  p = Simd.madd(p, square, f32x4.splat(1.0 / 9.0));
  p = Simd.madd(p, square, f32x4.splat(1.0 / 7.0));
  p = Simd.madd(p, square, f32x4.splat(1.0 / 5.0));
  p = Simd.madd(p, square, f32x4.splat(1.0 / 3.0));
  p = Simd.madd(p, square, f32x4.splat(1));
  return Simd.madd(f32x4.add(s, s), p, f32x4.pmax(x, f32x4.splat(0)));
}

/** tanh(ln(1 + e^x)) = n/(n + 2) with n = e^x·(e^x + 2); it is 1 in float32 long before x = 20. */
function tanhSoftplus(x: v128): v128 {
  const two = f32x4.splat(2);
  const power = exp(f32x4.pmin(x, f32x4.splat(20)));
  const n = f32x4.mul(power, f32x4.add(power, two));
  return f32x4.div(n, f32x4.add(n, two));
}

/** Φ(x) = (1 + erf(x/√2))/2; erf's error is below 1.5e-7 (Abramowitz and Stegun, 7.1.26). */
function normalDistribution(x: v128): v128 {
  const one = f32x4.splat(1);
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067812));
  const t = f32x4.div(one, Simd.madd(z, f32x4.splat(0.3275911), one));
  let p = Simd.madd(f32x4.splat(1.061405429), t, f32x4.splat(-1.453152027));
  p = Simd.madd(p, t, f32x4.splat(1.421413741));
  p = Simd.madd(p, t, f32x4.splat(-0.284496736));
  p = Simd.madd(p, t, f32x4.splat(0.254829592));
  const rest = f32x4.mul(f32x4.mul(p, t), exp(f32x4.neg(f32x4.mul(z, z))));
  const tail = f32x4.mul(rest, f32x4.splat(0.5));
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(x, f32x4.splat(0)));
}

function rootOfSquarePlus(x: v128, b: f32): v128 {
  return f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.splat(b)));
}
