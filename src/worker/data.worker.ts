/**
 * Worker entry: makes, reads and downloads data sets away from the page.
 */
import * as Comlink from 'comlink';
import { browserShelf, clearKept, listKept } from '../data/kept-files';
import { recogniseFiles } from '../data/recognise';
import { CANCELLED, downloadSet } from './data-download';
import { invalid, loadData, sourcesOf } from './data-loading';
import type { DataApi, Failure, LoadedData } from './protocol';

let loading = new AbortController();
let downloading = new AbortController();

/** Hands the data's memory over instead of copying it. */
function handOver(loaded: LoadedData | Failure): LoadedData | Failure {
  if (!('dataset' in loaded)) return loaded;
  const { train, test } = loaded.dataset;
  const buffers = [train, test]
    .flatMap(({ x, labels, targets }) => [x, labels, targets])
    .flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
  return Comlink.transfer(loaded, [...new Set(buffers)]);
}

const api: DataApi = {
  async recognise(files) {
    const found = await recogniseFiles(sourcesOf(files));
    if ('message' in found) return invalid(found);
    const names = new Set(found.sources.map(({ name }) => name));
    return { id: found.id, files: files.filter(({ path }) => names.has(path)) };
  },

  async load(request, onProgress) {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    try {
      return handOver(await loadData(request, onProgress, signal));
    } catch (error) {
      if (signal.aborted) {
        return { code: 'cancelled', message: 'Reading was cancelled.', remedy: 'Nothing else has changed.' };
      }
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      return {
        code: 'data-invalid',
        message: `The data could not be read: ${error.message}.`,
        remedy: 'Files that were moved or changed since must be chosen again; else try once more.',
      };
    }
  },

  async cancelLoad() {
    loading.abort();
  },

  async download(request, onProgress) {
    downloading.abort();
    downloading = new AbortController();
    const { signal } = downloading;
    const result = await downloadSet(request, onProgress, signal);
    return signal.aborted ? CANCELLED : result;
  },

  async cancelDownload() {
    downloading.abort();
  },

  listDownloads: () => listKept(browserShelf()),
  clearDownloads: () => clearKept(browserShelf()),
};

Comlink.expose(api);
