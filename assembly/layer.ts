/**
 * What surrounds the products of a layer: bias and nonlinearity, its slope on the way back, the error at the output.
 */
import { exp, logarithm, sigmoid, tanh, withoutTraces } from './functions';
import { getSome, putSome } from './lanes';

/** Nonlinearities as src/engine/kernels/wasm-dense.ts numbers them; 0 is the identity. */
const RELU: i32 = 1,
  TANH: i32 = 2,
  SIGMOID: i32 = 3;

/** a ← a + b for rows of n numbers, h ← φ(a) unless φ is the identity. */
export function finishLayer(a: usize, b: usize, h: usize, rows: i32, n: i32, activation: i32): void {
  const bytes = (<usize>n) << 2;
  const all = bytes * <usize>rows;
  for (let row: usize = 0; row < all; row += bytes) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const left = bytes - at;
      putSome(a + row + at, f32x4.add(getSome(a + row + at, left), getSome(b + at, left)), left);
    }
  }
  if (activation === RELU) {
    const zero = f32x4.splat(0);
    for (let at: usize = 0; at < all; at += 16)
      putSome(h + at, f32x4.pmax(getSome(a + at, all - at), zero), all - at);
  } else if (activation === TANH) {
    for (let at: usize = 0; at < all; at += 16) putSome(h + at, tanh(getSome(a + at, all - at)), all - at);
  } else if (activation === SIGMOID) {
    for (let at: usize = 0; at < all; at += 16) putSome(h + at, sigmoid(getSome(a + at, all - at)), all - at);
  }
}

/** out ← error ⊙ φ′, from h = φ(a). */
export function passBack(error: usize, h: usize, out: usize, count: i32, activation: i32): void {
  const all = (<usize>count) << 2;
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < all; at += 16) {
    const left = all - at;
    const e = getSome(error + at, left),
      v = getSome(h + at, left);
    let passed = e;
    if (activation === RELU) passed = v128.and(e, f32x4.gt(v, f32x4.splat(0)));
    else if (activation === TANH) passed = f32x4.mul(e, f32x4.sub(one, f32x4.mul(v, v)));
    else if (activation === SIGMOID) passed = f32x4.mul(e, f32x4.mul(v, f32x4.sub(one, v)));
    putSome(out + at, withoutTraces(passed, 1e-30), left);
  }
}

function sumOfLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3)
  );
}

/** δ = (softmax(a) Σ y − y) / rows */
export function softmaxDelta(a: usize, y: usize, delta: usize, rows: i32, n: i32): void {
  const bytes = (<usize>n) << 2,
    whole = bytes & ~15;
  const share = f32x4.splat(1 / <f32>rows);
  for (let row = 0; row < rows; row++, a += bytes, y += bytes, delta += bytes) {
    let top = load<f32>(a),
      mass: f32 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      top = max(top, load<f32>(a + at));
      mass += load<f32>(y + at);
    }
    const shift = f32x4.splat(top);
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < whole; at += 16) {
      const e = exp(f32x4.sub(v128.load(a + at), shift));
      sum = f32x4.add(sum, e);
      v128.store(delta + at, e);
    }
    let total = sumOfLanes(sum);
    for (let at = whole; at < bytes; at += 4) {
      const e = f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(a + at), shift)), 0);
      total += e;
      store<f32>(delta + at, e);
    }
    const scale = f32x4.splat(mass / total);
    for (let at: usize = 0; at < bytes; at += 16) {
      const left = bytes - at;
      const p = f32x4.mul(getSome(delta + at, left), scale);
      const d = f32x4.mul(f32x4.sub(p, getSome(y + at, left)), share);
      putSome(delta + at, withoutTraces(d, 1e-30), left);
    }
  }
}

/** Σ of y (log Σ e^a − a) over all rows, divided by their number; adds up in double precision. */
export function softmaxLoss(a: usize, y: usize, rows: i32, n: i32): f64 {
  const bytes = (<usize>n) << 2;
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++, a += bytes, y += bytes) {
    let top = load<f32>(a);
    for (let at: usize = 4; at < bytes; at += 4) top = max(top, load<f32>(a + at));
    const shift = f32x4.splat(top);
    let total: f64 = 0,
      mass: f64 = 0,
      asked: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      total += <f64>f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(a + at), shift)), 0);
      mass += <f64>load<f32>(y + at);
      asked += <f64>load<f32>(y + at) * <f64>(load<f32>(a + at) - top);
    }
    loss += mass * logarithm(total) - asked;
  }
  return loss / <f64>rows;
}

/** Σ over rows of δ [rows, n] into out [n]: blocks of rows, so that long sums stay exact. */
export function columnSums(d: usize, rows: i32, n: i32, out: usize): void {
  const bytes = (<usize>n) << 2;
  memory.fill(out, 0, bytes);
  for (let from = 0; from < rows; from += 256) {
    const count = min(256, rows - from);
    const block = d + <usize>from * bytes;
    for (let column: usize = 0; column < bytes; column += 16) {
      const left = bytes - column;
      const sum = f32x4.add(getSome(out + column, left), sumOf(block + column, count, bytes));
      putSome(out + column, sum, left);
    }
  }
}

function sumOf(d: usize, count: i32, bytes: usize): v128 {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0;
  const end = d + <usize>count * bytes,
    whole = d + <usize>(count & ~3) * bytes;
  for (; d < whole; d += bytes) {
    c0 = f32x4.add(c0, v128.load(d));
    d += bytes;
    c1 = f32x4.add(c1, v128.load(d));
    d += bytes;
    c2 = f32x4.add(c2, v128.load(d));
    d += bytes;
    c3 = f32x4.add(c3, v128.load(d));
  }
  for (; d < end; d += bytes) c0 = f32x4.add(c0, v128.load(d));
  return f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
}
