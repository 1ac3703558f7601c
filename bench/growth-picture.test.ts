import { describe, expect, it } from 'vitest';
import type { Panel } from './growth';
import { drawGrowth, ticksOf } from './growth-picture';

const panel: Panel = {
  title: 'a < b',
  axis: 'rows',
  clock: 'CPU',
  places: [8, 16],
  curves: [
    { id: 'lab-wasm-bp', name: 'lab', msPerStep: [1, 10] },
    { id: 'torch', name: 'peer', msPerStep: [null, 100] },
  ],
};

describe('drawGrowth', () => {
  const svg = drawGrowth([panel], 'ms & more');

  it('puts ten times the cost one decade higher, and leaves out what did not run', () => {
    const [lab, peer] = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map((match) =>
      (match[1] ?? '').split(' ').map((point) => point.split(',').map(Number)),
    );
    const heights = lab?.map(([, y]) => y ?? 0) ?? [];
    expect(peer).toHaveLength(1);
    const peerHeight = peer?.[0]?.[1] ?? 0;
    expect((heights[0] ?? 0) - (heights[1] ?? 0)).toBeCloseTo((heights[1] ?? 0) - peerHeight, 0);
    // 1 is the bottom of the axis, 100 the top.
    expect(peerHeight).toBeLessThan(heights[1] ?? 0);
    expect(peer?.[0]?.[0]).toBe(lab?.[1]?.[0]);
  });

  it('escapes what it writes', () => {
    expect(svg).toContain('a &lt; b');
    expect(svg).toContain('ms &amp; more');
    expect(svg).not.toContain('a < b');
  });
});

describe('ticksOf', () => {
  it('holds all values between round numbers, and never a single one', () => {
    expect(ticksOf([0.3, 4])).toEqual([0.2, 0.5, 1, 2, 5]);
    expect(ticksOf([1, 10])).toEqual([1, 2, 5, 10]);
    expect(ticksOf([10])).toEqual([10, 20]);
  });
});
