/**
 * The pace at which React follows a run: at most eight times a second, however many frames arrive.
 * Drawings follow the frames themselves (chart-loop.ts); only words and numbers wait for this tick.
 */
import { useSyncExternalStore } from 'react';
import { useRun } from '../store/run-state';
import { subscribeSeries } from '../store/series';

const INTERVAL_MS = 125;

let version = 0;
let liveStep = useRun.getState().liveStep;
let lastMs = 0;
let timer: ReturnType<typeof setTimeout> | null = null;
let stop: (() => void) | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  timer = null;
  lastMs = performance.now();
  version++;
  liveStep = useRun.getState().liveStep;
  for (const listener of listeners) listener();
}

function request(): void {
  if (timer !== null) return;
  const wait = lastMs + INTERVAL_MS - performance.now();
  timer = setTimeout(tick, Math.max(0, wait));
}

/** Calls the listener after each tick; the function returned ends it. */
export function subscribeTick(listener: () => void): () => void {
  listeners.add(listener);
  if (stop === null) {
    const ends = [useRun.subscribe(request), subscribeSeries(request)];
    stop = () => {
      for (const end of ends) end();
    };
    liveStep = useRun.getState().liveStep;
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** The furthest step at the last tick. */
export function tickedLiveStep(): number {
  return liveStep;
}

/** Renders again after each tick; the number itself only counts. */
export function useLiveTick(): number {
  return useSyncExternalStore(subscribeTick, () => version);
}
