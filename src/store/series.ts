/**
 * Samples live here, outside React: growable columns per arm and series, and the snapshots of each arm.
 * Whoever draws reads them directly; `subscribeSeries` tells when something new has come.
 */
import type { Slot } from '../spec/spec';
import type { CurvesReading, Frame, SeriesKey, Snapshot } from '../worker/protocol';

export type { CurvesReading, SeriesKey, Snapshot } from '../worker/protocol';

/** One series of one arm. Only the first `length` entries are filled. Steps ascend. */
export interface Column {
  readonly step: Uint32Array;
  readonly value: Float32Array;
  readonly length: number;
}

interface GrowingColumn {
  step: Uint32Array;
  value: Float32Array;
  length: number;
}

interface ArmRecord {
  readonly columns: Map<string, GrowingColumn>;
  snapshots: Snapshot[];
  curves: CurvesReading | null;
}

/** More snapshots than this and every other one between whole epochs is dropped. */
const MAX_SNAPSHOTS = 320;
const NEWEST = 8;

const records = new Map<Slot, ArmRecord>();
const listeners = new Set<() => void>();

const notify = (): void => {
  for (const listener of listeners) listener();
};

function recordOf(slot: Slot): ArmRecord {
  let record = records.get(slot);
  if (!record) {
    record = { columns: new Map(), snapshots: [], curves: null };
    records.set(slot, record);
  }
  return record;
}

function append(column: GrowingColumn, step: Uint32Array, value: Float32Array): void {
  const needed = column.length + step.length;
  if (needed > column.step.length) {
    const capacity = Math.max(needed, column.step.length * 2, 256);
    const steps = new Uint32Array(capacity);
    const values = new Float32Array(capacity);
    steps.set(column.step.subarray(0, column.length));
    values.set(column.value.subarray(0, column.length));
    column.step = steps;
    column.value = values;
  }
  column.step.set(step, column.length);
  column.value.set(value, column.length);
  column.length = needed;
}

/**
 * Fewer snapshots: every other one between whole epochs first; in runs of hundreds of epochs then every second, fourth …
 * whole epoch. The newest always stay.
 */
function thin(snapshots: readonly Snapshot[], stepsPerEpoch: number): Snapshot[] {
  const newest = snapshots.length - NEWEST;
  let kept = snapshots.filter(
    ({ step }, index) => step % stepsPerEpoch === 0 || index % 2 === 0 || index >= newest,
  );
  for (let stride = 2; kept.length > 0.75 * MAX_SNAPSHOTS; stride *= 2) {
    kept = snapshots.filter(({ step }, index) => step % (stride * stepsPerEpoch) === 0 || index >= newest);
  }
  return kept;
}

/** Adds what a frame brought. */
export function appendFrame(slot: Slot, frame: Frame, stepsPerEpoch: number): void {
  const record = recordOf(slot);
  for (const [key, chunk] of Object.entries(frame.series)) {
    let column = record.columns.get(key);
    if (!column) {
      column = { step: new Uint32Array(256), value: new Float32Array(256), length: 0 };
      record.columns.set(key, column);
    }
    append(column, chunk.step, chunk.value);
  }
  for (const snapshot of frame.snapshots) {
    // Measured again at the same step, in another way.
    if (record.snapshots.at(-1)?.step === snapshot.step) record.snapshots.pop();
    record.snapshots.push(snapshot);
  }
  record.curves = frame.curves ?? record.curves;
  if (record.snapshots.length > MAX_SNAPSHOTS) record.snapshots = thin(record.snapshots, stepsPerEpoch);
  notify();
}

/** Forgets an arm's samples; every arm's without an argument. */
export function clearSeries(slot?: Slot): void {
  if (slot === undefined) records.clear();
  else records.delete(slot);
  notify();
}

/** The column of a series, or undefined before its first sample. */
export function columnOf(slot: Slot, key: SeriesKey): Column | undefined {
  return records.get(slot)?.columns.get(key);
}

export function seriesKeysOf(slot: Slot): readonly string[] {
  return [...(records.get(slot)?.columns.keys() ?? [])];
}

export function snapshotsOf(slot: Slot): readonly Snapshot[] {
  return records.get(slot)?.snapshots ?? [];
}

/** What the arm's rule last told of the phases of its step, or null. */
export function curvesOf(slot: Slot): CurvesReading | null {
  return records.get(slot)?.curves ?? null;
}

/** Index of the last entry at or before `step` in ascending steps, or −1. */
function lastAtOrBefore(stepAt: (index: number) => number, length: number, step: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stepAt(middle) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The snapshot nearest to `step`, or undefined before the first. */
export function snapshotNear(slot: Slot, step: number): Snapshot | undefined {
  const snapshots = snapshotsOf(slot);
  const index = lastAtOrBefore((at) => snapshots[at]?.step ?? 0, snapshots.length, step);
  const before = snapshots[Math.max(0, index)];
  const after = snapshots[index + 1];
  if (!before || !after) return before ?? after;
  return step - before.step <= after.step - step ? before : after;
}

/** The last value measured at or before `step`; NaN before the first sample. */
export function valueNear(slot: Slot, key: SeriesKey, step: number): number {
  const column = columnOf(slot, key);
  if (!column) return Number.NaN;
  const index = lastAtOrBefore((at) => column.step[at] ?? 0, column.length, step);
  return column.value[index] ?? Number.NaN;
}

export function subscribeSeries(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
