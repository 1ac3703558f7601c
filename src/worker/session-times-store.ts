/**
 * Measured step times kept by the browser, in a database of its own. Where there is none (a private window, Node) nothing is
 * kept, and every visit measures again.
 */
import type { StepTimes, TimesStore } from './session-timing';

const NAME = 'learning-rules-lab-times';
const TABLE = 'times';

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function openTable(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  return (await settled(opening)).transaction(TABLE, mode).objectStore(TABLE);
}

function isTimes(value: unknown): value is StepTimes {
  const { webgpuMs, wasmMs } = (value ?? {}) as Partial<Record<keyof StepTimes, unknown>>;
  return Number(webgpuMs) > 0 && Number(wasmMs) > 0;
}

/** Keeping is a convenience: whatever goes wrong counts as nothing kept. */
export const BROWSER_TIMES: TimesStore = {
  async read(key) {
    try {
      const value: unknown = await settled((await openTable('readonly')).get(key));
      return isTimes(value) ? value : null;
    } catch {
      return null;
    }
  },
  async write(key, times) {
    try {
      await settled((await openTable('readwrite')).put(times, key));
    } catch {
      // Measured again next time.
    }
  },
};
