import { describe, expect, it } from 'vitest';
import { type LensModel, lensLayout, lensNodes, lensRowAt } from './lens';
import type { SvgNode } from './svg';
import { LIGHT } from './theme';

const model: LensModel = { units: [784, 64, 32, 3], layer: 1, path: 'feedback', slot: 1 };
const count = (nodes: readonly SvgNode[], tag: string, stroke?: string): number =>
  nodes.filter((node) => node.tag === tag && (stroke === undefined || node.attributes.stroke === stroke))
    .length;

describe('the network under the lens', () => {
  it('has the output on top, and room around the chosen layer', () => {
    const { rows, size } = lensLayout({ units: [784, 9, 9, 9, 9, 9, 9, 10], layer: 2 }, 256, 1);
    const gaps = rows.slice(1).map((y, row) => (rows[row] ?? 0) - y);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(gaps[1]).toBe(Math.max(...gaps));
    expect(gaps[2]).toBe(gaps[1]);
    expect(gaps[5]).toBeLessThan(gaps[1] ?? 0);
    expect(rows[0]).toBeLessThan(size.height);
  });

  it('keeps every place inside the drawing, for every layer', () => {
    for (const units of [
      [2, 3, 2],
      [784, 64, 32, 16, 8, 10],
    ]) {
      for (let layer = 1; layer < units.length; layer++) {
        const { places, size } = lensLayout({ units, layer }, 256, 1);
        for (const [x, y] of Object.values(places)) {
          expect(x).toBeGreaterThan(0);
          expect(x).toBeLessThanOrEqual(size.width);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThan(size.height);
        }
      }
    }
  });

  it('finds the row that is pointed at', () => {
    const layout = lensLayout(model, 256, 1);
    layout.rows.forEach((y, row) => {
      expect(lensRowAt(layout, y + 5)).toBe(row);
    });
  });

  it('draws at most four units of a layer, and dots for the rest', () => {
    const circles = lensNodes(model, LIGHT, 256).filter(({ tag }) => tag === 'circle');
    const radius = ({ attributes }: SvgNode): number => Number(attributes.r);
    expect(circles.filter((node) => radius(node) > 2)).toHaveLength(4 + 4 + 4 + 3);
    expect(circles.filter((node) => radius(node) <= 2)).toHaveLength(3 * 3);
  });

  it('draws the way of the error in the arm’s colour: over feedback, from the output, over W, or not at all', () => {
    const arm = LIGHT.arms[1] ?? '';
    const ways = (path: LensModel['path']): readonly [number, number] => {
      const nodes = lensNodes({ ...model, path }, LIGHT, 256);
      return [count(nodes, 'path', arm), count(nodes, 'line', arm)];
    };
    expect(ways('feedback')).toEqual([4, 0]);
    expect(ways('direct')).toEqual([3, 0]);
    expect(ways('forward')).toEqual([0, 4]);
    expect(ways('none')).toEqual([0, 0]);
  });
});
