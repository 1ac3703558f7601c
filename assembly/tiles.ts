/**
 * Small blocks of a matrix product, held in registers while one goes along the sum: eight sums of four numbers each, because
 * browsers have sixteen registers. Columns are four numbers wide; what is left over is computed too and not stored.
 */

/** c + a b. Rounded twice: the fused instruction is not in every browser, and would give other numbers. */
function add(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b));
}

/** Writes the first `width` of four numbers. */
function storeSome(at: usize, c: v128, width: i32): void {
  if (width >= 4) {
    v128.store(at, c);
    return;
  }
  v128.store32_lane(at, c, 0);
  if (width > 1) v128.store32_lane(at, c, 1, 4);
  if (width > 2) v128.store32_lane(at, c, 2, 8);
}

/** Writes the first `width` of eight numbers, five at least. */
function storeRow(at: usize, low: v128, high: v128, width: i32): void {
  v128.store(at, low);
  storeSome(at + 16, high, width - 4);
}

/**
 * Four rows of a times eight columns of b: the first row at a, the others by these bytes behind. A row is `segments` runs of
 * `length` bytes, `jump` bytes apart; b's rows are bs bytes apart, those of out os.
 */
export function forward4x8(
  a: usize,
  offset1: usize,
  offset2: usize,
  offset3: usize,
  segments: i32,
  length: usize,
  jump: usize,
  b: usize,
  bs: usize,
  out: usize,
  os: usize,
  width: i32,
): void {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0,
    c4 = c0,
    c5 = c0,
    c6 = c0,
    c7 = c0;
  for (let segment = 0; segment < segments; segment++, a += jump) {
    const end = a + length;
    let p1 = a + offset1,
      p2 = a + offset2,
      p3 = a + offset3;
    for (let p = a; p < end; p += 4, b += bs) {
      const b0 = v128.load(b),
        b1 = v128.load(b, 16);
      let s = v128.load32_splat(p);
      c0 = add(c0, s, b0);
      c1 = add(c1, s, b1);
      s = v128.load32_splat(p1);
      c2 = add(c2, s, b0);
      c3 = add(c3, s, b1);
      s = v128.load32_splat(p2);
      c4 = add(c4, s, b0);
      c5 = add(c5, s, b1);
      s = v128.load32_splat(p3);
      c6 = add(c6, s, b0);
      c7 = add(c7, s, b1);
      p1 += 4;
      p2 += 4;
      p3 += 4;
    }
  }
  storeRow(out, c0, c1, width);
  storeRow(out + os, c2, c3, width);
  storeRow(out + 2 * os, c4, c5, width);
  storeRow(out + 3 * os, c6, c7, width);
}

export function forward8x4(
  a: usize,
  step: usize,
  segments: i32,
  length: usize,
  jump: usize,
  b: usize,
  bs: usize,
  out: usize,
  os: usize,
  width: i32,
): void {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0,
    c4 = c0,
    c5 = c0,
    c6 = c0,
    c7 = c0;
  const s2 = step * 2,
    s3 = step * 3,
    s4 = step * 4;
  for (let segment = 0; segment < segments; segment++, a += jump) {
    const end = a + length;
    let q = a + s4;
    for (let p = a; p < end; p += 4, q += 4, b += bs) {
      const v = v128.load(b);
      c0 = add(c0, v128.load32_splat(p), v);
      c1 = add(c1, v128.load32_splat(p + step), v);
      c2 = add(c2, v128.load32_splat(p + s2), v);
      c3 = add(c3, v128.load32_splat(p + s3), v);
      c4 = add(c4, v128.load32_splat(q), v);
      c5 = add(c5, v128.load32_splat(q + step), v);
      c6 = add(c6, v128.load32_splat(q + s2), v);
      c7 = add(c7, v128.load32_splat(q + s3), v);
    }
  }
  storeSome(out, c0, width);
  out += os;
  storeSome(out, c1, width);
  out += os;
  storeSome(out, c2, width);
  out += os;
  storeSome(out, c3, width);
  out += os;
  storeSome(out, c4, width);
  out += os;
  storeSome(out, c5, width);
  out += os;
  storeSome(out, c6, width);
  out += os;
  storeSome(out, c7, width);
}

