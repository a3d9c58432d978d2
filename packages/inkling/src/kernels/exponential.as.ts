import { Simd } from './simd.as';

/** e^x and tanh x of four floats. */
export abstract class Exponential {
  /**
   * e^x, relative error below 2e-7 for −87 ≤ x ≤ 88; what lies outside is taken to the nearer end.
   * x = n·ln 2 + r with |r| ≤ ln 2 / 2, and a polynomial for e^r (Cephes' expf, Moshier 1989).
   */
  @inline static exp(x: v128): v128 {
    x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(88));
    const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
    let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
    r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)));
    let p = Simd.madd(f32x4.splat(1.98756915e-4), r, f32x4.splat(1.3981999507e-3));
    p = Simd.madd(p, r, f32x4.splat(8.3334519073e-3));
    p = Simd.madd(p, r, f32x4.splat(4.1665795894e-2));
    p = Simd.madd(p, r, f32x4.splat(1.6666665459e-1));
    p = Simd.madd(p, r, f32x4.splat(5.0000001201e-1));
    p = f32x4.add(Simd.madd(p, f32x4.mul(r, r), r), f32x4.splat(1));
    const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
    return f32x4.mul(p, power);
  }

  /** 1 / (1 + e^−x). */
  @inline static sigmoid(x: v128): v128 {
    const one = f32x4.splat(1);
    return f32x4.div(one, f32x4.add(one, Exponential.exp(f32x4.neg(x))));
  }

  /** tanh x: near zero by a polynomial, where 1 − 2/(e^2x + 1) would cancel (Cephes' tanhf, Moshier 1989). */
  @inline static tanh(x: v128): v128 {
    const one = f32x4.splat(1);
    const square = f32x4.mul(x, x);
    let p = Simd.madd(f32x4.splat(-5.70498872745e-3), square, f32x4.splat(2.06390887954e-2));
    p = Simd.madd(p, square, f32x4.splat(-5.37397155531e-2));
    p = Simd.madd(p, square, f32x4.splat(1.33314422036e-1));
    p = Simd.madd(p, square, f32x4.splat(-3.33332819422e-1));
    const near = Simd.madd(f32x4.mul(p, square), x, x);
    const power = Exponential.exp(f32x4.add(x, x));
    const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(power, one)));
    return v128.bitselect(near, far, f32x4.lt(f32x4.abs(x), f32x4.splat(0.625)));
  }
}
