/**
 * Worker entry: makes and reads data sets away from the page.
 */
import * as Comlink from 'comlink';
import { readIdxFiles } from '../data/idx';
import { generateDataset } from '../data/index';
import { probeRows, tryRows } from '../data/probe-rows';
import type { Dataset } from '../spec/dataset';
import type { DataApi, LoadedData } from './protocol';

const PROBE_COUNT = 60;
const TRY_COUNT = 8;

function withRows(dataset: Dataset, seed: number): LoadedData {
  const loaded: LoadedData = {
    dataset,
    probeRows: probeRows(dataset, PROBE_COUNT, seed),
    tryRows: tryRows(dataset, TRY_COUNT, seed),
  };
  const buffers = [dataset.train, dataset.test]
    .flatMap(({ x, labels, targets }) => [x, labels, targets])
    .flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
  return Comlink.transfer(loaded, [...new Set(buffers)]);
}

const api: DataApi = {
  async generate(spec, seed) {
    return withRows(generateDataset(spec, seed), seed);
  },
  async readIdx(files, images, seed) {
    const contents = await Promise.all(
      files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
    const result = await readIdxFiles(contents, images);
    if ('message' in result) {
      return {
        code: 'data-invalid',
        message: result.message,
        remedy: 'Pick the four official files again. What was loaded before is still here.',
      };
    }
    return withRows(result, seed);
  },
};

Comlink.expose(api);