export function forward1x4(
  a: usize,
  segments: i32,
  length: usize,
  jump: usize,
  b: usize,
  bs: usize,
  out: usize,
  width: i32,
): void {
  let c = f32x4.splat(0);
  for (let segment = 0; segment < segments; segment++, a += jump) {
    const end = a + length;
    for (let p = a; p < end; p += 4, b += bs) c = add(c, v128.load32_splat(p), v128.load(b));
  }
  storeSome(out, c, width);
}

/**
 * Σ over `lines` of `positions` of four numbers of a's row times eight of d's: the first at a, the others by these bytes behind.
 * Rows of a are `step` apart, lines `jump`; d goes on from line to line. Added to what is in out if `accumulate`.
 */
export function gradient4x8(
  a: usize,
  offset1: usize,
  offset2: usize,
  offset3: usize,
  step: usize,
  lines: i32,
  positions: i32,
  jump: usize,
  d: usize,
  ds: usize,
  out: usize,
  rows: i32,
  width: i32,
  accumulate: bool,
): void {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0,
    c4 = c0,
    c5 = c0,
    c6 = c0,
    c7 = c0;
  const span = ds * <usize>positions;
  for (let line = 0; line < lines; line++, a += jump) {
    const end = d + span;
    let p = a,
      p1 = a + offset1,
      p2 = a + offset2,
      p3 = a + offset3;
    for (; d < end; d += ds, p += step) {
      const d0 = v128.load(d),
        d1 = v128.load(d, 16);
      let s = v128.load32_splat(p);
      c0 = add(c0, s, d0);
      c1 = add(c1, s, d1);
      s = v128.load32_splat(p1);
      c2 = add(c2, s, d0);
      c3 = add(c3, s, d1);
      s = v128.load32_splat(p2);
      c4 = add(c4, s, d0);
      c5 = add(c5, s, d1);
      s = v128.load32_splat(p3);
      c6 = add(c6, s, d0);
      c7 = add(c7, s, d1);
      p1 += step;
      p2 += step;
      p3 += step;
    }
  }
  putRow(out, c0, c1, width, accumulate);
  if (rows > 1) putRow(out + ds, c2, c3, width, accumulate);
  if (rows > 2) putRow(out + 2 * ds, c4, c5, width, accumulate);
  if (rows > 3) putRow(out + 3 * ds, c6, c7, width, accumulate);
}

function putRow(out: usize, low: v128, high: v128, width: i32, accumulate: bool): void {
  if (accumulate) {
    storeRow(out, f32x4.add(low, v128.load(out)), f32x4.add(high, v128.load(out, 16)), width);
  } else {
    storeRow(out, low, high, width);
  }
}

function put(out: usize, c: v128, width: i32, accumulate: bool): void {
  if (accumulate) c = f32x4.add(c, v128.load(out));
  storeSome(out, c, width);
}

export function gradient8x4(
  a: usize,
  step: usize,
  lines: i32,
  positions: i32,
  jump: usize,
  d: usize,
  ds: usize,
  out: usize,
  rows: i32,
  width: i32,
  accumulate: bool,
): void {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0,
    c4 = c0,
    c5 = c0,
    c6 = c0,
    c7 = c0;
  const span = ds * <usize>positions;
  for (let line = 0; line < lines; line++, a += jump) {
    const end = d + span;
    let p = a;
    for (; d < end; d += ds, p += step) {
      const v = v128.load(d);
      c0 = add(c0, v128.load32_splat(p), v);
      c1 = add(c1, v128.load32_splat(p, 4), v);
      c2 = add(c2, v128.load32_splat(p, 8), v);
      c3 = add(c3, v128.load32_splat(p, 12), v);
      c4 = add(c4, v128.load32_splat(p, 16), v);
      c5 = add(c5, v128.load32_splat(p, 20), v);
      c6 = add(c6, v128.load32_splat(p, 24), v);
      c7 = add(c7, v128.load32_splat(p, 28), v);
    }
  }
  put(out, c0, width, accumulate);
  if (rows > 1) put(out + ds, c1, width, accumulate);
  if (rows > 2) put(out + 2 * ds, c2, width, accumulate);
  if (rows > 3) put(out + 3 * ds, c3, width, accumulate);
  if (rows > 4) put(out + 4 * ds, c4, width, accumulate);
  if (rows > 5) put(out + 5 * ds, c5, width, accumulate);
  if (rows > 6) put(out + 6 * ds, c6, width, accumulate);
  if (rows > 7) put(out + 7 * ds, c7, width, accumulate);
}

