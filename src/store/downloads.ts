/**
 * Downloads of the published data sets, as the page shows them. Nothing starts without `startDownload`, a click.
 */
import { create } from 'zustand';
import { bytesOfSet, OFFICIAL_IDS, OFFICIAL_SETS, type OfficialId } from '../spec/official';
import { callback } from '../worker/client';
import { type DataProgress, type Downloaded, type Failure, isFailure } from '../worker/protocol';
import { askDataWorker, chooseFiles } from './data';
import { filesOfInput } from './picked-files';

export interface DownloadState {
  /** 'here' is kept by this browser, 'session' only until the page closes. */
  readonly state: 'none' | 'loading' | 'here' | 'session' | 'failed';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly failure: Failure | null;
}

export interface DownloadsState {
  readonly sets: Readonly<Record<OfficialId, DownloadState>>;
  /** Bytes that this browser keeps, of whole and half sets. */
  readonly keptBytes: number;
}

const none = (id: OfficialId): DownloadState => ({
  state: 'none',
  loadedBytes: 0,
  totalBytes: bytesOfSet(id),
  failure: null,
});

export const useDownloads = create<DownloadsState>(() => ({
  sets: { mnist: none('mnist'), 'fashion-mnist': none('fashion-mnist'), 'cifar-10': none('cifar-10') },
  keptBytes: 0,
}));

function change(id: OfficialId, part: Partial<DownloadState>): void {
  useDownloads.setState(({ sets }) => ({ sets: { ...sets, [id]: { ...sets[id], ...part } } }));
}

/** A folder to download from instead of the usual hosts: `?mirror=https://…/` before the hash. Checksums hold all the same. */
export function mirrorOf(page: string): string | null {
  const given = new URL(page).searchParams.get('mirror');
  if (given === null || !URL.canParse(given, page)) return null;
  const { protocol, href } = new URL(given, page);
  return protocol === 'https:' || protocol === 'http:' ? `${href.replace(/\/$/, '')}/` : null;
}

/** Whether the page knows an address that it may download the set from. */
export function canDownload(id: OfficialId): boolean {
  return OFFICIAL_SETS[id].pageMirrors.length > 0 || mirrorOf(location.href) !== null;
}

/** Asks what this browser keeps; call once when the panel opens. */
export async function refreshDownloads(): Promise<void> {
  const kept = await askDataWorker((api) => api.listDownloads());
  if (isFailure(kept)) return;
  useDownloads.setState({ keptBytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) });
  for (const id of OFFICIAL_IDS) {
    const { state } = useDownloads.getState().sets[id];
    const names = kept.filter((file) => file.id === id).map(({ name }) => name);
    const isWhole = OFFICIAL_SETS[id].files.every(({ name }) => names.includes(name));
    if (isWhole && state !== 'loading') change(id, { state: 'here', loadedBytes: bytesOfSet(id) });
    else if (state === 'here') change(id, none(id));
  }
}

/** Downloads a set, one at a time; true when it is here afterwards. What failed stands in the state. */
export async function startDownload(id: OfficialId): Promise<boolean> {
  if (Object.values(useDownloads.getState().sets).some(({ state }) => state === 'loading')) return false;
  change(id, { ...none(id), state: 'loading' });
  const onProgress = callback(({ done, total }: DataProgress) =>
    change(id, { loadedBytes: done, totalBytes: total }),
  );
  const request = { id, mirror: mirrorOf(location.href) };
  const result = await askDataWorker<Downloaded>((api) => api.download(request, onProgress));
  if (isFailure(result)) {
    const isCancelled = result.code === 'cancelled';
    change(id, isCancelled ? none(id) : { state: 'failed', failure: result });
    await refreshDownloads();
    return false;
  }
  const isKept = result.unkept.length === 0;
  change(id, { state: isKept ? 'here' : 'session', loadedBytes: bytesOfSet(id) });
  if (!isKept) chooseFiles(id, filesOfInput(result.unkept));
  await refreshDownloads();
  return true;
}

/** Stops the download under way. */
export async function cancelDownload(): Promise<void> {
  await askDataWorker(async (api) => {
    await api.cancelDownload();
    return {};
  });
}

/** Gives back what this browser keeps. Data that is in use stays in use until the page closes. */
export async function clearDownloads(): Promise<void> {
  await askDataWorker(async (api) => {
    await api.clearDownloads();
    return {};
  });
  for (const id of OFFICIAL_IDS) {
    if (useDownloads.getState().sets[id].state === 'here') change(id, none(id));
  }
  await refreshDownloads();
}
