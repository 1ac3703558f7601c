/**
 * The data set of the experiment: asks the data worker for it, keeps the last one, keeps dropped files.
 */
import type { DatasetSpec } from '../spec/spec';
import { openDataWorker, type WorkerHandle } from '../worker/client';
import { type DataApi, type Failure, isFailure, type LoadedData } from '../worker/protocol';

let worker: WorkerHandle<DataApi> | null = null;
let droppedFiles: readonly File[] | null = null;
let last: { readonly key: string; readonly loaded: LoadedData } | null = null;

const keyOf = (spec: DatasetSpec, seed: number): string => JSON.stringify([spec, seed]);

/** Runs a call on the data worker; a worker that dies is replaced and reported. */
async function ask(
  call: (api: WorkerHandle<DataApi>['api']) => Promise<LoadedData | Failure>,
): Promise<LoadedData | Failure> {
  return new Promise((resolve) => {
    const fail = (message: string): void => {
      worker?.terminate();
      worker = null;
      resolve({
        code: 'worker-crashed',
        message: `The data could not be made. ${message}`.trim(),
        remedy: 'Try again, or take fewer images.',
      });
    };
    worker ??= openDataWorker(fail);
    call(worker.api).then(resolve, (error: unknown) =>
      fail(error instanceof Error ? error.message : String(error)),
    );
  });
}

/** Whether a data set is at hand without waiting. */
export function isLoaded(spec: DatasetSpec, seed: number): boolean {
  return last?.key === keyOf(spec, seed);
}

/** The data set of an experiment; 'data-missing' when it needs files that nobody has dropped yet. */
export async function loadData(spec: DatasetSpec, seed: number): Promise<LoadedData | Failure> {
  const key = keyOf(spec, seed);
  if (last?.key === key) return last.loaded;
  if (spec.id === 'idx-files') {
    if (!droppedFiles) {
      return {
        code: 'data-missing',
        message: 'This experiment needs the four official files of MNIST or Fashion-MNIST.',
        remedy: 'Drop them on this page or pick them.',
      };
    }
    const files = droppedFiles;
    const loaded = await ask((api) => api.readIdx(files, spec.images, seed));
    if (!isFailure(loaded)) last = { key, loaded };
    return loaded;
  }
  const loaded = await ask((api) => api.generate(spec, seed));
  if (!isFailure(loaded)) last = { key, loaded };
  return loaded;
}

/** Reads dropped files for a data set spec; on success they stay for later resets, otherwise nothing changes. */
export async function readFiles(
  files: readonly File[],
  spec: DatasetSpec,
  seed: number,
): Promise<LoadedData | Failure> {
  const loaded = await ask((api) => api.readIdx(files, spec.images, seed));
  if (!isFailure(loaded)) {
    droppedFiles = files;
    last = { key: keyOf(spec, seed), loaded };
  }
  return loaded;
}
