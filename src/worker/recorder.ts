/**
 * Collects what a run measures and posts it as frames: at most 30 a second, nothing lost in between.
 */
import * as Comlink from 'comlink';
import type {
  CurvesReading,
  Failure,
  Frame,
  RunStatus,
  SeriesChunk,
  SeriesKey,
  Snapshot,
  WarmUpProgress,
} from './protocol';

/** Timers count whole milliseconds: 34 of them keep below 30 frames a second. */
const FRAME_MS = 34;

/** What is read from the run at the moment of posting. */
export interface RunState {
  readonly step: number;
  readonly status: RunStatus;
  readonly stepsPerSecond: number;
  readonly learningRate: number;
  readonly warmUp: WarmUpProgress | null;
  readonly tensors: number;
  readonly trouble?: Failure;
}

export interface Recorder {
  /** NaN and infinities are left out: a gap, never a number. */
  sample(key: SeriesKey, step: number, value: number): void;
  snapshot(snapshot: Snapshot): void;
  /** Replaces a reading that was not posted yet. */
  curves(reading: CurvesReading): void;
  /** Posts now if a frame is due, else as soon as one is. */
  post(): void;
  /** Posts what waits at once, due or not: whoever goes on elsewhere leaves nothing behind. */
  flush(): void;
  /** Stops for good; a frame that was still waiting is dropped. */
  close(): void;
}

/** A recorder for one run. `now` is the clock in milliseconds. */
export function createRecorder(
  runId: number,
  readState: () => RunState,
  onFrame: (frame: Frame) => void,
  now: () => number,
): Recorder {
  let samples = new Map<SeriesKey, { step: number[]; value: number[] }>();
  let snapshots: Snapshot[] = [];
  let curves: CurvesReading | null = null;
  let lastPost = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const send = (): void => {
    timer = null;
    lastPost = now();
    const series: Record<string, SeriesChunk> = {};
    const buffers: ArrayBuffer[] = [];
    for (const [key, { step, value }] of samples) {
      const chunk = { step: Uint32Array.from(step), value: Float32Array.from(value) };
      series[key] = chunk;
      buffers.push(chunk.step.buffer, chunk.value.buffer);
    }
    for (const { rdms, tryOutputs, tryCode, grid } of snapshots) {
      for (const array of [...rdms, tryOutputs, tryCode, grid])
        if (array) buffers.push(array.buffer as ArrayBuffer);
    }
    for (const { values } of curves?.curves ?? []) buffers.push(values.buffer as ArrayBuffer);
    const frame: Frame = { runId, ...readState(), series, snapshots, curves };
    samples = new Map();
    snapshots = [];
    curves = null;
    onFrame(Comlink.transfer(frame, buffers));
  };

  const stopWaiting = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  return {
    sample(key, step, value) {
      if (!Number.isFinite(value)) return;
      let column = samples.get(key);
      if (!column) {
        column = { step: [], value: [] };
        samples.set(key, column);
      }
      column.step.push(step);
      column.value.push(value);
    },
    snapshot: (snapshot) => void snapshots.push(snapshot),
    curves(reading) {
      curves = reading;
    },
    post() {
      if (timer !== null) return;
      const wait = lastPost + FRAME_MS - now();
      if (wait <= 0) send();
      else timer = setTimeout(send, wait);
    },
    flush() {
      stopWaiting();
      if (samples.size > 0 || snapshots.length > 0 || curves) send();
    },
    close: stopWaiting,
  };
}
