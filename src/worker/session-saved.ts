/**
 * A run kept aside on the processor, so that it can go on where its device was lost: its tensors as plain numbers, what was
 * changed while it ran, and which samples have been heard.
 */
import { type DataType, tensor } from '@tensorflow/tfjs-core';
import { leavesOf, replaceLeaves } from '../engine/kernels/capture-leaves';
import type { TrainingState } from '../engine/train-step';
import type { ExperimentSpec, RuleChoice } from '../spec/spec';
import type { SeriesKey } from './protocol';
import type { Recorder } from './recorder';

interface SavedTensor {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** The state of a run at one step. */
export interface SavedState {
  readonly step: number;
  /** By their place in the state. */
  readonly tensors: ReadonlyMap<string, SavedTensor>;
}

/** The last sample of each series, by its step; snapshots among them under their own name. */
export type Heard = ReadonlyMap<SeriesKey | 'snapshot', number>;

/** Everything that a run needs to go on elsewhere. */
export interface SavedRun extends SavedState {
  readonly choice: RuleChoice;
  /** Before the schedule. */
  readonly fullRate: number;
  readonly probes: ExperimentSpec['probes'];
  readonly totalSteps: number;
  readonly heard: Heard;
}

/** Reads the state of a run that stands still meanwhile. */
export async function saveState(step: number, state: TrainingState): Promise<SavedState> {
  const saved = [...leavesOf(state)].map(async ([path, leaf]) => {
    const { shape, dtype } = leaf;
    // tfjs may hand out its own copy.
    return [path, { shape, dtype, values: (await leaf.data()).slice() }] as const;
  });
  return { step, tensors: new Map(await Promise.all(saved)) };
}

/** The state is put aside no more often than this. */
const KEEP_MS = 2000;

/** Puts the state of a run aside, now and then. */
export interface Keeper {
  readonly kept: SavedState | null;
  keep(step: number, state: TrainingState): Promise<void>;
  /** What was kept aside is another rule's: the next call keeps again. */
  drop(): void;
}

/** `now` is the clock in milliseconds. */
export function createKeeper(now: () => number, first: SavedState | null): Keeper {
  let kept = first;
  let keptAt = -Infinity;
  return {
    get kept() {
      return kept;
    },
    async keep(step, state) {
      if (kept !== null && now() < keptAt + KEEP_MS) return;
      keptAt = now();
      kept = await saveState(step, state);
    },
    drop() {
      kept = null;
    },
  };
}

/** The state with the tensors that were saved; those of the one given are disposed. Throws where it is built otherwise. */
export function restoreState(state: TrainingState, { tensors }: SavedState): TrainingState {
  const restored = replaceLeaves(state, (path) => {
    const saved = tensors.get(path);
    if (!saved) throw new Error(`restoreState: nothing was saved for ${path}`);
    return tensor(saved.values, [...saved.shape], saved.dtype);
  });
  for (const old of leavesOf(state).values()) old.dispose();
  return restored;
}

/** A recorder that leaves out what was heard before, and remembers what it recorded. */
export interface Remembering extends Recorder {
  /** Posts what still waits: whatever was recorded has been heard now. */
  tellAll(): Heard;
}

export function remembering(recorder: Recorder, before: Heard = new Map()): Remembering {
  const heard = new Map(before);
  const isNews = (key: SeriesKey | 'snapshot', step: number): boolean => (before.get(key) ?? -1) < step;
  return {
    ...recorder,
    tellAll() {
      recorder.flush();
      return heard;
    },
    sample(key, step, value) {
      if (!isNews(key, step)) return;
      heard.set(key, step);
      recorder.sample(key, step, value);
    },
    snapshot(snapshot) {
      if (!isNews('snapshot', snapshot.step)) return;
      heard.set('snapshot', snapshot.step);
      recorder.snapshot(snapshot);
    },
  };
}
