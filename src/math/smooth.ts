/**
 * Trailing moving average: out[i] = mean of values[i − k + 1 … i], of fewer at the start.
 * It looks back only, so a smoothed curve never moves before its cause.
 */

/** Smooths over `window` ≥ 1 samples. NaN samples are left out of every mean and stay NaN themselves. `[n]` */
export function trailingMean(values: ArrayLike<number>, window: number): Float64Array {
  if (!(window >= 1)) throw new Error(`trailingMean: window ${window} is under 1`);
  const out = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    let sum = 0;
    let count = 0;
    // a fresh sum for every sample: a running one would keep the rounding error of a huge loss for ever
    for (let back = Math.max(0, index - Math.floor(window) + 1); back <= index; back++) {
      const value = values[back] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    out[index] = Number.isNaN(values[index]) ? Number.NaN : sum / count;
  }
  return out;
}
