/**
 * From rows of a split to the numbers that a network reads, without allocation.
 * Pictures stay bytes until here: x = byte / 255. Labels become one-hot rows.
 */
import { createRng, permutation } from '../math/rng';
import type { Split } from '../spec/dataset';

/** Writes the inputs of `rows` into `out`, row after row. `[rows, features]` Throws if `out` has another size. */
export function fillInputs(out: Float32Array, split: Split, rows: ArrayLike<number>): void {
  const features = split.x.length / split.count;
  if (out.length !== rows.length * features) {
    throw new Error(
      `fillInputs: ${rows.length} rows of ${features} need ${rows.length * features} numbers, got ${out.length}`,
    );
  }
  const scale = split.x instanceof Uint8Array ? 1 / 255 : 1;
  let position = 0;
  for (let index = 0; index < rows.length; index++) {
    const start = checkedRow(split, rows[index]) * features;
    for (let k = start; k < start + features; k++) out[position++] = (split.x[k] as number) * scale;
  }
}

/** Writes one-hot labels or regression targets of `rows` into `out`. `[rows, outputs]` Throws if `out` has another size. */
export function fillTargets(out: Float32Array, split: Split, rows: ArrayLike<number>): void {
  if (rows.length === 0 || out.length % rows.length !== 0) {
    throw new Error(`fillTargets: ${out.length} numbers do not divide into ${rows.length} rows`);
  }
  const outputs = out.length / rows.length;
  if (split.targets && split.targets.length !== split.count * outputs) {
    throw new Error(
      `fillTargets: rows have ${split.targets.length / split.count} targets, got room for ${outputs}`,
    );
  }
  out.fill(0);
  for (let index = 0; index < rows.length; index++) {
    const row = checkedRow(split, rows[index]);
    if (split.targets) {
      for (let j = 0; j < outputs; j++) out[index * outputs + j] = split.targets[row * outputs + j] as number;
    } else {
      const label = split.labels?.[row] ?? -1;
      if (label < 0 || label >= outputs)
        throw new Error(`fillTargets: label ${label} with ${outputs} outputs`);
      out[index * outputs + label] = 1;
    }
  }
}

function checkedRow(split: Split, row: number | undefined): number {
  if (row === undefined || !(row >= 0 && row < split.count)) {
    throw new Error(`batch: row ${row} of a split with ${split.count} rows`);
  }
  return row;
}

/** The order in which an epoch (counted from 0) visits `count` training rows: the same for every arm of a seed. */
export function epochOrder(seed: number, epoch: number, count: number): Uint32Array {
  return permutation(createRng(seed, 'order', epoch), count);
}
