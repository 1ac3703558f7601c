/**
 * Where the cells of an RDM lie: every cell is a whole number of device pixels, classes are separated by a gap of about
 * one CSS pixel so that no data is covered. Edge = n · cell + (classes − 1) · gap.
 */

export interface RdmLayoutRequest {
  /** Room for the edge, CSS pixels. */
  readonly available: number;
  /** Stimuli n. */
  readonly count: number;
  /** Stimuli per class, in order, summing to `count`; one entry if there are no classes. */
  readonly groups: readonly number[];
  readonly devicePixelRatio: number;
  /** Largest cell in CSS pixels; default 6. */
  readonly maxCell?: number;
}

/** Lengths in device pixels unless named `…Px` (CSS pixels). */
export interface RdmLayout {
  readonly count: number;
  readonly cell: number;
  readonly gap: number;
  readonly edge: number;
  /** First device pixel of each row and column. `[count]` */
  readonly starts: Int32Array;
  readonly groups: readonly number[];
  readonly devicePixelRatio: number;
  readonly cellPx: number;
  readonly edgePx: number;
}

/** A square or rectangle in CSS pixels, relative to the heatmap's top left corner. */
export interface CellRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest layout that fits; a cell is never smaller than one device pixel. Throws if the groups do not add up. */
export function rdmLayout(request: RdmLayoutRequest): RdmLayout {
  const { available, count, groups, devicePixelRatio, maxCell = 6 } = request;
  const total = groups.reduce((sum, size) => sum + size, 0);
  if (total !== count) throw new Error(`rdmLayout: groups add up to ${total}, expected ${count}`);
  const gaps = Math.max(0, groups.length - 1);
  const gap = Math.max(1, Math.round(devicePixelRatio));
  const room = Math.floor((available * devicePixelRatio - gaps * gap) / Math.max(1, count));
  const cell = Math.max(1, Math.min(room, Math.floor(maxCell * devicePixelRatio)));
  const starts = new Int32Array(count);
  let index = 0;
  groups.forEach((size, group) => {
    for (let member = 0; member < size; member++, index++) starts[index] = index * cell + group * gap;
  });
  const edge = count * cell + gaps * gap;
  return {
    count,
    cell,
    gap,
    edge,
    starts,
    groups,
    devicePixelRatio,
    cellPx: cell / devicePixelRatio,
    edgePx: edge / devicePixelRatio,
  };
}

function indexAtPx(layout: RdmLayout, px: number): number {
  const device = px * layout.devicePixelRatio;
  if (device < 0 || device >= layout.edge) return -1;
  let index = Math.min(layout.count - 1, Math.floor(device / layout.cell));
  while (index > 0 && (layout.starts[index] ?? 0) > device) index--;
  return index;
}

/**
 * The cell under a point in CSS pixels from the heatmap's top left; a gap belongs to the cell before it.
 * Null outside and on the diagonal, which has no value.
 */
export function cellAt(layout: RdmLayout, x: number, y: number): { row: number; column: number } | null {
  const row = indexAtPx(layout, y);
  const column = indexAtPx(layout, x);
  return row < 0 || column < 0 || row === column ? null : { row, column };
}

/** The rectangle of a cell. */
export function cellRect(layout: RdmLayout, row: number, column: number): CellRect {
  const at = (index: number): number => (layout.starts[index] ?? 0) / layout.devicePixelRatio;
  return { x: at(column), y: at(row), width: layout.cellPx, height: layout.cellPx };
}

/** Centre of each group along an edge, CSS pixels: where class digits stand. `[groups]` */
export function groupCentres(layout: RdmLayout): number[] {
  let first = 0;
  return layout.groups.map((size) => {
    const start = layout.starts[first] ?? 0;
    const centre = start + (size * layout.cell) / 2;
    first += size;
    return centre / layout.devicePixelRatio;
  });
}

/** The next cell for an arrow key, inside the matrix and off the diagonal. */
export function moveCell(
  layout: RdmLayout,
  cell: { readonly row: number; readonly column: number },
  [down, right]: readonly [down: number, right: number],
): { row: number; column: number } {
  const clamp = (index: number): number => Math.min(Math.max(index, 0), layout.count - 1);
  const next = { row: clamp(cell.row + down), column: clamp(cell.column + right) };
  if (next.row !== next.column) return next;
  const beyond = { row: clamp(next.row + down), column: clamp(next.column + right) };
  return beyond.row === beyond.column ? { row: cell.row, column: cell.column } : beyond;
}
