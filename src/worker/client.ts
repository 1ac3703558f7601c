/**
 * The page's side of the workers: opening them, calling them, noticing when one dies.
 */
import * as Comlink from 'comlink';
import type { DataApi, RunApi } from './protocol';

export interface WorkerHandle<Api> {
  readonly api: Comlink.Remote<Api>;
  /** Ends the worker at once. Calls still under way never answer. */
  terminate(): void;
}

const wrap = <Api>(worker: Worker, onCrash: (message: string) => void): WorkerHandle<Api> => {
  worker.addEventListener('error', (event) => onCrash(event.message || 'The worker stopped.'));
  return { api: Comlink.wrap<Api>(worker), terminate: () => worker.terminate() };
};

/** A worker for one arm. `onCrash` is called when its script fails outside of a call. */
export function openRunWorker(onCrash: (message: string) => void): WorkerHandle<RunApi> {
  return wrap(
    new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module', name: 'arm' }),
    onCrash,
  );
}

/** The worker that makes and reads data sets. */
export function openDataWorker(onCrash: (message: string) => void): WorkerHandle<DataApi> {
  return wrap(
    new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module', name: 'data' }),
    onCrash,
  );
}

/** Lets a worker call back into the page. */
export const callback = Comlink.proxy;

/** Whether the promise settles within the time given. */
export async function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  const result = await Promise.race([settled, timeout]);
  clearTimeout(timer);
  return result;
}
