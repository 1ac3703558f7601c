import { describe, expect, it } from 'vitest';
import { minMaxIndices } from './downsample';
import { trailingMean } from './smooth';
import { meanDefined } from './stats';

describe('meanDefined', () => {
  it('leaves NaN out', () => {
    expect(meanDefined([1, Number.NaN, 3])).toBe(2);
    expect(meanDefined([Number.NaN])).toBeNaN();
  });
});

describe('trailingMean', () => {
  it('looks back only', () => {
    expect([...trailingMean([3, 5, 10, 0], 2)]).toEqual([3, 4, 7.5, 5]);
    expect([...trailingMean([3, 5], 1)]).toEqual([3, 5]);
  });

  it('forgets a huge value and keeps holes', () => {
    expect([...trailingMean([1e20, 1, 1, Number.NaN, 3], 2)]).toEqual([1e20, 5e19, 1, Number.NaN, 3]);
  });

  it('refuses an empty window', () => {
    expect(() => trailingMean([1], 0)).toThrow('window 0');
  });
});

describe('minMaxIndices', () => {
  it('keeps peaks, ends and order, and little else', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, k) => Math.sin(k / 50));
    values[1234] = 40;
    values[7777] = -40;
    const kept = minMaxIndices(values, 100);
    expect(kept.length).toBeLessThanOrEqual(202);
    expect([kept[0], kept[kept.length - 1]]).toEqual([0, 9999]);
    expect(kept).toContain(1234);
    expect(kept).toContain(7777);
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  });

  it('keeps a short series whole and skips holes', () => {
    expect(minMaxIndices([5, 6, 7], 10)).toEqual([0, 1, 2]);
    const holes = new Float64Array(100).fill(Number.NaN);
    holes[50] = 1;
    expect(minMaxIndices(holes, 4)).toEqual([0, 50, 99]);
  });
});
