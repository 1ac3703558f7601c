import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairIndex } from '../math/rdm';
import { colourBytes, percentileScale, rampEntry, rampOf, rawRange, sharedMax } from './colour';
import { blockMeans, filmLayout, frameBlocks, framePixels } from './film-frames';
import type { PixelImage } from './pixels';
import { rdmPixels } from './rdm-heatmap';
import { cellAt, cellRect, groupCentres, moveCell, rdmLayout } from './rdm-layout';
import { LIGHT } from './theme';

const groups = [6, 6, 6, 6, 6, 6, 6, 6, 6, 6];
const linear = { kind: 'linear', max: 1 } as const;

function pixel(image: PixelImage, x: number, y: number): number[] {
  return [...image.data.slice((y * image.width + x) * 4, (y * image.width + x) * 4 + 3)];
}

describe('rdmLayout', () => {
  it('has an edge of 60 c + 9 with the largest whole cell that fits', () => {
    const layout = rdmLayout({ available: 200, count: 60, groups, devicePixelRatio: 1 });
    expect([layout.cell, layout.edge]).toEqual([3, 189]);
    const retina = rdmLayout({ available: 200, count: 60, groups, devicePixelRatio: 2 });
    expect([retina.cell, retina.gap, retina.edge, retina.edgePx]).toEqual([6, 2, 378, 189]);
    expect(rdmLayout({ available: 5000, count: 60, groups, devicePixelRatio: 1 }).cell).toBe(6);
    expect(rdmLayout({ available: 20, count: 60, groups, devicePixelRatio: 1 }).cell).toBe(1);
  });
  it('throws when the groups do not add up', () => {
    expect(() => rdmLayout({ available: 200, count: 59, groups, devicePixelRatio: 1 })).toThrow(
      '60, expected 59',
    );
  });
  it('puts class centres in the middle of their cells', () => {
    const layout = rdmLayout({ available: 200, count: 60, groups, devicePixelRatio: 1 });
    expect(groupCentres(layout).slice(0, 2)).toEqual([9, 28]);
  });
});

describe('cellAt and cellRect', () => {
  it('go there and back for any layout', () => {
    const ratio = fc.constantFrom(1, 1.25, 1.5, 2, 3);
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, ratio, fc.nat(), fc.nat(), (parts, devicePixelRatio, a, b) => {
        const count = parts.reduce((sum, size) => sum + size, 0);
        const layout = rdmLayout({ available: 190, count, groups: parts, devicePixelRatio });
        const cell = { row: a % count, column: b % count };
        const rect = cellRect(layout, cell.row, cell.column);
        for (const [dx, dy] of [
          [0.01, 0.01],
          [0.5, 0.5],
          [0.99, 0.99],
        ] as const) {
          const found = cellAt(layout, rect.x + dx * rect.width, rect.y + dy * rect.height);
          expect(found).toEqual(cell.row === cell.column ? null : cell);
        }
      }),
    );
  });
  it('give null outside', () => {
    const layout = rdmLayout({ available: 200, count: 60, groups, devicePixelRatio: 1 });
    expect(cellAt(layout, -1, 4)).toBeNull();
    expect(cellAt(layout, 4, 189)).toBeNull();
  });
  it('steps over the diagonal and stays inside', () => {
    const layout = rdmLayout({ available: 200, count: 4, groups: [4], devicePixelRatio: 1 });
    expect(moveCell(layout, { row: 0, column: 1 }, [1, 0])).toEqual({ row: 2, column: 1 });
    expect(moveCell(layout, { row: 0, column: 1 }, [0, -1])).toEqual({ row: 0, column: 1 });
    expect(moveCell(layout, { row: 3, column: 2 }, [1, 0])).toEqual({ row: 3, column: 2 });
  });
});

