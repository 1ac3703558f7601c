/**
 * Counter-based random numbers: Philox 4×32 with ten rounds.
 * Draw i of a named stream is a pure function of (seed, stream, index), so that no consumer disturbs another.
 * Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.
 */

/** Streams are independent of one another; `probe` can never disturb training. */
export type StreamName = 'data' | 'init' | 'feedback' | 'order' | 'noise' | 'probe';

const STREAM_CODE: Readonly<Record<StreamName, number>> = {
  data: 1,
  init: 2,
  feedback: 3,
  order: 4,
  noise: 5,
  probe: 6,
};

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** High 32 bits of the product of two unsigned 32-bit integers, in 16-bit halves: no partial sum exceeds 32 bits. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) >>> 0;
}

/** One Philox block: counter `[4]` and key `[2]` to four unsigned 32-bit integers, written into `out`. */
export function philox(counter: ArrayLike<number>, key: ArrayLike<number>, out: Uint32Array): void {
  let c0 = (counter[0] ?? 0) >>> 0;
  let c1 = (counter[1] ?? 0) >>> 0;
  let c2 = (counter[2] ?? 0) >>> 0;
  let c3 = (counter[3] ?? 0) >>> 0;
  let k0 = (key[0] ?? 0) >>> 0;
  let k1 = (key[1] ?? 0) >>> 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The key `[2]` of a stream: what `philox` wants besides a counter. */
export function keyOf(seed: number, stream: StreamName): readonly [number, number] {
  return [seed >>> 0, STREAM_CODE[stream]];
}

/** A sequence of random numbers that is fixed by (seed, stream, substream) alone. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Uniform integer in [0, below). */
  integer(below: number): number;
}

/** Opens a stream; `substream` separates layers, epochs, classes … within it. */
export function createRng(seed: number, stream: StreamName, substream = 0): Rng {
  const key = keyOf(seed, stream);
  const counter = [0, 0, substream >>> 0, 0];
  const block = new Uint32Array(4);
  let position = 4;
  let spare: number | null = null;
  const next = (): number => {
    if (position === 4) {
      philox(counter, key, block);
      counter[0] = ((counter[0] ?? 0) + 1) >>> 0;
      if (counter[0] === 0) counter[1] = ((counter[1] ?? 0) + 1) >>> 0;
      position = 0;
    }
    return block[position++] as number;
  };
  const uniform = (): number => next() / 4294967296;
  return {
    uniform,
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log((next() + 1) / 4294967296));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer: (below) => Math.floor(uniform() * below),
  };
}

/**
 * Fills `out` with uniform numbers in [0, 1), 24 bits, so that single precision holds them exactly.
 * Entry i depends on (seed, stream, place, i) alone, in any order: a device can draw the same ones.
 */
export function fillUniform(
  out: Float32Array,
  seed: number,
  stream: StreamName,
  place: readonly [number, number],
): void {
  const key = keyOf(seed, stream);
  const counter = [0, 1, place[0], place[1]];
  const block = new Uint32Array(4);
  for (let at = 0; at < out.length; at++) {
    if (at % 4 === 0) {
      counter[0] = at / 4;
      philox(counter, key, block);
    }
    out[at] = ((block[at % 4] as number) >>> 8) / 16777216;
  }
}

/** Fisher–Yates: a random order of 0 … count − 1. */
export function permutation(rng: Rng, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const held = order[last] as number;
    order[last] = order[other] as number;
    order[other] = held;
  }
  return order;
}
