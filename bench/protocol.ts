/**
 * What the run and a contestant's process say to each other: one JSON object a line, answers behind `MARK`.
 * peers/pytorch.py speaks it too.
 */
import type { BenchCase } from './cases';

/** Begins every line that is an answer; libraries print what they like on the others. */
export const MARK = '@bench ';

export type Request =
  | { readonly do: 'open'; readonly bench: BenchCase; readonly variant: string; readonly data?: string }
  /** Train about so many steps and wait for the device. */
  | { readonly do: 'train'; readonly steps: number }
  | { readonly do: 'close' };

/** What a contestant says of itself: versions, adapter. */
export interface Opened {
  readonly about: string;
}

export interface Trained {
  /** Steps really taken: some can only take whole epochs. */
  readonly steps: number;
  readonly ms: number;
  /** Milliseconds of JavaScript for these steps before waiting for the device; null where nobody can tell. */
  readonly scriptMs: number | null;
  /** Processor time of all threads; null where it is not a process of its own. Hardly moves on a busy machine. */
  readonly cpuMs: number | null;
}

export interface Closed {
  /** On the first batch, after all steps; null where it is not looked at. */
  readonly lossNats: number | null;
  /** Largest resident size of the process; null where it is not a process of its own. */
  readonly peakMb: number | null;
}

export type Answer =
  | ({ readonly ok: true } & (Opened | Trained | Closed))
  | { readonly ok: false; readonly why: string };
