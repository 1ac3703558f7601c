import { exp, sigmoid, tanh } from './functions';

/** As src/engine numbers them: 0 linear, 1 ReLU, 2 tanh, 3 sigmoid. */
const RELU: i32 = 1,
  TANH: i32 = 2,
  SIGMOID: i32 = 3;

function activate(a: v128, activation: i32): v128 {
  if (activation === RELU) return f32x4.pmax(a, f32x4.splat(0));
  if (activation === TANH) return tanh(a);
  if (activation === SIGMOID) return sigmoid(a);
  return a;
}

/** a ← a + b for rows of n numbers, h ← φ(a); h may be a. */
export function finishLayer(a: usize, b: usize, h: usize, rows: i32, n: i32, activation: i32): void {
  const bytes = (<usize>n) << 2,
    whole = bytes & ~15;
  for (let row = 0; row < rows; row++, a += bytes) {
    for (let at: usize = 0; at < whole; at += 16)
      v128.store(a + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
    for (let at = whole; at < bytes; at += 4) store<f32>(a + at, load<f32>(a + at) + load<f32>(b + at));
  }
  if (activation !== 0) applyActivation(a - bytes * <usize>rows, h, rows * n, activation);
}

/** h ← φ(a) */
export function applyActivation(a: usize, h: usize, count: i32, activation: i32): void {
  const whole = a + ((<usize>(count & ~3)) << 2),
    end = a + ((<usize>count) << 2);
  for (; a < whole; a += 16, h += 16) v128.store(h, activate(v128.load(a), activation));
  for (; a < end; a += 4, h += 4) v128.store32_lane(h, activate(v128.load32_splat(a), activation), 0);
}

function slope(error: v128, h: v128, activation: i32): v128 {
  const one = f32x4.splat(1);
  if (activation === RELU) return v128.and(error, f32x4.gt(h, f32x4.splat(0)));
  if (activation === TANH) return f32x4.mul(error, f32x4.sub(one, f32x4.mul(h, h)));
  if (activation === SIGMOID) return f32x4.mul(error, f32x4.mul(h, f32x4.sub(one, h)));
  return error;
}

/** out ← error ⊙ φ′, from h = φ(a); out may be error. */
export function passBack(error: usize, h: usize, out: usize, count: i32, activation: i32): void {
  const whole = h + ((<usize>(count & ~3)) << 2),
    end = h + ((<usize>count) << 2);
  for (; h < whole; h += 16, error += 16, out += 16)
    v128.store(out, slope(v128.load(error), v128.load(h), activation));
  for (; h < end; h += 4, error += 4, out += 4)
    v128.store32_lane(out, slope(v128.load32_splat(error), v128.load32_splat(h), activation), 0);
}

/** δ = (softmax(a) Σ y − y) / rows */
export function softmaxDelta(a: usize, y: usize, delta: usize, rows: i32, n: i32): void {
  const bytes = (<usize>n) << 2,
    whole = bytes & ~15;
  const share: f32 = 1 / <f32>rows;
  for (let row = 0; row < rows; row++, a += bytes, y += bytes, delta += bytes) {
    let top = load<f32>(a),
      mass: f32 = 0,
      total: f32 = 0;
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
    total =
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 1) +
      f32x4.extract_lane(sum, 2) +
      f32x4.extract_lane(sum, 3);
    for (let at = whole; at < bytes; at += 4) {
      const e = f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(a + at), shift)), 0);
      total += e;
      store<f32>(delta + at, e);
    }
    const scale = mass / total;
    for (let at: usize = 0; at < bytes; at += 4)
      store<f32>(delta + at, (load<f32>(delta + at) * scale - load<f32>(y + at)) * share);
  }
}

/** Σ over rows of δ [rows, n] into out [n]: blocks of rows, so that long sums stay exact. */
export function columnSums(d: usize, rows: i32, n: i32, out: usize): void {
  const bytes = (<usize>n) << 2;
  memory.fill(out, 0, bytes);
  for (let from = 0; from < rows; from += 256) {
    const count = min(256, rows - from);
    const block = d + <usize>from * bytes;
    let column: usize = 0;
    for (; column + 16 <= bytes; column += 16)
      v128.store(out + column, f32x4.add(v128.load(out + column), sumOf(block + column, count, bytes)));
    const left = bytes - column;
    if (left > 0) {
      const sum = sumOf(block + column, count, bytes);
      store<f32>(out + column, load<f32>(out + column) + f32x4.extract_lane(sum, 0));
      if (left > 4) store<f32>(out + column, load<f32>(out + column, 4) + f32x4.extract_lane(sum, 1), 4);
      if (left > 8) store<f32>(out + column, load<f32>(out + column, 8) + f32x4.extract_lane(sum, 2), 8);
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
