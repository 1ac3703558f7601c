import { describe, expect, it } from 'vitest';
import { colourBytes } from './colour';
import type { PixelImage } from './pixels';
import { largestMagnitude, matrixPixels, signedLegend, wrapVector } from './signed-map';
import { LIGHT } from './theme';
import { type TileSet, tileAt, tileLayout, tilePixels } from './tiles';

const pixel = ({ data, width }: PixelImage, x: number, y: number): number[] => [
  ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3),
];
const negative = colourBytes(LIGHT.div[0] ?? '');
const zero = colourBytes(LIGHT.div[5] ?? '');
const positive = colourBytes(LIGHT.div[10] ?? '');

describe('signed map', () => {
  it('paints −max, 0 and max with the ends and the middle of the map, row by row', () => {
    const values = Float32Array.from([-2, 2, 0, 5]);
    const matrix = { rows: 2, columns: 2, valueAt: (r: number, c: number) => values[r * 2 + c], max: 2 };
    const image = matrixPixels(matrix, { width: 3, height: 2 }, LIGHT);
    expect([image.width, image.height]).toEqual([6, 4]);
    expect(pixel(image, 2, 1)).toEqual(negative);
    expect(pixel(image, 3, 0)).toEqual(positive);
    for (const [channel, byte] of pixel(image, 0, 2).entries())
      expect(Math.abs(byte - (zero[channel] ?? 0))).toBeLessThan(3);
    expect(pixel(image, 5, 3)).toEqual(positive);
  });
  it('hatches NaN in grey and leaves places after the end of a vector blank', () => {
    const image = matrixPixels(
      wrapVector(Float32Array.of(1, -1, Number.NaN), 2, 1),
      { width: 4, height: 4 },
      LIGHT,
    );
    const seen = new Set<string>();
    for (let y = 4; y < 8; y++) for (let x = 0; x < 4; x++) seen.add(pixel(image, x, y).join());
    expect(seen).toEqual(new Set([colourBytes(LIGHT.axis).join(), '255,255,255']));
    expect(pixel(image, 5, 5)).toEqual([255, 255, 255]);
  });
  it('takes its range from finite values and is symmetric about 0', () => {
    expect(largestMagnitude([0.5, -3, Number.NaN, Number.NEGATIVE_INFINITY])).toBe(3);
    expect(largestMagnitude([])).toBe(0);
    expect(signedLegend(3, LIGHT, String).marks.map(({ text }) => text)).toEqual(['-3', '0', '3']);
  });
});

describe('tiles', () => {
  const request = { room: { width: 400, height: 200 }, page: 0, unit: 1, devicePixelRatio: 1 };
  const fields = { count: 64, height: 28, width: 28 };

  it('show 64 receptive fields of 28 × 28 on one page', () => {
    const layout = tileLayout({ ...request, tiles: fields });
    expect([layout.cell, layout.columns, layout.pages, layout.shown]).toEqual([1, 12, 1, 64]);
    expect(layout.width).toBeLessThanOrEqual(400);
    expect(layout.height).toBeLessThanOrEqual(200);
  });
  it('enlarge few small kernels, and only as far as the room', () => {
    const layout = tileLayout({ ...request, tiles: { count: 6, height: 5, width: 5 } });
    expect([layout.cell, layout.columns, layout.height]).toEqual([8, 6, 40]);
  });
  it('turn pages where not all fit, the last one shorter, none of them missing a tile', () => {
    const tiles = { count: 500, height: 28, width: 28 };
    const pages = tileLayout({ ...request, tiles }).pages;
    const shown = Array.from({ length: pages }, (_, page) => tileLayout({ ...request, tiles, page }));
    expect(shown.reduce((sum, layout) => sum + layout.shown, 0)).toBe(500);
    expect(shown.map(({ first }) => first)).toEqual(shown.map((_, page) => page * (shown[0]?.shown ?? 0)));
    expect(tileLayout({ ...request, tiles, page: 99 }).page).toBe(pages - 1);
    expect(new Set(shown.map(({ height }) => height)).size).toBe(1);
  });
  it('find the tile under a point, nothing in gaps', () => {
    const layout = tileLayout({ ...request, tiles: fields });
    expect(tileAt(layout, fields, [0, 0])).toBe(0);
    expect(tileAt(layout, fields, [32, 33])).toBe(13);
    expect(tileAt(layout, fields, [30, 5])).toBeNull();
    expect(tileAt(layout, fields, [32 * 4, 32 * 5])).toBeNull();
  });

  const tiles: TileSet = {
    count: 2,
    height: 1,
    width: 2,
    channels: 1,
    valueAt: (tile, _, x) => (tile === 0 ? -1 : 4) * x,
    maxOf: (tile) => (tile === 0 ? 1 : 4),
  };
  it('scale each tile by its own maximum', () => {
    const layout = tileLayout({ ...request, tiles });
    const image = tilePixels(tiles, layout, LIGHT);
    const { cell, gap } = layout;
    expect(pixel(image, cell, 0)).toEqual(negative);
    expect(pixel(image, 3 * cell + gap, 0)).toEqual(positive);
    expect(pixel(image, 2 * cell, 0)).toEqual([255, 255, 255]);
  });
  it('show three channels as colours around mid-grey', () => {
    const colours: TileSet = {
      ...tiles,
      channels: 3,
      valueAt: (_, __, x, channel) => x * (channel - 1),
      maxOf: () => 1,
    };
    const layout = tileLayout({ ...request, tiles: colours });
    const image = tilePixels(colours, layout, LIGHT);
    expect(pixel(image, 0, 0)).toEqual([128, 128, 128]);
    expect(pixel(image, layout.cell, 0)).toEqual([0, 128, 255]);
  });
});
