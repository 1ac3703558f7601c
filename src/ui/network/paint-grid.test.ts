import { expect, test } from 'vitest';
import { cellsBetween, matrixGrid, type PaintGrid, paintMatrix, pictureGrid, stepCell } from './paint-grid';

const NAMES = { unit: 'unit', input: 'input' };
const room = { width: 600, unit: 1, isCoarse: false };

/** Every entry that the pages of a grid reach, each page once. */
function entriesOf(gridAt: (page: number) => PaintGrid): number[] {
  const entries: number[] = [];
  for (let page = 0; page < gridAt(0).pages; page++) {
    const { rows, columns, entryAt } = gridAt(page);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const entry = entryAt(row, column);
        if (entry !== null) entries.push(entry);
      }
  }
  return entries;
}

test('the pages of a matrix reach every entry once, in cells that can be hit', () => {
  const gridAt = (page: number): PaintGrid => matrixGrid([64, 40], room, page, NAMES);
  expect(entriesOf(gridAt).sort((a, b) => a - b)).toEqual(Array.from({ length: 64 * 40 }, (_, at) => at));
  const { cell, columns, rows } = gridAt(0);
  expect(cell).toBeGreaterThanOrEqual(12);
  expect(cell * columns).toBeLessThanOrEqual(600);
  expect(cell * rows).toBeLessThanOrEqual(360);
  expect(matrixGrid([64, 40], { ...room, width: 340, isCoarse: true }, 0, NAMES).cell).toBeGreaterThanOrEqual(
    20,
  );
});

test('a row is a unit, a column an input', () => {
  const grid = matrixGrid([64, 10], room, 1, NAMES);
  expect(grid.words).toBe('Units 1–10 of 10, inputs 51–64 of 64');
  expect(grid.entryAt(3, 0)).toBe(50 * 10 + 3);
  expect(grid.wordsAt(3, 0)).toBe('unit 4, input 51');
  expect(grid.entryAt(3, 14)).toBeNull();
});

test('pictures lie a cell apart; every weight of the channel is reached once', () => {
  const shape = { height: 5, width: 5, channels: 3, count: 40 };
  const gridAt = (page: number): PaintGrid => pictureGrid(shape, room, page, { channel: 2, names: NAMES });
  const grid = gridAt(0);
  expect(grid.entryAt(0, 5)).toBeNull();
  expect(grid.entryAt(5, 0)).toBeNull();
  // Row 1, column 2 of picture 1, channel 2: ((1 · 5 + 2) · 3 + 2) · 40 + 1.
  expect(grid.entryAt(1, 6 + 2)).toBe(((1 * 5 + 2) * 3 + 2) * 40 + 1);
  expect(grid.wordsAt(1, 8)).toBe('unit 2, row 2, column 3');
  const entries = entriesOf(gridAt);
  expect(new Set(entries).size).toBe(entries.length);
  expect(entries).toHaveLength(25 * 40);
  expect(entries.every((entry) => Math.floor(entry / 40) % 3 === 2)).toBe(true);
});

test('arrows step over the gaps between pictures and stop at the edges', () => {
  const shape = { height: 2, width: 2, channels: 1, count: 3 };
  const grid = pictureGrid(shape, { ...room, width: 84 }, 0, { channel: 0, names: NAMES });
  expect(stepCell(grid, [0, 1], [0, 1])).toEqual([0, 3]);
  expect(stepCell(grid, [1, 0], [1, 0])).toEqual([3, 0]);
  expect(stepCell(grid, [0, 0], [0, -1])).toEqual([0, 0]);
  // Only one picture in the second row.
  expect(stepCell(grid, [1, 3], [1, 0])).toEqual([1, 3]);
});

test('a fast drag paints what lies on its way', () => {
  expect(cellsBetween([0, 0], [0, 3])).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
  ]);
  expect(cellsBetween([0, 0], [2, 4])).toHaveLength(4);
  expect(cellsBetween([1, 1], [1, 1])).toEqual([]);
});

test('painted entries stand in for the weights, and are marked', () => {
  const grid = matrixGrid([2, 2], room, 0, NAMES);
  const matrix = paintMatrix(grid, Float32Array.of(1, 2, -3, 4), new Map([[2, 9]]));
  expect([matrix.valueAt(0, 0), matrix.valueAt(0, 1), matrix.valueAt(1, 0)]).toEqual([1, 9, 2]);
  expect([matrix.isMarked?.(0, 0), matrix.isMarked?.(0, 1), matrix.isMarked?.(5, 5)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(matrix.max).toBe(9);
});
