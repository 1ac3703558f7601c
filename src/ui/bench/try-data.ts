/**
 * What the arms answered to the Try-it rows at the moment shown, and what that means in words.
 */
import { type Dataset, featuresOf } from '../../spec/dataset';
import type { ExperimentSpec, Slot } from '../../spec/spec';
import { rowOf } from './Picture';
import { shownSnapshot } from './rdm-data';
import { asInput } from './try-input';

/** Outputs of an arm for one of the Try-it rows, or null before its first measurement. */
export function shownOutputs(slot: Slot, place: number, outputs: number): Float32Array | null {
  const all = shownSnapshot(slot)?.tryOutputs;
  const values = all?.subarray(place * outputs, (place + 1) * outputs);
  return values && values.length === outputs ? values : null;
}

/** An arm's bottleneck for one of the `count` Try-it rows, or null where it is no autoencoder. */
export function shownCode(slot: Slot, place: number, count: number): Float32Array | null {
  const all = shownSnapshot(slot)?.tryCode;
  if (!all || count === 0) return null;
  const units = all.length / count;
  return all.subarray(place * units, (place + 1) * units);
}

/** The most probable class and its probability; null where no value is finite. */
export function bestClass(values: Float32Array): { readonly label: number; readonly share: number } | null {
  let label = -1;
  let share = Number.NEGATIVE_INFINITY;
  values.forEach((value, index) => {
    if (Number.isFinite(value) && value > share) {
      label = index;
      share = value;
    }
  });
  return label < 0 ? null : { label, share };
}

/** Root mean square difference of outputs and targets. */
export function rmsDifference(values: Float32Array, target: Float32Array): number {
  let sum = 0;
  values.forEach((value, index) => {
    sum += (value - (target[index] ?? 0)) ** 2;
  });
  return Math.sqrt(sum / Math.max(1, values.length));
}

/** What the outputs should be for a test row: its targets, or the row itself; null where it has a class instead. */
export function targetOf(
  { target }: Pick<ExperimentSpec, 'target'>,
  dataset: Dataset,
  row: number,
): Float32Array | null {
  if (target === 'input') return asInput(rowOf(dataset.test, row)).subarray(0, featuresOf(dataset));
  return dataset.test.targets?.subarray(row * dataset.outputs, (row + 1) * dataset.outputs) ?? null;
}
