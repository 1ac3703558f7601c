import { forward1x4, forward4x8, forward8x4, gradient4x8, gradient8x4, listed2x4, listed2x16 } from './tiles';

const ROWS: i32 = 64;

export function applyLine(
  a: usize,
  positions: i32,
  step: usize,
  segments: i32,
  length: usize,
  jump: usize,
  b: usize,
  bs: usize,
  columns: i32,
  out: usize,
  os: usize,
): void {
  for (let from = 0; from < positions; from += ROWS) {
    const to = min(from + ROWS, positions);
    let column = 0;
    if (to - from >= 4) {
      for (; column + 8 <= columns; column += 8) {
        const bj = b + ((<usize>column) << 2),
          oj = out + ((<usize>column) << 2);
        for (let row = from; row < to; row += 4) {
          const at = <usize>min(row, to - 4);
          forward4x8(a + at * step, step, segments, length, jump, bj, bs, oj + at * os, os);
        }
      }
    }
    for (; column < columns; column += 4) {
      const width = min(4, columns - column);
      const bj = b + ((<usize>column) << 2),
        oj = out + ((<usize>column) << 2);
      if (to - from >= 8) {
        for (let row = from; row < to; row += 8) {
          const at = <usize>min(row, to - 8);
          forward8x4(a + at * step, step, segments, length, jump, bj, bs, oj + at * os, os, width);
        }
      } else {
        for (let row = from; row < to; row++) {
          const at = <usize>row;
          forward1x4(a + at * step, segments, length, jump, bj, bs, oj + at * os, width);
        }
      }
    }
  }
}

/** d[0..positions) rows; A rows step apart. out [p, columns] */
export function gradientLines(
  a: usize,
  p: i32,
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
    let column = from;
    const whole = from + ((to - from) & ~7);
    for (let row = 0; row < p; row += 4) {
      const ai = a + ((<usize>row) << 2);
      const oi = out + <usize>row * ds;
      const rows = min(4, p - row);
      for (column = from; column < whole; column += 8) {
        gradient4x8(
          ai,
          step,
          lines,
          positions,
          jump,
          d + ((<usize>column) << 2),
          ds,
          oi + ((<usize>column) << 2),
          ds,
          rows,
          accumulate,
        );
      }
    }
    for (column = whole; column < to; column += 4) {
      for (let row = 0; row < p; row += 8) {
        gradient8x4(
          a + ((<usize>row) << 2),
          step,
          lines,
          positions,
          jump,
          d + ((<usize>column) << 2),
          ds,
          out + <usize>row * ds + ((<usize>column) << 2),
          ds,
          min(8, p - row),
          min(4, to - column),
          accumulate,
        );
      }
    }
  }
}

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
  for (; column + 16 <= columns; column += 16)
    listed2x16(pairs, places, count, b + ((<usize>column) << 2), out + ((<usize>column) << 2), os, rows);
  for (; column < columns; column += 4)
    listed2x4(
      pairs,
      places,
      count,
      b + ((<usize>column) << 2),
      out + ((<usize>column) << 2),
      os,
      rows,
      min(4, columns - column),
    );
}

/** Two lines of `length` numbers → list of pairs not both zero. */
function listRows(a: usize, other: usize, length: i32, stride: u32, pairs: usize, places: usize): i32 {
  let count: usize = 0;
  let place: u32 = 0;
  const end = a + ((<usize>length) << 2);
  for (; a < end; a += 4, other += 4, place += stride) {
    const x = load<u32>(a),
      y = load<u32>(other);
    store<u32>(pairs + (count << 3), x);
    store<u32>(pairs + (count << 3), y, 4);
    store<u32>(places + (count << 2), place);
    count += <usize>((x | y) !== 0);
  }
  return <i32>count;
}

export function applySparse(a: usize, m: i32, k: i32, b: usize, n: i32, out: usize, scratch: usize): void {
  const ks = (<usize>k) << 2;
  const places = scratch + ((<usize>k) << 3);
  for (let row = 0; row < m; row += 2) {
    const at = a + <usize>row * ks;
    const rows = min(2, m - row);
    const count = listRows(at, rows > 1 ? at + ks : at, k, (<u32>n) << 2, scratch, places);
    listedRow(scratch, places, count, b, n, out + <usize>(row * n) * 4, rows);
  }
}

export function gradientSparse(a: usize, m: i32, k: i32, d: usize, n: i32, out: usize, scratch: usize): void {
  const ks = (<usize>k) << 2,
    ds = (<u32>n) << 2;
  const places = scratch + ((<usize>m) << 3);
  for (let row = 0; row < k; row += 2) {
    let at = a + ((<usize>row) << 2);
    let count: usize = 0;
    let place: u32 = 0;
    for (let i = 0; i < m; i++, at += ks, place += ds) {
      const both = load<u64>(at);
      store<u64>(scratch + (count << 3), both);
      store<u32>(places + (count << 2), place);
      count += <usize>(both !== 0);
    }
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
    applyLine(d, m, ds, 1, ds, 0, scratch, 64, columns, out + ((<usize>column) << 2), os);
  }
}
