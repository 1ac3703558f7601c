/**
 * Which test rows are measured and shown: chosen once per experiment from the stream `probe`, the same for every arm.
 * RDMs read best when the stimuli are balanced over classes and sorted by class.
 */
import { createRng, permutation } from '../math/rng';
import type { Dataset } from '../spec/dataset';

const PROBE_SUBSTREAM = 0;
const TRY_SUBSTREAM = 1;

/** Test rows of each class, in random order. */
function rowsByClass(dataset: Dataset, seed: number, substream: number): number[][] {
  const classes: number[][] = dataset.classNames.map(() => []);
  for (const row of permutation(createRng(seed, 'probe', substream), dataset.test.count)) {
    classes[dataset.test.labels?.[row] ?? 0]?.push(row);
  }
  return classes;
}

/**
 * The probe stimuli: `count` test rows sorted by class, `count` / classes of each (one more of the first classes where it
 * does not divide; fewer where the test split has fewer). Regression: the first `count` rows.
 */
export function probeRows(dataset: Dataset, count: number, seed: number): Uint32Array {
  const { test, classNames } = dataset;
  if (!test.labels) return Uint32Array.from({ length: Math.min(count, test.count) }, (_, row) => row);
  const each = Math.floor(count / classNames.length);
  const extra = count % classNames.length;
  const chosen = rowsByClass(dataset, seed, PROBE_SUBSTREAM).map((rows, label) =>
    rows.slice(0, each + (label < extra ? 1 : 0)).sort((a, b) => a - b),
  );
  return Uint32Array.from(chosen.flat());
}

/** Rows for Try it: `count` test rows, of different classes for as long as there are unused classes, then again. */
export function tryRows(dataset: Dataset, count: number, seed: number): Uint32Array {
  const { test, classNames } = dataset;
  const wanted = Math.min(count, test.count);
  const rng = createRng(seed, 'probe', TRY_SUBSTREAM);
  if (!test.labels) return permutation(rng, test.count).slice(0, wanted);
  const classes = rowsByClass(dataset, seed, TRY_SUBSTREAM);
  const order = [...permutation(rng, classNames.length)].map((label) => classes[label] ?? []);
  const rows: number[] = [];
  for (let round = 0; rows.length < wanted; round++) {
    const turn = order.map((candidates) => candidates[round]).filter((row) => row !== undefined);
    rows.push(...turn.slice(0, wanted - rows.length));
  }
  return Uint32Array.from(rows);
}
