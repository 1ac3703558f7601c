/**
 * A long series to a short one for drawing: the lowest and the highest sample of every bucket of equal length, in order,
 * and always the first and the last. Peaks survive, whatever the length.
 */

/** Ascending indices of the samples to keep, at most 2 `buckets` + 2; NaN samples are kept only at the ends. */
export function minMaxIndices(values: ArrayLike<number>, buckets: number): number[] {
  const { length } = values;
  if (length <= 2 * buckets + 2) return Array.from({ length }, (_, index) => index);
  const kept = new Set<number>([0]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * length) / buckets);
    const to = Math.floor(((bucket + 1) * length) / buckets);
    const extremes = extremesBetween(values, from, to);
    for (const index of extremes) kept.add(index);
  }
  kept.add(length - 1);
  return [...kept].sort((a, b) => a - b);
}

/** Index of the lowest and of the highest sample in [from, to); empty where all are NaN. */
function extremesBetween(values: ArrayLike<number>, from: number, to: number): readonly number[] {
  let low = -1;
  let high = -1;
  for (let index = from; index < to; index++) {
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    if (low < 0 || value < (values[low] as number)) low = index;
    if (high < 0 || value > (values[high] as number)) high = index;
  }
  return low < 0 ? [] : [low, high];
}
