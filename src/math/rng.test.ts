import { describe, expect, it } from 'vitest';
import { createRng, fillUniform, permutation, philox, type StreamName } from './rng';

function block(counter: readonly number[], key: readonly number[]): string {
  const out = new Uint32Array(4);
  philox(counter, key, out);
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ');
}

describe('philox', () => {
  const ones = 0xffffffff;
  // known answers that the authors publish with Random123
  it.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[ones, ones, ones, ones], [ones, ones], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('gives the published block for counter %j, key %j', (counter, key, words) => {
    expect(block(counter, key)).toBe(words);
  });
});

describe('createRng', () => {
  const first = (seed: number, stream: StreamName, substream?: number): number[] => {
    const rng = createRng(seed, stream, substream);
    return Array.from({ length: 8 }, () => rng.uniform());
  };

  it('repeats a stream and separates seeds, streams and substreams', () => {
    expect(first(7, 'init', 3)).toEqual(first(7, 'init', 3));
    const all = [
      first(7, 'init', 3),
      first(8, 'init', 3),
      first(7, 'order', 3),
      first(7, 'init', 4),
      first(7, 'init'),
    ];
    expect(new Set(all.flat()).size).toBe(40);
  });

  it('reads the words of consecutive blocks', () => {
    const out = new Uint32Array(8);
    philox([0, 0, 5, 0], [9, 1], out.subarray(0, 4));
    philox([1, 0, 5, 0], [9, 1], out.subarray(4));
    expect(first(9, 'data', 5)).toEqual([...out].map((word) => word / 2 ** 32));
  });

  it('has the moments of the uniform and of the normal distribution', () => {
    const rng = createRng(1, 'noise');
    const count = 40_000;
    const moments = (draw: () => number): readonly [number, number, number] => {
      const values = Array.from({ length: count }, draw);
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      const power = (k: number): number =>
        values.reduce((sum, value) => sum + (value - mean) ** k, 0) / count;
      return [mean, power(2), power(4)];
    };
    const uniform = moments(rng.uniform);
    expect(uniform[0]).toBeCloseTo(0.5, 2);
    expect(uniform[1]).toBeCloseTo(1 / 12, 2);
    const normal = moments(rng.normal);
    expect(Math.abs(normal[0])).toBeLessThan(0.02);
    expect(Math.abs(normal[1] - 1)).toBeLessThan(0.03);
    expect(Math.abs(normal[2] - 3)).toBeLessThan(0.2);
  });

  it('draws every integer below the bound about equally often', () => {
    const rng = createRng(3, 'order');
    const counts = new Array(7).fill(0);
    for (let k = 0; k < 7000; k++) counts[rng.integer(7)]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});

describe('permutation', () => {
  it('holds every number once, in another order for another stream', () => {
    const order = permutation(createRng(1, 'order', 0), 100);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, k) => k));
    expect(order).not.toEqual(permutation(createRng(1, 'order', 1), 100));
  });

  it('reaches all orders of three about equally often', () => {
    const counts = new Map<string, number>();
    for (let k = 0; k < 6000; k++) {
      const order = permutation(createRng(2, 'order', k), 3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});

describe('uniform numbers by place', () => {
  it('depend on seed, stream, place and position alone, and fill [0, 1)', () => {
    const draw = (count: number, seed: number, place: readonly [number, number]): Float32Array => {
      const out = new Float32Array(count);
      fillUniform(out, seed, 'noise', place);
      return out;
    };
    const long = draw(4001, 1, [3, 0]);
    expect(draw(7, 1, [3, 0])).toEqual(long.subarray(0, 7));
    for (const other of [draw(7, 2, [3, 0]), draw(7, 1, [4, 0]), draw(7, 1, [3, 1])]) {
      expect(other).not.toEqual(long.subarray(0, 7));
    }
    expect(Math.max(...long)).toBeLessThan(1);
    expect(Math.min(...long)).toBeGreaterThanOrEqual(0);
    const mean = long.reduce((sum, value) => sum + value, 0) / long.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * long.length));
  });
});
