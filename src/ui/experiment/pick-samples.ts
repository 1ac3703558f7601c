/**
 * Rows of a data set to show: the first few of each class.
 */
import type { Dataset, Split } from '../../spec/dataset';
import { featuresOf } from '../../spec/dataset';

/** For each class, the first `perClass` training rows that carry it. `[classes][≤ perClass]` */
export function rowsPerClass(dataset: Dataset, perClass: number): number[][] {
  const rows: number[][] = dataset.classNames.map(() => []);
  const { labels, count } = dataset.train;
  let missing = rows.length * perClass;
  for (let row = 0; row < count && missing > 0; row++) {
    const list = rows[labels?.[row] ?? -1];
    if (!list || list.length >= perClass) continue;
    list.push(row);
    missing--;
  }
  return rows;
}

/** One row of a split. `[features]` */
export function rowOf(
  split: Split,
  row: number,
  dataset: Pick<Dataset, 'inputShape'>,
): Uint8Array | Float32Array {
  const features = featuresOf(dataset);
  return split.x.subarray(row * features, (row + 1) * features);
}

/** Rows of each class in both splits together. `[classes]` */
export function classCounts({ classNames, train, test }: Dataset): number[] {
  const counts = classNames.map(() => 0);
  for (const { labels } of [train, test]) {
    for (const label of labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}
