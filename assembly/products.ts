/**
 * The products of a layer, cut into tiles: h W, δ Bᵀ (B is turned a strip at a time, in passing) and hᵀ δ (no turning needed:
 * a row of hᵀ is a column of h). Where many of h's numbers are zero, as lists of the others.
 */
import {
  forward1x4,
  forward4x8,
  forward8x4,
  gradient4x8,
  gradient8x4,
  listed2x16,
  listed2x20,
} from './tiles';

/** Rows of a that are multiplied with one strip of b after another, so that they stay near. */
const ROWS: i32 = 64;

/** Bytes from the first to the given of things in runs of `run`, `step` bytes apart within a run, runs `leap` bytes apart. */
function placeOf(at: i32, run: i32, step: usize, leap: usize): usize {
  if (at < run) return <usize>at * step;
  const runs = at / run;
  return <usize>runs * leap + <usize>(at - runs * run) * step;
}

/**
 * out `[rows, columns]` = a `[rows, k]` b `[k, columns]`. Rows of a come in runs of `run`, `step` bytes apart, runs `leap` bytes
 * apart; each is `segments` pieces of `length` bytes, `jump` bytes apart. Rows of b and out are bs and os bytes apart.
 */
export function applyRows(
  a: usize,
  rows: i32,
  run: i32,
  step: usize,
  leap: usize,
  segments: i32,
  length: usize,
  jump: usize,
  b: usize,
  bs: usize,
  columns: i32,
  out: usize,
  os: usize,
): void {
  const left = columns & 7;
  // Strips of four for up to four columns that are left, and for fewer than four rows.
  const narrow = rows < 4 ? 0 : left > 4 ? columns : columns - left;
  for (let from = 0; from < rows && narrow > 0; from += ROWS) {
    const to = min(from + ROWS, rows);
    for (let column = 0; column < narrow; column += 8) {
      const bj = b + ((<usize>column) << 2),
        oj = out + ((<usize>column) << 2);
      const width = min(8, columns - column);
      for (let row = from; row < to; row += 4) {
        const at = min(row, rows - 4);
        const first = placeOf(at, run, step, leap);
        const o1 = placeOf(at + 1, run, step, leap) - first;
        const o2 = placeOf(at + 2, run, step, leap) - first;
        const o3 = placeOf(at + 3, run, step, leap) - first;
        forward4x8(a + first, o1, o2, o3, segments, length, jump, bj, bs, oj + <usize>at * os, os, width);
      }
    }
  }
  for (let column = narrow; column < columns; column += 4) {
    const width = min(4, columns - column);
    const bj = b + ((<usize>column) << 2),
      oj = out + ((<usize>column) << 2);
    for (let start = 0; start < rows; start += run) {
      const ai = a + <usize>(start / run) * leap;
      const count = min(run, rows - start);
      for (let row = 0; row < count; row += count < 8 ? 1 : 8) {
        const at = count < 8 ? row : min(row, count - 8);
        const oi = oj + <usize>(start + at) * os;
        if (count < 8) forward1x4(ai + <usize>at * step, segments, length, jump, bj, bs, oi, width);
        else forward8x4(ai + <usize>at * step, step, segments, length, jump, bj, bs, oi, os, width);
      }
    }
  }
}

/**
 * out `[p, columns]` = Σ over `lines` of `positions` of a's row `[p]` times d's `[columns]`. Positions are `step` bytes apart,
 * lines `jump`, and the numbers of a row lie in runs of `run`, `leap` bytes apart.
 */