/** Writes the first `width` of sixteen numbers. */
function storeUpTo(at: usize, c0: v128, c1: v128, c2: v128, c3: v128, width: i32): void {
  storeSome(at, c0, width);
  if (width > 4) storeSome(at + 16, c1, width - 4);
  if (width > 8) storeSome(at + 32, c2, width - 8);
  if (width > 12) storeSome(at + 48, c3, width - 12);
}

/** Two rows given as a list: pairs `[count, 2]`, and where each meets b (bytes); the first `width` of sixteen columns. */
export function listed2x16(
  pairs: usize,
  places: usize,
  count: i32,
  b: usize,
  out: usize,
  os: usize,
  rows: i32,
  width: i32,
): void {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0,
    c4 = c0,
    c5 = c0,
    c6 = c0,
    c7 = c0;
  const end = places + ((<usize>count) << 2);
  for (; places < end; places += 4, pairs += 8) {
    const q = b + <usize>load<u32>(places);
    const b0 = v128.load(q),
      b1 = v128.load(q, 16),
      b2 = v128.load(q, 32),
      b3 = v128.load(q, 48);
    let s = v128.load32_splat(pairs);
    c0 = add(c0, s, b0);
    c1 = add(c1, s, b1);
    c2 = add(c2, s, b2);
    c3 = add(c3, s, b3);
    s = v128.load32_splat(pairs, 4);
    c4 = add(c4, s, b0);
    c5 = add(c5, s, b1);
    c6 = add(c6, s, b2);
    c7 = add(c7, s, b3);
  }
  if (width === 16 && rows === 2) {
    v128.store(out, c0);
    v128.store(out, c1, 16);
    v128.store(out, c2, 32);
    v128.store(out, c3, 48);
    const next = out + os;
    v128.store(next, c4);
    v128.store(next, c5, 16);
    v128.store(next, c6, 32);
    v128.store(next, c7, 48);
    return;
  }
  storeUpTo(out, c0, c1, c2, c3, width);
  if (rows > 1) storeUpTo(out + os, c4, c5, c6, c7, width);
}

/** The same for 17 to 20 columns. */
export function listed2x20(
  pairs: usize,
  places: usize,
  count: i32,
  b: usize,
  out: usize,
  os: usize,
  rows: i32,
  width: i32,
): void {
  let c0 = f32x4.splat(0),
    c1 = c0,
    c2 = c0,
    c3 = c0,
    c4 = c0,
    c5 = c0,
    c6 = c0,
    c7 = c0,
    c8 = c0,
    c9 = c0;
  const end = places + ((<usize>count) << 2);
  for (; places < end; places += 4, pairs += 8) {
    const q = b + <usize>load<u32>(places);
    const s = v128.load32_splat(pairs),
      t = v128.load32_splat(pairs, 4);
    let v = v128.load(q);
    c0 = add(c0, s, v);
    c4 = add(c4, t, v);
    v = v128.load(q, 16);
    c1 = add(c1, s, v);
    c5 = add(c5, t, v);
    v = v128.load(q, 32);
    c2 = add(c2, s, v);
    c6 = add(c6, t, v);
    v = v128.load(q, 48);
    c3 = add(c3, s, v);
    c7 = add(c7, t, v);
    v = v128.load(q, 64);
    c8 = add(c8, s, v);
    c9 = add(c9, t, v);
  }
  storeUpTo(out, c0, c1, c2, c3, 16);
  storeSome(out + 64, c8, width - 16);
  if (rows < 2) return;
  storeUpTo(out + os, c4, c5, c6, c7, 16);
  storeSome(out + os + 64, c9, width - 16);
}
