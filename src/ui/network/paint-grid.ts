/**
 * Feedback weights as cells that can be painted: which entry lies under which cell. A matrix has a row per unit and a column
 * per input; kernels and other pictures lie side by side, a cell apart, one input channel at a time.
 */
import { largestMagnitude, type SignedMatrix } from '../../charts/signed-map';
import type { Shape } from '../../spec/shapes';
import type { PictureShape } from './layer-pictures';

/** Device-independent: CSS pixels, and CSS pixels per design pixel. */
export interface PaintRoom {
  readonly width: number;
  readonly unit: number;
  /** Whether a finger has to hit the cells. */
  readonly isCoarse: boolean;
}

export interface PaintGrid {
  readonly rows: number;
  readonly columns: number;
  /** Side of a cell in CSS pixels. */
  readonly cell: number;
  readonly pages: number;
  /** Place in the row-major values, or null between pictures and beyond the last. */
  readonly entryAt: (row: number, column: number) => number | null;
  /** "unit 3, input 17" */
  readonly wordsAt: (row: number, column: number) => string;
  /** What is on the page: "Units 1–10 of 10, inputs 1–50 of 64". */
  readonly words: string;
}

/** What the rows and columns are called, in the singular. */
export interface PaintNames {
  readonly unit: string;
  readonly input: string;
}

/** Design pixels. */
const FINE_CELL = 12;
const COARSE_CELL = 20;
const LARGEST_CELL = 24;
const MOST_HEIGHT = 360;

const span = (noun: string, first: number, last: number, of: number): string =>
  of === 1 ? noun : `${noun}s ${first + 1}–${last} of ${of}`;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function smallestCell({ unit, isCoarse }: PaintRoom): number {
  return (isCoarse ? COARSE_CELL : FINE_CELL) * unit;
}

/** A page of a matrix `[inputs, units]`. */
export function matrixGrid(
  [inputs = 1, units = 1]: Shape,
  room: PaintRoom,
  page: number,
  names: PaintNames,
): PaintGrid {
  const least = smallestCell(room);
  const across = Math.min(inputs, Math.max(1, Math.floor(room.width / least)));
  const cell = Math.floor(Math.min(LARGEST_CELL * room.unit, room.width / across));
  const down = Math.min(units, Math.max(1, Math.floor((MOST_HEIGHT * room.unit) / cell)));
  const pagesAcross = Math.ceil(inputs / across);
  const pages = pagesAcross * Math.ceil(units / down);
  const shown = Math.min(Math.max(0, page), pages - 1);
  const firstInput = (shown % pagesAcross) * across;
  const firstUnit = Math.floor(shown / pagesAcross) * down;
  const columns = Math.min(across, inputs - firstInput);
  const rows = Math.min(down, units - firstUnit);
  return {
    rows,
    columns,
    cell,
    pages,
    entryAt: (row, column) =>
      row >= 0 && column >= 0 && row < rows && column < columns
        ? (firstInput + column) * units + firstUnit + row
        : null,
    wordsAt: (row, column) =>
      `${names.unit} ${firstUnit + row + 1}, ${names.input} ${firstInput + column + 1}`,
    words: capital(
      `${span(names.unit, firstUnit, firstUnit + rows, units)}, ${span(names.input, firstInput, firstInput + columns, inputs)}`,
    ),
  };
}

/** A page of pictures `[height, width, channels, count]`, one input channel of them. */
export function pictureGrid(
  { height, width, channels, count }: PictureShape,
  room: PaintRoom,
  page: number,
  { channel, names }: { readonly channel: number; readonly names: PaintNames },
): PaintGrid {
  const least = smallestCell(room);
  const fitting = Math.floor(room.width / least);
  const perRow = Math.min(count, Math.max(1, Math.floor((fitting + 1) / (width + 1))));
  const columns = perRow * (width + 1) - 1;
  const cell = Math.max(1, Math.floor(Math.min(LARGEST_CELL * room.unit, room.width / columns)));
  const most = Math.max(1, Math.floor(((MOST_HEIGHT * room.unit) / cell + 1) / (height + 1)));
  const perPage = perRow * most;
  const pages = Math.ceil(count / perPage);
  const first = Math.min(Math.max(0, page), pages - 1) * perPage;
  const shown = Math.min(perPage, count - first);
  const rows = Math.ceil(shown / perRow) * (height + 1) - 1;
  const pictureAt = (row: number, column: number): number | null => {
    if (row < 0 || column < 0 || row >= rows || column >= columns) return null;
    const [y, x] = [row % (height + 1), column % (width + 1)];
    const place = Math.floor(row / (height + 1)) * perRow + Math.floor(column / (width + 1));
    return y === height || x === width || place >= shown ? null : first + place;
  };
  return {
    rows,
    columns,
    cell,
    pages,
    entryAt: (row, column) => {
      const picture = pictureAt(row, column);
      if (picture === null) return null;
      const position = (row % (height + 1)) * width + (column % (width + 1));
      return (position * channels + channel) * count + picture;
    },
    wordsAt: (row, column) => {
      const picture = pictureAt(row, column) ?? first;
      const place = `row ${(row % (height + 1)) + 1}, column ${(column % (width + 1)) + 1}`;
      return `${names.unit} ${picture + 1}, ${place}`;
    },
    words: capital(span(names.unit, first, first + shown, count)),
  };
}

/** The weights on a grid, what was painted in their place and marked. */
export function paintMatrix(
  { rows, columns, entryAt }: Pick<PaintGrid, 'rows' | 'columns' | 'entryAt'>,
  values: Float32Array,
  painted: ReadonlyMap<number, number>,
): SignedMatrix {
  return {
    rows,
    columns,
    max: Math.max(largestMagnitude(values), largestMagnitude(painted.values())),
    valueAt: (row, column) => {
      const entry = entryAt(row, column);
      return entry === null ? undefined : (painted.get(entry) ?? values[entry]);
    },
    isMarked: (row, column) => painted.has(entryAt(row, column) ?? -1),
  };
}

/** A cell by row and column. */
export type Cell = readonly [number, number];

/** The next cell with an entry in a direction, over the gaps between pictures; the same one at an edge. */
export function stepCell(
  { rows, columns, entryAt }: Pick<PaintGrid, 'rows' | 'columns' | 'entryAt'>,
  [row, column]: Cell,
  [down, across]: Cell,
): Cell {
  let [y, x] = [row + down, column + across];
  while (y >= 0 && x >= 0 && y < rows && x < columns) {
    if (entryAt(y, x) !== null) return [y, x];
    y += down;
    x += across;
  }
  return [row, column];
}

/** The cells on the straight way from one to another, without the first. */
export function cellsBetween([fromRow, fromColumn]: Cell, [toRow, toColumn]: Cell): Cell[] {
  const steps = Math.max(Math.abs(toRow - fromRow), Math.abs(toColumn - fromColumn));
  return Array.from({ length: steps }, (_, index) => {
    const part = (index + 1) / steps;
    return [
      Math.round(fromRow + (toRow - fromRow) * part),
      Math.round(fromColumn + (toColumn - fromColumn) * part),
    ];
  });
}