export function gradientLines(
  a: usize,
  p: i32,
  run: i32,
  leap: usize,
  step: usize,
  lines: i32,
  positions: i32,
  jump: usize,
  d: usize,
  columns: i32,
  out: usize,
  accumulate: bool,
): void {
  const ds = (<usize>columns) << 2;
  for (let from = 0; from < columns; from += 64) {
    const to = min(from + 64, columns);
    for (let row = 0; row < p; row += 4) {
      const first = placeOf(row, run, 4, leap);
      const o1 = placeOf(min(row + 1, p - 1), run, 4, leap) - first;
      const o2 = placeOf(min(row + 2, p - 1), run, 4, leap) - first;
      const o3 = placeOf(min(row + 3, p - 1), run, 4, leap) - first;
      const ai = a + first;
      const rows = min(4, p - row);
      for (let column = from; column + 4 < to; column += 8) {
        const dj = d + ((<usize>column) << 2),
          oj = out + <usize>row * ds + ((<usize>column) << 2);
        const width = min(8, to - column);
        gradient4x8(ai, o1, o2, o3, step, lines, positions, jump, dj, ds, oj, rows, width, accumulate);
      }
    }
  }
  // Up to four columns that are left.
  const left = columns & 7;
  if (left === 0 || left > 4) return;
  const dj = d + ((<usize>(columns - left)) << 2),
    oj = out + ((<usize>(columns - left)) << 2);
  for (let start = 0; start < p; start += run) {
    const ai = a + placeOf(start, run, 4, leap);
    for (let row = 0; row < run; row += 8) {
      const at = ai + ((<usize>row) << 2);
      const rows = min(8, run - row);
      gradient8x4(
        at,
        step,
        lines,
        positions,
        jump,
        dj,
        ds,
        oj + <usize>(start + row) * ds,
        rows,
        left,
        accumulate,
      );
    }
  }
}

/** Two rows of out `[2, columns]`: those that the list gives, times b. */
function listedRow(
  pairs: usize,
  places: usize,
  count: i32,
  b: usize,
  columns: i32,
  out: usize,
  rows: i32,
): void {
  const os = (<usize>columns) << 2;
  let column = 0;
  while (column < columns) {
    const left = columns - column;
    const at = (<usize>column) << 2;
    if (left > 16 && left <= 20) {
      listed2x20(pairs, places, count, b + at, out + at, os, rows, left);
      return;
    }
    listed2x16(pairs, places, count, b + at, out + at, os, rows, min(16, left));
    column += 16;
  }
}

/** Notes a pair that belongs to `place` behind the `count` that are listed, unless both are zero. */
function note(pair: u64, place: u32, pairs: usize, places: usize, count: usize): usize {
  store<u64>(pairs + (count << 3), pair);
  store<u32>(places + (count << 2), place);
  return count + <usize>(pair !== 0);
}

/** Two rows of `length` numbers as a list of pairs, each of which belongs `stride` behind the one before. */
function listRows(a: usize, other: usize, length: i32, stride: u32, pairs: usize, places: usize): i32 {
  let count: usize = 0;
  let place: u32 = 0;
  const end = a + ((<usize>length) << 2),
    whole = a + ((<usize>(length & ~3)) << 2);
  for (; a < whole; a += 16, other += 16, place += 4 * stride) {
    const x = v128.load(a),
      y = v128.load(other);
    if (!v128.any_true(v128.or(x, y))) continue;
    const low = v128.shuffle<u32>(x, y, 0, 4, 1, 5),
      high = v128.shuffle<u32>(x, y, 2, 6, 3, 7);
    count = note(i64x2.extract_lane(low, 0), place, pairs, places, count);
    count = note(i64x2.extract_lane(low, 1), place + stride, pairs, places, count);
    count = note(i64x2.extract_lane(high, 0), place + 2 * stride, pairs, places, count);
    count = note(i64x2.extract_lane(high, 1), place + 3 * stride, pairs, places, count);
  }
  for (; a < end; a += 4, other += 4, place += stride) {
    const pair = ((<u64>load<u32>(other)) << 32) | <u64>load<u32>(a);
    count = note(pair, place, pairs, places, count);
  }
  return <i32>count;
}

