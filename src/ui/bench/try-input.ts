/**
 * The input that is chosen in Try it: a test row or the drawing, as the network is fed with it.
 */
import type { Dataset } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { rowOf } from './Picture';

export interface TryInput {
  /** Position in the try-it rows, or the drawing. */
  readonly choice: number | 'drawn';
  /** Row of the test split; null for a drawing. */
  readonly row: number | null;
  /** Name of its class, or of the item itself; null where there is none. */
  readonly name: string | null;
  /** Bytes as 0–1, floats as they are. `[features]` */
  readonly values: Float32Array;
}

/** A row as the network takes it. */
export function asInput(row: Uint8Array | Float32Array): Float32Array {
  return row instanceof Uint8Array ? Float32Array.from(row, (byte) => byte / 255) : row;
}

/** What is chosen now; null before there is data, or for an empty drawing. */
export function tryInput(dataset: Dataset | null): TryInput | null {
  const { tryRows } = useRun.getState();
  const { tryChoice: choice, drawn } = useView.getState();
  if (!dataset) return null;
  if (choice === 'drawn') return drawn && { choice, row: null, name: null, values: drawn };
  const row = tryRows[choice] ?? tryRows[0];
  if (row === undefined) return null;
  const label = dataset.test.labels?.[row];
  const name = label === undefined ? (dataset.itemNames?.[row] ?? null) : (dataset.classNames[label] ?? null);
  return { choice, row, name, values: asInput(rowOf(dataset.test, row)) };
}
