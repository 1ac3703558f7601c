import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushApart } from './push-apart';

describe('pushApart', () => {
  it('leaves labels alone that are far apart', () => {
    expect(pushApart([10, 50, 30], 14, [0, 97])).toEqual([10, 50, 30]);
  });
  it('moves two that coincide by half the gap each', () => {
    expect(pushApart([50, 50], 14, [0, 97])).toEqual([43, 57]);
  });
  it('stays within its room at the edges', () => {
    expect(pushApart([90, 91, 92], 14, [0, 92])).toEqual([64, 78, 92]);
    expect(pushApart([0, 1], 14, [0, 92])).toEqual([0, 14]);
  });
  it('shrinks the gap where there is no room', () => {
    expect(pushApart([5, 5, 5], 14, [0, 10])).toEqual([0, 5, 10]);
  });
  it('keeps order, distance and room for any positions', () => {
    const position = fc.double({ min: -50, max: 150, noNaN: true });
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 7 }), (positions) => {
        const placed = pushApart(positions, 14, [0, 100]);
        const order = positions
          .map((_, index) => index)
          .sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0) || a - b);
        for (let rank = 0; rank < order.length; rank++) {
          const here = placed[order[rank] ?? 0] ?? Number.NaN;
          expect(here).toBeGreaterThanOrEqual(-1e-9);
          expect(here).toBeLessThanOrEqual(100 + 1e-9);
          if (rank > 0) expect(here - (placed[order[rank - 1] ?? 0] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
        }
      }),
    );
  });
});
