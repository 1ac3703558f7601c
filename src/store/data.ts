/**
 * The data set of the experiment: asks the data worker for it, keeps the last one, keeps what the user dropped or picked
 * in this session, by data set.
 */
import { create } from 'zustand';
import { isOfficialId } from '../spec/official';
import type { DatasetId, DatasetSpec } from '../spec/spec';
import { callback, openDataWorker, type WorkerHandle } from '../worker/client';
import {
  type DataApi,
  type DataProgress,
  type Failure,
  isFailure,
  type LoadedData,
  type PickedFile,
} from '../worker/protocol';

interface DataLoading {
  /** How far the data that is being read is; null while nothing is read, or nothing is known of it. */
  readonly progress: DataProgress | null;
}

export const useDataLoading = create<DataLoading>(() => ({ progress: null }));

let worker: WorkerHandle<DataApi> | null = null;
let last: { readonly key: string; readonly loaded: LoadedData } | null = null;
const chosen = new Map<DatasetId, readonly PickedFile[]>();
/** The last IDX files of any name: what 'idx-files' reads. */
let lastIdx: readonly PickedFile[] | null = null;

const keyOf = (spec: DatasetSpec, seed: number): string => JSON.stringify([spec, seed]);

/** Runs a call on the data worker; a worker that dies is replaced and reported. */
export async function askDataWorker<Result extends object>(
  call: (api: WorkerHandle<DataApi>['api']) => Promise<Result | Failure>,
): Promise<Result | Failure> {
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

const filesFor = (id: DatasetId): readonly PickedFile[] =>
  (id === 'idx-files' ? (chosen.get(id) ?? lastIdx) : chosen.get(id)) ?? [];

async function load(
  spec: DatasetSpec,
  seed: number,
  files: readonly PickedFile[],
): Promise<LoadedData | Failure> {
  const servedUrl = new URL('./data/', document.baseURI).href;
  const onProgress = callback((progress: DataProgress) => useDataLoading.setState({ progress }));
  const loaded = await askDataWorker<LoadedData>((api) =>
    api.load({ spec, seed, files, servedUrl }, onProgress),
  );
  useDataLoading.setState({ progress: null });
  if (!isFailure(loaded)) last = { key: keyOf(spec, seed), loaded };
  return loaded;
}

/** The data set of an experiment; 'data-missing' when it needs files that are nowhere to be found. */
export async function loadData(spec: DatasetSpec, seed: number): Promise<LoadedData | Failure> {
  return last?.key === keyOf(spec, seed) ? last.loaded : load(spec, seed, filesFor(spec.id));
}

/** Stops reading; the call under way answers 'cancelled'. */
export function cancelLoading(): void {
  void worker?.api.cancelLoad();
}

/** Takes over downloads that the browser could not keep: they count as chosen for this session. */
export function chooseFiles(id: DatasetId, files: readonly PickedFile[]): void {
  chosen.set(id, files);
}

/** Which data set the files are. MNIST's files stay 'idx-files' where the experiment asks for any four IDX files. */
export async function recogniseFiles(
  files: readonly PickedFile[],
  wanted: DatasetId,
): Promise<{ readonly id: DatasetId; readonly files: readonly PickedFile[] } | Failure> {
  const found = await askDataWorker<{ id: DatasetId; files: readonly PickedFile[] }>((api) =>
    api.recognise(files),
  );
  if (isFailure(found)) return found;
  const isIdx = found.id === 'mnist' || found.id === 'fashion-mnist';
  return isIdx && wanted === 'idx-files' ? { ...found, id: 'idx-files' } : found;
}

/** Reads files for a data set spec; on success they stay for later resets, otherwise nothing changes. */
export async function readFiles(
  files: readonly PickedFile[],
  spec: DatasetSpec,
  seed: number,
): Promise<LoadedData | Failure> {
  const loaded = await load(spec, seed, files);
  if (isFailure(loaded)) return loaded;
  chosen.set(spec.id, files);
  if (spec.id === 'idx-files' || (isOfficialId(spec.id) && spec.id !== 'cifar-10')) lastIdx = files;
  return loaded;
}
