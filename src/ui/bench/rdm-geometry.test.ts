import { describe, expect, test } from 'vitest';
import { type GeometryRequest, rdmGeometry } from './rdm-geometry';

const bench: GeometryRequest = {
  benchWidth: 904,
  windowHeight: 900,
  isOneColumn: false,
  isFullscreen: false,
  arms: 2,
  rows: 2,
  count: 60,
  groups: new Array<number>(10).fill(6),
  unit: 1,
  devicePixelRatio: 1,
};

describe('rdmGeometry', () => {
  test('two arms between both side zones at 1440 get cells of 3: edge 189, state column 408', () => {
    const { layout, stateWidth } = rdmGeometry(bench);
    expect(layout.edgePx).toBe(189);
    expect(stateWidth).toBe(18 + 2 * 189 + 12);
  });

  test('a low window keeps both rows in sight, but never below 192', () => {
    expect(rdmGeometry({ ...bench, benchWidth: 1400, windowHeight: 600 }).layout.edgePx).toBe(189);
    expect(rdmGeometry({ ...bench, benchWidth: 1400, windowHeight: 900 }).layout.edgePx).toBe(249);
  });

  test('four arms shrink to cells of 2 and leave the curves at least 400', () => {
    const { layout, stateWidth } = rdmGeometry({ ...bench, arms: 4 });
    expect(layout.cellPx).toBe(2);
    expect(864 - 28 - (stateWidth ?? 0)).toBeGreaterThanOrEqual(400);
  });

  test('a phone at two device pixels per pixel fits two columns without scrolling', () => {
    const { layout, stateWidth } = rdmGeometry({
      ...bench,
      benchWidth: 390,
      isOneColumn: true,
      devicePixelRatio: 2,
    });
    expect(18 + 12 + 2 * layout.edgePx).toBeLessThanOrEqual(350);
    expect(layout.cellPx).toBe(2.5);
    expect(stateWidth).toBeNull();
  });
});