/** out `[m, n]` = a `[m, k]` b `[k, n]` by lists of a's numbers, two rows at a time. Scratch: 12 k + 12 bytes. */
export function applySparse(a: usize, m: i32, k: i32, b: usize, n: i32, out: usize, scratch: usize): void {
  const ks = (<usize>k) << 2;
  const places = scratch + ((<usize>(k + 1)) << 3);
  for (let row = 0; row < m; row += 2) {
    const at = a + <usize>row * ks;
    const rows = min(2, m - row);
    const count = listRows(at, rows > 1 ? at + ks : at, k, (<u32>n) << 2, scratch, places);
    listedRow(scratch, places, count, b, n, out + <usize>(row * n) * 4, rows);
  }
}

/** out `[k, n]` = aᵀ `[k, m]` d `[m, n]` by lists of a's numbers, two columns at a time. Scratch: 12 m + 12 bytes. */
export function gradientSparse(a: usize, m: i32, k: i32, d: usize, n: i32, out: usize, scratch: usize): void {
  const ks = (<usize>k) << 2,
    ds = (<u32>n) << 2;
  const places = scratch + ((<usize>(m + 1)) << 3);
  for (let row = 0; row < k; row += 2) {
    let at = a + ((<usize>row) << 2);
    let count: usize = 0;
    let place: u32 = 0;
    for (let i = 0; i < m; i++, at += ks, place += ds)
      count = note(load<u64>(at), place, scratch, places, count);
    listedRow(scratch, places, <i32>count, d, n, out + <usize>(row * n) * 4, min(2, k - row));
  }
}

/** How many of `count` numbers are zero. */
export function countZeros(a: usize, count: i32): i32 {
  let found = i32x4.splat(0);
  const zero = f32x4.splat(0);
  const whole = a + ((<usize>(count & ~3)) << 2);
  const end = a + ((<usize>count) << 2);
  for (; a < whole; a += 16) found = i32x4.sub(found, f32x4.eq(v128.load(a), zero));
  let total =
    i32x4.extract_lane(found, 0) +
    i32x4.extract_lane(found, 1) +
    i32x4.extract_lane(found, 2) +
    i32x4.extract_lane(found, 3);
  for (; a < end; a += 4) total += i32(load<f32>(a) === 0);
  return total;
}

/** rows `from`.. of B [k, n] as columns: packed [n, 16] */
function packRows(b: usize, rows: i32, n: i32, packed: usize): void {
  const bs = (<usize>n) << 2;
  for (let row = 0; row < rows; row += 4) {
    const left = rows - row;
    const r0 = b + <usize>row * bs;
    const r1 = left > 1 ? r0 + bs : r0;
    const r2 = left > 2 ? r1 + bs : r0;
    const r3 = left > 3 ? r2 + bs : r0;
    let o = packed + ((<usize>row) << 2);
    let q: usize = 0;
    const whole = (<usize>(n & ~3)) << 2;
    for (; q < whole; q += 16, o += 256) {
      const v0 = v128.load(r0 + q),
        v1 = v128.load(r1 + q),
        v2 = v128.load(r2 + q),
        v3 = v128.load(r3 + q);
      const t0 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5),
        t1 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
      const t2 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7),
        t3 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
      v128.store(o, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
      v128.store(o, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7), 64);
      v128.store(o, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5), 128);
      v128.store(o, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7), 192);
    }
    for (; q < bs; q += 4, o += 64) {
      store<f32>(o, load<f32>(r0 + q));
      store<f32>(o, load<f32>(r1 + q), 4);
      store<f32>(o, load<f32>(r2 + q), 8);
      store<f32>(o, load<f32>(r3 + q), 12);
    }
  }
}

/** δ [m, n] and B [k, n] to [m, k] */
export function transport(d: usize, m: i32, n: i32, b: usize, k: i32, out: usize, scratch: usize): void {
  const os = (<usize>k) << 2,
    ds = (<usize>n) << 2;
  for (let column = 0; column < k; column += 16) {
    const columns = min(16, k - column);
    packRows(b + <usize>column * ds, columns, n, scratch);
    applyRows(d, m, m, ds, 0, 1, ds, 0, scratch, 64, columns, out + ((<usize>column) << 2), os);
  }
}
