/**
 * Numbers as CSV (RFC 4180: commas, CRLF, quotes doubled): curves in long form (one row per sample) or wide form
 * (one row per step, one column per line), RDMs as square matrices. Values that are not finite are empty cells.
 */
import { pairIndex } from '../math/rdm';
import type { ChartLine } from './line-chart-model';

export type Cell = string | number | null;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(Number(cell.toPrecision(8))) : '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Any table; numbers keep 8 significant digits (32-bit floats have 7). */
export function tableToCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.map(cellText).join(',')];
  for (const row of rows) lines.push(row.map(cellText).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** The name of a line's column: "FA layer 1", "FA (train)". */
export function lineName(line: Pick<ChartLine, 'arm' | 'part' | 'kind'>): string {
  const name = [line.arm, line.part].filter((word) => word !== '').join(' ');
  return line.kind === 'train' ? `${name} (train)` : name;
}

function* longRows(lines: readonly ChartLine[], stepsPerEpoch: number): Generator<Cell[]> {
  for (const line of lines) {
    for (let index = 0; index < line.length; index++) {
      const step = line.step[index] ?? 0;
      yield [line.arm, line.part, line.kind, step, step / stepsPerEpoch, line.value[index] ?? null];
    }
  }
}

function* wideRows(lines: readonly ChartLine[], stepsPerEpoch: number): Generator<Cell[]> {
  const next = lines.map(() => 0);
  for (;;) {
    let step = Number.POSITIVE_INFINITY;
    lines.forEach((line, column) => {
      const at = next[column] ?? 0;
      if (at < line.length) step = Math.min(step, line.step[at] ?? step);
    });
    if (step === Number.POSITIVE_INFINITY) return;
    const row: Cell[] = [step, step / stepsPerEpoch];
    lines.forEach((line, column) => {
      const at = next[column] ?? 0;
      const isHere = at < line.length && line.step[at] === step;
      row.push(isHere ? (line.value[at] ?? null) : null);
      if (isHere) next[column] = at + 1;
    });
    yield row;
  }
}

/** Curves as CSV, values as recorded (accuracy as a fraction). */
export function toCsv(
  lines: readonly ChartLine[],
  stepsPerEpoch: number,
  form: 'long' | 'wide' = 'wide',
): string {
  return form === 'long'
    ? tableToCsv(['arm', 'part', 'kind', 'step', 'epoch', 'value'], longRows(lines, stepsPerEpoch))
    : tableToCsv(['step', 'epoch', ...lines.map(lineName)], wideRows(lines, stepsPerEpoch));
}

/** An RDM as a square matrix with a zero diagonal; `names` label rows and columns. `triangle` is row-major upper. */
export function rdmToCsv(triangle: Float32Array, names: readonly string[]): string {
  const rows = names.map((name, row) => [
    name,
    ...names.map((_, column) =>
      row === column ? 0 : (triangle[pairIndex(row, column, names.length)] ?? null),
    ),
  ]);
  return tableToCsv(['', ...names], rows);
}
