/**
 * Angles between the recorded ones: measured for the compass alone on the batch that an arm is about to train on, at the live
 * end, and never recorded, so that a replay records the same samples whether or not anybody watched.
 */
import type { Slot } from '../../spec/spec';
import { readAngles } from '../../store/run';
import { type AngleReading, useRun } from '../../store/run-state';
import { columnOf } from '../../store/series';
import { useView } from '../../store/view';

const readings = new Map<Slot, AngleReading>();

/** Watching may take this share of an arm's time. */
const SHARE = 0.05;
const LEAST_WAIT_MS = 150;

function lastRecorded(slot: Slot): number {
  const column = columnOf(slot, 'updateAngle/1');
  return column && column.length > 0 ? (column.step[column.length - 1] ?? -1) : -1;
}

/** The angle of a layer (from 1) between the last recorded sample and the live end; null where there is no newer one. */
export function liveAngle(slot: Slot, layer: number, step: number): number | null {
  const reading = readings.get(slot);
  if (!reading || reading.step > step || reading.step <= lastRecorded(slot)) return null;
  const live = useRun.getState().arms[slot]?.step ?? 0;
  // The page shows the live end, and no reset has happened since.
  return step >= live && reading.step <= live ? (reading.angles[layer - 1] ?? null) : null;
}

/** Whether an arm stands at a step that was not measured, and somebody looks at that step. */
function isBehind(slot: Slot): boolean {
  const { playhead, hover } = useView.getState();
  const arm = useRun.getState().arms[slot];
  if (playhead !== null || hover !== null || !arm) return false;
  const canAnswer =
    arm.status.kind === 'running' || arm.status.kind === 'ready' || arm.status.kind === 'finished';
  return canAnswer && arm.step > Math.max(lastRecorded(slot), readings.get(slot)?.step ?? -1);
}

/**
 * Keeps measuring for as long as `isWatched` says so; `tell` is called after each new reading. The function returned ends it.
 */
export function watchAngles(isWatched: () => boolean, tell: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isEnded = false;
  readings.clear();
  const look = async (): Promise<void> => {
    const slots = Object.values(useRun.getState().arms).map(({ slot }) => slot);
    const behind = isWatched() ? slots.filter(isBehind) : [];
    const start = performance.now();
    const found = await Promise.all(behind.map(async (slot) => [slot, await readAngles(slot)] as const));
    if (isEnded) return;
    for (const [slot, reading] of found) if (reading) readings.set(slot, reading);
    if (behind.length > 0) tell();
    const tookMs = performance.now() - start;
    timer = setTimeout(() => void look(), Math.max(LEAST_WAIT_MS, behind.length > 0 ? tookMs / SHARE : 0));
  };
  void look();
  return () => {
    isEnded = true;
    if (timer !== null) clearTimeout(timer);
  };
}
