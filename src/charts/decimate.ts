/**
 * Long series to short paths: at most four samples per pixel column (first, lowest, highest, last), in order,
 * so that the drawn shape equals that of all samples. Values that are not finite break the path.
 */

/** Positions in CSS pixels; y is NaN for a gap. */
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

/** The path of a series, one decimal of a pixel; empty string without finite samples. */
export function samplesPath(
  samples: { readonly step: ArrayLike<number>; readonly value: ArrayLike<number>; readonly length: number },
  map: PixelMap,
): string {
  let path = '';
  let command = 'M';
  for (const index of decimate(samples, map.x)) {
    if (index < 0) {
      command = 'M';
      continue;
    }
    const x = Math.round(map.x(samples.step[index] ?? 0) * 10) / 10;
    const y = Math.round(map.y(samples.value[index] ?? 0) * 10) / 10;
    path += `${command}${x} ${y}`;
    command = 'L';
  }
  return path;
}
