/**
 * e^x, tanh, the logistic function and the logarithm, four numbers at a time where they are many.
 * The polynomials of e^x and tanh: Moshier (1989), Methods and programs for mathematical functions (the Cephes library).
 */

/**
 * Zero for what is smaller than `least`. Sums do not notice, but numbers below 1e-38, which processors compute a hundred times
 * slower, do not arise: saturated units and averages that fade away would bring them.
 */
export function withoutTraces(x: v128, least: f32): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(least)));
}

/** e^x, within 1.2e-7 of itself, for x in [−69, 88]; e^88 above, 0 below. NaN stays NaN. */
export function exp(given: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, f32x4.splat(-70)), f32x4.splat(88));
  // x = n ln 2 + r; adding 1.5 · 2²³ rounds to the whole number n, and leaves it in the lowest bits.
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(<f32>Math.LOG2E)), f32x4.splat(12582912));
  const n = f32x4.sub(shifted, f32x4.splat(12582912));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r), f32x4.splat(1));
  // · 2ⁿ
  const exponent = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(127 << 23));
  return withoutTraces(f32x4.mul(p, exponent), 1e-30);
}

export function tanh(x: v128): v128 {
  const y = f32x4.abs(x);
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp(f32x4.add(y, y)), one)));
  const z = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.06390887954e-2));
  p = f32x4.sub(f32x4.mul(p, z), f32x4.splat(5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1));
  p = f32x4.sub(f32x4.mul(p, z), f32x4.splat(3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x);
  const sign = v128.and(x, i32x4.splat(0x80000000));
  // NaN compares false and goes the way of the far, where it stays
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(y, f32x4.splat(0.625)));
}

/** 1 / (1 + e^−x); 1e-30 is its least. */
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.pmin(f32x4.neg(x), f32x4.splat(69)))));
}

/** log x for x ≥ 1e-300, in double precision: 2 artanh((m − 1) / (m + 1)) of the mantissa m in [√½, √2). NaN and ∞ stay. */
export function logarithm(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<u64>(x);
  let exponent = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent += 1;
  }
  const z = (m - 1) / (m + 1),
    square = z * z;
  let series: f64 = 0;
  for (let k = 21; k > 0; k -= 2) series = series * square + 1 / <f64>k;
  return <f64>exponent * Math.LN2 + 2 * z * series;
}
