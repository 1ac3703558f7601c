/**
 * Numbers around zero as pixels: weights, feedback weights, activations. Negative orange, positive blue, zero fades into
 * the page; symmetric about 0, so that the sign is the hue and |w| / max the strength. NaN is a grey hatch.
 * A matrix W `[outputs, inputs]` has a row per output unit; a vector is wrapped into rows.
 */
import { colourBytes, rampEntry, rampOf } from './colour';
import { blankImage, fillRect, hatch, type PixelImage, type Rgb } from './pixels';
import type { RampLegend } from './rdm-heatmap';
import type { Theme } from './theme';

/** The largest finite magnitude, 0 without any. */
export function largestMagnitude(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Colour of a value on a map from −max to max; null for a value that is not finite. */
export function signedColour(theme: Theme, max: number): (value: number) => Rgb | null {
  const ramp = rampOf(theme.div);
  return (value) => {
    const at = rampEntry(value, { kind: 'signed', max }) * 3;
    return at < 0 ? null : [ramp[at] ?? 0, ramp[at + 1] ?? 0, ramp[at + 2] ?? 0];
  };
}

export interface SignedMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Cells of the last row that do not exist have no value: undefined. */
  readonly valueAt: (row: number, column: number) => number | undefined;
  /** The end of the colours. */
  readonly max: number;
  /** Cells with a frame around them, wherever a cell has room for one. */
  readonly isMarked?: (row: number, column: number) => boolean;
}

/** Device pixels: a smaller cell than this has no room for a frame, a smaller one than that only for a thin one. */
const SMALLEST_FRAMED = 5;
const ROOMY = 9;

/** Sides of a cell in device pixels. */
export interface CellSize {
  readonly width: number;
  readonly height: number;
}

/** A frame inside a cell: ink outside, the page within, so that it shows on every colour. None where there is no room. */
export function frameCell(
  image: PixelImage,
  { x, y, width, height }: { readonly x: number; readonly y: number } & CellSize,
  [ink, page]: readonly [Rgb, Rgb],
): void {
  const ring = (inset: number, thick: number, colour: Rgb): void => {
    const [across, down] = [width - 2 * inset, height - 2 * inset];
    const [left, top] = [x + inset, y + inset];
    const fill = (rect: { x: number; y: number; width: number; height: number }): void =>
      fillRect(image, rect, () => colour);
    fill({ x: left, y: top, width: across, height: thick });
    fill({ x: left, y: top + down - thick, width: across, height: thick });
    fill({ x: left, y: top, width: thick, height: down });
    fill({ x: left + across - thick, y: top, width: thick, height: down });
  };
  const side = Math.min(width, height);
  if (side < SMALLEST_FRAMED) return;
  const thick = side < ROOMY ? 1 : Math.max(1, Math.round(side / 10));
  ring(0, thick, ink);
  if (side >= ROOMY) ring(thick, Math.max(1, Math.round(thick / 2)), page);
}

/** The matrix, cell by cell, without gaps. */
export function matrixPixels(matrix: SignedMatrix, cell: CellSize, theme: Theme): PixelImage {
  const { rows, columns, valueAt, max, isMarked } = matrix;
  const ink = colourBytes(theme.ink);
  const page = colourBytes(theme.bg);
  const missing = hatch(colourBytes(theme.axis), page, 3);
  const colourOf = signedColour(theme, max);
  const image = blankImage(columns * cell.width, rows * cell.height, page);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = valueAt(row, column);
      if (value === undefined) continue;
      const colour = colourOf(value);
      const rect = { x: column * cell.width, y: row * cell.height, ...cell };
      fillRect(image, rect, colour ? () => colour : missing);
      if (isMarked?.(row, column)) frameCell(image, rect, [ink, page]);
    }
  }
  return image;
}

/** A vector as a matrix of `columns` columns, row by row. */
export function wrapVector(values: Float32Array, columns: number, max: number): SignedMatrix {
  const rows = Math.ceil(values.length / columns);
  return { rows, columns, valueAt: (row, column) => values[row * columns + column], max };
}

/** What the colours between −max and max mean. `words` writes a value. */
export function signedLegend(max: number, theme: Theme, words: (value: number) => string): RampLegend {
  const marks = [-max, 0, max].map((value) => ({ value, text: words(value) }));
  return { low: -max, high: max, marks, stops: theme.div };
}
