import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../../test/file-server';
import { readAll } from './byte-source';
import { readIndex, servedSources } from './served-files';

const index = {
  files: [
    { path: 'mnist/t10k-labels-idx1-ubyte.gz', bytes: 3 },
    { path: 'mnist/README.md', bytes: 9 },
    { path: 'cifar-10/test_batch.bin', bytes: 5 },
  ],
};
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

let server: FileServer;
beforeAll(async () => {
  server = await startFileServer({
    'a/data/index.json': text(index),
    'a/data/mnist/t10k-labels-idx1-ubyte.gz': Uint8Array.of(1, 2, 3),
    'empty/data/index.json': text({ files: [] }),
  });
});
afterAll(() => server.close());

describe('servedSources', () => {
  it('lists the data files of a set and reads them', async () => {
    const sources = (await servedSources(`${server.url}a/data/`, 'mnist')) ?? [];
    expect(sources.map(({ name, size }) => [name, size])).toEqual([['t10k-labels-idx1-ubyte.gz', 3]]);
    const [first] = sources;
    expect(first && [...(await readAll(first, 10))]).toEqual([1, 2, 3]);
  });

  it('is null where nothing is served: an empty index, none, or no host', async () => {
    expect(await servedSources(`${server.url}empty/data/`, 'mnist')).toBeNull();
    expect(await servedSources(`${server.url}a/data/`, 'fashion-mnist')).toBeNull();
    expect(await servedSources(`${server.url}nowhere/`, 'mnist')).toBeNull();
    expect(await servedSources('http://127.0.0.1:9/', 'mnist')).toBeNull();
  });

  it('throws where a listed file is gone', async () => {
    const [gone] = (await servedSources(`${server.url}a/data/`, 'cifar-10')) ?? [];
    await expect(gone && readAll(gone, 10)).rejects.toThrow(/test_batch\.bin answered 404/);
  });
});

describe('readIndex', () => {
  it('takes what is a path in a folder and passes over the rest', () => {
    const files = [
      { path: 'mnist/a.gz', bytes: 1 },
      { path: '../secret', bytes: 1 },
      { path: 'mnist/../../x', bytes: 1 },
      { path: 'mnist/b.gz' },
      7,
      null,
    ];
    expect(readIndex(JSON.stringify({ files }))).toEqual([{ path: 'mnist/a.gz', bytes: 1 }]);
    for (const broken of ['', '{', 'null', '[]', '{"files":3}', '<html>'])
      expect(readIndex(broken)).toEqual([]);
  });
});
