/**
 * Sums over series that may have holes: NaN marks a value that does not exist and is left out.
 */

/** Arithmetic mean of the values that are not NaN; NaN if there are none. */
export function meanDefined(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
