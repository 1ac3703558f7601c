/**
 * How generated rows are divided: one in `testEvery` is for testing, the last of every run of so many.
 * Row i belongs to the same split however many rows are asked for.
 */

/** True for rows 4, 9, 14 … where one in five is for testing. */
export function isTestRow(row: number, testEvery: number): boolean {
  return row % testEvery === testEvery - 1;
}

/** Rows in each split of `count` generated rows. */
export function splitCounts(
  count: number,
  testEvery: number,
): { readonly train: number; readonly test: number } {
  const test = Math.floor(count / testEvery);
  return { train: count - test, test };
}
