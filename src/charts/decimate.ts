/**
 * Long series to short paths: at most four samples per pixel column (first, lowest, highest, last), in order,
 * so that the drawn shape equals that of all samples. Values that are not finite break the path.
 */

/** Positions in CSS pixels. */
export interface PixelMap {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
}

interface Column {
  readonly column: number;
  readonly first: number;
  last: number;
  low: number;
  high: number;
}

/** Samples that matter for a path of the given pixel columns, ascending indices; −1 stands for a gap. */
export function decimate(
  samples: { readonly step: ArrayLike<number>; readonly value: ArrayLike<number>; readonly length: number },
  x: (step: number) => number,
): number[] {
  const kept: number[] = [];
  let open: Column | null = null;
  const close = (): void => {
    if (open === null) return;
    const order = [open.first, Math.min(open.low, open.high), Math.max(open.low, open.high), open.last];
    let before = -1;
    for (const index of order) {
      if (index !== before) kept.push(index);
      before = index;
    }
    open = null;
  };
  for (let index = 0; index < samples.length; index++) {
    const value = samples.value[index] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      close();
      if (kept.length > 0 && kept[kept.length - 1] !== -1) kept.push(-1);
      continue;
    }
    const column = Math.floor(x(samples.step[index] ?? 0));
    if (open === null || open.column !== column) {
      close();
      open = { column, first: index, last: index, low: index, high: index };
      continue;
    }
    open.last = index;
    if (value < (samples.value[open.low] ?? value)) open.low = index;
    if (value > (samples.value[open.high] ?? value)) open.high = index;
  }
  close();
  return kept;
}

/** Cuts a segment at a height; returns the x of the cut. */
function cutX([x1, y1]: Point, [x2, y2]: Point, y: number): number {
  return y2 === y1 ? x2 : x1 + ((x2 - x1) * (y - y1)) / (y2 - y1);
}

type Point = readonly [number, number];

/** The part of a segment between two heights, or null if there is none. */
export function clipSegment(from: Point, to: Point, window: Point): readonly [Point, Point] | null {
  const [top, bottom] = window;
  if (from[1] >= top && from[1] <= bottom && to[1] >= top && to[1] <= bottom) return [from, to];
  const clip = (end: Point): Point => {
    const y = Math.min(Math.max(end[1], top), bottom);
    return y === end[1] ? end : [cutX(from, to, y), y];
  };
  if ((from[1] < top && to[1] < top) || (from[1] > bottom && to[1] > bottom)) return null;
  return [clip(from), clip(to)];
}

/** A path, and how far it zigzags from point to point on average (CSS pixels): dashes need a calm line, a steep one is calm. */
export interface DrawnPath {
  /** Empty without two finite samples in a row. */
  readonly d: string;
  readonly meanJumpPx: number;
}

/**
 * The path of a series, one decimal of a pixel, cut at `window` (its top and bottom in CSS pixels) by arithmetic, so
 * that no clip path is needed.
 */
export function samplesPath(
  samples: { readonly step: ArrayLike<number>; readonly value: ArrayLike<number>; readonly length: number },
  map: PixelMap,
  window: Point = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): DrawnPath {
  let path = '';
  let jumps = 0;
  let rise = 0;
  let pieces = 0;
  let pen: Point | null = null;
  let before: Point | null = null;
  const at = (point: Point): string => `${Math.round(point[0] * 10) / 10} ${Math.round(point[1] * 10) / 10}`;
  for (const index of decimate(samples, map.x)) {
    const point: Point | null =
      index < 0 ? null : [map.x(samples.step[index] ?? 0), map.y(samples.value[index] ?? 0)];
    const piece = before !== null && point !== null ? clipSegment(before, point, window) : null;
    if (piece !== null) {
      if (pen === null || pen[0] !== piece[0][0] || pen[1] !== piece[0][1]) path += `M${at(piece[0])}`;
      path += `L${at(piece[1])}`;
      pen = piece[1];
      const nextRise = piece[1][1] - piece[0][1];
      if (pieces > 0) jumps += Math.abs(nextRise - rise) / 2;
      rise = nextRise;
      pieces++;
    }
    before = point;
  }
  return { d: path, meanJumpPx: pieces > 0 ? jumps / pieces : 0 };
}
