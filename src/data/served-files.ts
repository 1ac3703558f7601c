/**
 * Data that lies beside the page: ./data/index.json lists what `npm run data` has fetched, so that one machine serves a class.
 * A build always has an index, if an empty one, so that looking is never an error.
 */
import type { OfficialId } from '../spec/official';
import type { ByteSource } from './byte-source';
import { dataFilesOf } from './recognise';

interface ServedFile {
  /** Below the folder: "mnist/train-images-idx3-ubyte.gz". */
  readonly path: string;
  readonly bytes: number;
}

function isServedFile(value: unknown): value is ServedFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, bytes } = value as Partial<Record<keyof ServedFile, unknown>>;
  return typeof path === 'string' && /^[\w-]+\/[\w.-]+$/.test(path) && typeof bytes === 'number';
}

/** The files that an index lists; an index that cannot be understood lists none. */
export function readIndex(text: string): ServedFile[] {
  try {
    const files: unknown = JSON.parse(text)?.files;
    return Array.isArray(files) ? files.filter(isServedFile) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

async function* bytesOf(url: string): AsyncGenerator<Uint8Array> {
  const { ok, status, body } = await fetch(url);
  if (!ok || body === null) throw new TypeError(`${url} answered ${status}`);
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** The files of a set in the folder at `folderUrl` (absolute, with a slash at its end); null where there are none. */
export async function servedSources(
  folderUrl: string,
  id: OfficialId,
): Promise<readonly ByteSource[] | null> {
  const index = await fetchIndex(`${folderUrl}index.json`);
  const listed = index.filter(({ path }) => path.startsWith(`${id}/`));
  const sources = listed.map(({ path, bytes }) => ({
    name: path.slice(id.length + 1),
    size: bytes,
    open: () => bytesOf(folderUrl + path),
  }));
  const files = dataFilesOf(id, sources);
  return files.length > 0 ? files : null;
}

async function fetchIndex(url: string): Promise<ServedFile[]> {
  try {
    const response = await fetch(url, { cache: 'no-cache' });
    return response.ok ? readIndex(await response.text()) : [];
  } catch (error) {
    // Offline, or a host that knows no such file: nothing is served then.
    if (error instanceof TypeError) return [];
    throw error;
  }
}