describe('rdmPixels', () => {
  const layout = rdmLayout({ available: 16, count: 4, groups: [2, 2], devicePixelRatio: 1, maxCell: 3 });
  const triangle = Float32Array.from([0, 1, 0.5, Number.NaN, 2, 1]);
  const image = rdmPixels(triangle, { layout, scale: linear }, LIGHT);
  const start = (index: number): number => layout.starts[index] ?? 0;

  it('is symmetric, with the ends of the map at 0 and max and the diagonal in page colour', () => {
    expect(pixel(image, start(1), start(0))).toEqual(colourBytes(LIGHT.seq[0] ?? ''));
    expect(pixel(image, start(2), start(0))).toEqual(colourBytes(LIGHT.seq.at(-1) ?? ''));
    expect(pixel(image, start(0) + 1, start(0) + 1)).toEqual([255, 255, 255]);
    for (let y = 0; y < image.height; y++)
      for (let x = 0; x < y; x++) {
        if (start(1) <= Math.min(x, y) && start(2) + 3 > Math.max(x, y)) continue;
        expect(pixel(image, x, y)).toEqual(pixel(image, y, x));
      }
  });
  it('leaves a gap of one pixel between classes', () => {
    expect(start(2) - start(1)).toBe(layout.cell + 1);
    for (let y = 0; y < image.height; y++) expect(pixel(image, start(2) - 1, y)).toEqual([255, 255, 255]);
  });
  it('hatches a missing value in grey only', () => {
    const seen = new Set<string>();
    for (let y = 0; y < 3; y++)
      for (let x = 0; x < 3; x++) seen.add(pixel(image, start(2) + x, start(1) + y).join());
    expect(seen).toEqual(new Set([colourBytes(LIGHT.axis).join(), '255,255,255']));
  });
  it('clamps above the maximum', () => {
    expect(pixel(image, start(3), start(1))).toEqual(colourBytes(LIGHT.seq.at(-1) ?? ''));
  });
});

describe('colour', () => {
  it('interpolates the stops in RGB', () => {
    const ramp = rampOf(['#000000', '#ff0000', '#ffffff']);
    expect([...ramp.slice(0, 3)]).toEqual([0, 0, 0]);
    expect([...ramp.slice(64 * 3, 64 * 3 + 3)]).toEqual([128, 0, 0]);
    expect([...ramp.slice(255 * 3)]).toEqual([255, 255, 255]);
    expect(rampOf(LIGHT.seq)).toBe(rampOf([...LIGHT.seq]));
  });
  it('is symmetric about zero on a signed scale', () => {
    expect([-2, 0, 2].map((value) => rampEntry(value, { kind: 'signed', max: 2 }))).toEqual([0, 128, 255]);
    expect(rampEntry(Number.NaN, linear)).toBe(-1);
  });
  it('ranks on a percentile scale whatever the values are', () => {
    const scale = percentileScale(Float32Array.from([100, 1, 2, Number.NaN, 3]));
    expect([1, 2, 3, 100].map((value) => rampEntry(value, scale))).toEqual([0, 85, 170, 255]);
  });
  it('shares a round maximum that only grows and that outliers do not move', () => {
    const calm = new Float32Array(200).fill(1.2);
    expect(sharedMax([calm])).toBe(1.5);
    expect(sharedMax([calm], 2)).toBe(2);
    expect(sharedMax([calm.map((value, index) => (index === 7 ? 1.9 : value))])).toBe(1.5);
    expect(sharedMax([])).toBe(1);
    expect(rawRange(Float32Array.from([Number.NaN, 0.5, 0.2]))).toEqual([Math.fround(0.2), 0.5]);
    expect(rawRange(new Float32Array())).toBeNull();
  });
});

describe('film strip', () => {
  const x = { epochs: 10, stepsPerEpoch: 125, scale: 'linear' } as const;
  it('has a frame per epoch, fewer when there are many', () => {
    expect(filmLayout(x, 2, 460, 1).steps).toHaveLength(11);
    const many = filmLayout({ ...x, epochs: 200 }, 2, 460, 1);
    expect(many.steps.length).toBeLessThan(16);
    expect(many.framePx).toBeGreaterThanOrEqual(20);
    expect(many.steps.every((step) => step % 125 === 0)).toBe(true);
  });
  it('averages over classes where cells would be smaller than a pixel', () => {
    const triangle = new Float32Array(6);
    triangle[pairIndex(0, 1, 4)] = 0.1;
    triangle[pairIndex(2, 3, 4)] = 0.3;
    for (const [i, j, value] of [
      [0, 2, 1],
      [0, 3, 2],
      [1, 2, 3],
      [1, 3, Number.NaN],
    ] as const)
      triangle[pairIndex(i, j, 4)] = value;
    expect([...blockMeans(triangle, [2, 2])]).toEqual([Math.fround(0.1), 2, 2, Math.fround(0.3)]);
    expect(frameBlocks(60, [60], 32).length).toBeLessThanOrEqual(16);
    expect(frameBlocks(60, groups, 32)).toEqual(groups);
  });
  it('never asks for more pixels than a frame has', () => {
    const model = { x, rows: [], count: 60, groups, scale: linear, playhead: null };
    const triangle = new Float32Array((60 * 59) / 2).fill(0.4);
    for (const device of [20, 32, 48, 64, 96]) {
      const { width } = framePixels(triangle, model, device, LIGHT);
      expect(width).toBeLessThanOrEqual(device);
      expect(width).toBeGreaterThan(device / 2);
    }
  });
});
