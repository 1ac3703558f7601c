/**
 * How generated rows are divided: every fifth one is for testing.
 * Row i belongs to the same split however many rows are asked for.
 */

const PERIOD = 5;

/** True for rows 4, 9, 14 … */
export function isTestRow(row: number): boolean {
  return row % PERIOD === PERIOD - 1;
}

/** Rows in each split of `count` generated rows. */
export function splitCounts(count: number): { readonly train: number; readonly test: number } {
  const test = Math.floor(count / PERIOD);
  return { train: count - test, test };
}
