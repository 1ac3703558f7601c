/**
 * Random numbers: Philox 4×32 with ten rounds, those of src/math/rng.ts bit for bit.
 * Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.
 */

/** High words of four products. */
function high(a: v128, b: v128): v128 {
  return v128.shuffle<u32>(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 1, 3, 5, 7);
}

/** Uniform numbers in [0, 1), 24 bits: `fillUniform` of src/math/rng.ts, four counters at a time. */
export function fillUniform(out: usize, count: i32, seed: u32, stream: u32, step: u32, place: u32): void {
  const m0 = i32x4.splat(0xd2511f53),
    m1 = i32x4.splat(0xcd9e8d57);
  const unit = f32x4.splat(1.0 / 16777216.0);
  const end = out + ((<usize>count) << 2);
  for (let block: u32 = 0; out < end; block += 4, out += 64) {
    let c0 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3)),
      c1 = i32x4.splat(1),
      c2 = i32x4.splat(step),
      c3 = i32x4.splat(place);
    let k0 = seed,
      k1 = stream;
    for (let round = 0; round < 10; round++) {
      const high0 = high(c0, m0),
        low0 = i32x4.mul(c0, m0),
        high1 = high(c2, m1),
        low1 = i32x4.mul(c2, m1);
      c0 = v128.xor(v128.xor(high1, c1), i32x4.splat(k0));
      c1 = low1;
      c2 = v128.xor(v128.xor(high0, c3), i32x4.splat(k1));
      c3 = low0;
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    // Words of one counter side by side.
    const t0 = v128.shuffle<u32>(c0, c1, 0, 4, 1, 5),
      t1 = v128.shuffle<u32>(c2, c3, 0, 4, 1, 5);
    const t2 = v128.shuffle<u32>(c0, c1, 2, 6, 3, 7),
      t3 = v128.shuffle<u32>(c2, c3, 2, 6, 3, 7);
    store4(out, end, v128.shuffle<u32>(t0, t1, 0, 1, 4, 5), unit);
    store4(out + 16, end, v128.shuffle<u32>(t0, t1, 2, 3, 6, 7), unit);
    store4(out + 32, end, v128.shuffle<u32>(t2, t3, 0, 1, 4, 5), unit);
    store4(out + 48, end, v128.shuffle<u32>(t2, t3, 2, 3, 6, 7), unit);
  }
}

function store4(at: usize, end: usize, words: v128, unit: v128): void {
  const u = f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(words, 8)), unit);
  if (at + 16 <= end) {
    v128.store(at, u);
    return;
  }
  if (at < end) v128.store32_lane(at, u, 0);
  if (at + 4 < end) v128.store32_lane(at, u, 1, 4);
  if (at + 8 < end) v128.store32_lane(at, u, 2, 8);
}
