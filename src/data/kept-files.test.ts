import { describe, expect, it } from 'vitest';
import { readAll } from './byte-source';
import {
  CACHE_NAME,
  type CacheShelf,
  clearKept,
  keepFile,
  keptFile,
  keptSources,
  listKept,
} from './kept-files';

/** As much of the Cache API as is used, in memory; `room` is how many bytes fit. */
function createShelf(room = 1000): CacheShelf {
  const caches = new Map<string, Map<string, Response>>();
  let used = 0;
  const open = async (name: string): Promise<Cache> => {
    const entries = caches.get(name) ?? new Map<string, Response>();
    caches.set(name, entries);
    return {
      async put(key: string, response: Response) {
        used += (await response.clone().blob()).size;
        if (used > room) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
        entries.set(key, response);
      },
      match: async (key: string) => entries.get(key)?.clone(),
      keys: async () => [...entries.keys()].map((url) => ({ url })),
    } as unknown as Cache;
  };
  return { open, delete: async (name) => caches.delete(name) };
}

const file = (name: string, size: number): File => new File([new Uint8Array(size).fill(7)], name);

describe('kept files', () => {
  it('come back whole, by set and name, only when all of a set are there', async () => {
    const shelf = createShelf();
    expect(await keepFile(shelf, 'mnist', file('a.gz', 10))).toBe(true);
    expect(await keptSources(shelf, 'mnist', ['a.gz', 'b.gz'])).toBeNull();
    await keepFile(shelf, 'mnist', file('b.gz', 20));
    const [first, second] = (await keptSources(shelf, 'mnist', ['a.gz', 'b.gz'])) ?? [];
    expect([first?.name, first?.size, second?.size]).toEqual(['a.gz', 10, 20]);
    expect(first && [...(await readAll(first, 100))]).toEqual(new Array(10).fill(7));
    expect(await keptFile(shelf, 'fashion-mnist', 'a.gz')).toBeNull();
    expect(await listKept(shelf)).toEqual([
      { id: 'mnist', name: 'a.gz', bytes: 10 },
      { id: 'mnist', name: 'b.gz', bytes: 20 },
    ]);
  });

  it('are gone after clearing', async () => {
    const shelf = createShelf();
    await keepFile(shelf, 'mnist', file('a.gz', 10));
    await clearKept(shelf);
    expect(await listKept(shelf)).toEqual([]);
    expect(CACHE_NAME).toBe('learning-rules-lab-data-1');
  });

  it('are not kept where there is no room or no cache, which is no error', async () => {
    const shelf = createShelf(15);
    expect(await keepFile(shelf, 'mnist', file('a.gz', 10))).toBe(true);
    expect(await keepFile(shelf, 'mnist', file('b.gz', 10))).toBe(false);
    expect((await listKept(shelf)).map(({ name }) => name)).toEqual(['a.gz']);
    expect(await keepFile(null, 'mnist', file('a.gz', 10))).toBe(false);
    expect(await keptSources(null, 'mnist', ['a.gz'])).toBeNull();
    expect(await listKept(null)).toEqual([]);
  });
});
