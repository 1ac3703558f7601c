/**
 * Downloads that this browser keeps: the Cache API, one entry a file, under a name that carries the layout's version.
 * Only whole files with the right checksum ever get here. Without a secure context there is no cache and nothing is kept.
 */
import type { OfficialId } from '../spec/official';
import { type ByteSource, sourceOfBlob } from './byte-source';

export const CACHE_NAME = 'learning-rules-lab-data-1';
/** Keys of a cache are addresses; this one is never asked. */
const ROOT = 'https://learning-rules-lab.invalid/data/';

const keyOf = (id: OfficialId, name: string): string => `${ROOT}${id}/${name}`;

/** A file that is kept, by data set. */
export interface KeptFile {
  readonly id: OfficialId;
  readonly name: string;
  readonly bytes: number;
}

/** The part of the Cache API that is used; `globalThis.caches` is one. */
export type CacheShelf = Pick<CacheStorage, 'open' | 'delete'>;

/** The browser's own cache, or null where pages have none (no secure context). */
export function browserShelf(): CacheShelf | null {
  return globalThis.caches ?? null;
}

/** Keeps a file. False where there is no cache or no room left; nothing is half kept. */
export async function keepFile(shelf: CacheShelf | null, id: OfficialId, file: File): Promise<boolean> {
  if (shelf === null) return false;
  try {
    const cache = await shelf.open(CACHE_NAME);
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(file.size) };
    await cache.put(keyOf(id, file.name), new Response(file, { headers }));
    return true;
  } catch (error) {
    // Full, or forbidden by the browser's settings: both mean that nothing can be kept here.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** One file, if it is kept. */
export async function keptFile(shelf: CacheShelf | null, id: OfficialId, name: string): Promise<File | null> {
  const response = await findKept(shelf, keyOf(id, name));
  return response ? new File([await response.blob()], name) : null;
}

/** The files of a set that are kept, in the order of `names`; null unless all of them are. */
export async function keptSources(
  shelf: CacheShelf | null,
  id: OfficialId,
  names: readonly string[],
): Promise<readonly ByteSource[] | null> {
  const sources: ByteSource[] = [];
  for (const name of names) {
    const file = await keptFile(shelf, id, name);
    if (!file) return null;
    sources.push(sourceOfBlob(name, file));
  }
  return sources;
}

async function findKept(shelf: CacheShelf | null, key: string): Promise<Response | null> {
  if (shelf === null) return null;
  try {
    return (await (await shelf.open(CACHE_NAME)).match(key)) ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Everything that is kept. */
export async function listKept(shelf: CacheShelf | null): Promise<KeptFile[]> {
  if (shelf === null) return [];
  try {
    const cache = await shelf.open(CACHE_NAME);
    const files: KeptFile[] = [];
    for (const { url } of await cache.keys()) {
      const [id, name] = url.slice(ROOT.length).split('/');
      const size = Number((await cache.match(url))?.headers.get('content-length'));
      if (id && name) files.push({ id: id as OfficialId, name, bytes: size });
    }
    return files;
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/** Gives all of it back to the browser. */
export async function clearKept(shelf: CacheShelf | null): Promise<void> {
  await shelf?.delete(CACHE_NAME);
}
