import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { realFiles } from '../../test/real-data';
import { gzip, writeIdxImages, writeIdxLabels } from '../../test/write-idx';
import { writeTar } from '../../test/write-tar';
import { type ByteSource, sourceOfBytes } from './byte-source';
import { dataFilesOf, recogniseFiles } from './recognise';

const file = (name: string, bytes: Uint8Array): ByteSource => sourceOfBytes(name, bytes);
const text = (name: string): ByteSource => file(name, new TextEncoder().encode('some text'));
const tar = writeTar([['cifar-10-batches-bin/test_batch.bin', new Uint8Array(3073)]]);

async function idOf(sources: readonly ByteSource[]): Promise<string> {
  const found = await recogniseFiles(sources);
  return 'message' in found ? found.message : found.id;
}

describe('recogniseFiles', () => {
  it('knows IDX files by their content, CIFAR-10 by its names or its archive, pictures by theirs', async () => {
    const idx = [file('a', gzip(writeIdxImages(new Uint8Array(784)))), file('b', writeIdxLabels([3]))];
    expect(await idOf(idx)).toBe('idx-files');
    expect(await idOf([file('x.tar.gz', gzip(tar))])).toBe('cifar-10');
    expect(await idOf([file('x', tar)])).toBe('cifar-10');
    expect(await idOf([text('cifar-10-batches-bin/data_batch_1.bin'), text('test_batch.bin')])).toBe(
      'cifar-10',
    );
    expect(await idOf([text('pets/cats/1.JPG'), text('pets/dogs/1.png'), text('pets/notes.txt')])).toBe(
      'pictures',
    );
    expect(await idOf([file('pets', zipSync({ 'a/1.png': new Uint8Array(3) }))])).toBe('pictures');
  });

  it('passes over what lies beside the data', async () => {
    const found = await recogniseFiles([
      text('cifar/data_batch_1.bin'),
      text('cifar/batches.meta.txt'),
      text('cifar/readme.html'),
      text('cifar/.DS_Store'),
    ]);
    expect('sources' in found && found.sources.map(({ name }) => name)).toEqual(['cifar/data_batch_1.bin']);
  });

  it('says what does not go together', async () => {
    expect(await idOf([])).toBe('There is no data among these files.');
    expect(await idOf([text('test_batch.bin'), text('story.txt')])).toBe(
      'story.txt does not belong to CIFAR-10, which the other files do.',
    );
    expect(await idOf([file('a.zip', zipSync({})), text('b')])).toBe('a.zip is a zip file: drop it alone.');
  });

  it('leaves a damaged archive to its reader', async () => {
    expect(await idOf([file('cifar-10-binary.tar.gz', gzip(tar).slice(0, 30))])).toBe('cifar-10');
    expect(await idOf([file('thing.gz', gzip(tar).slice(0, 30))])).toBe('idx-files');
  });

  for (const set of ['mnist', 'fashion-mnist', 'cifar-10'] as const) {
    const real = realFiles(set);
    it.skipIf(real.length === 0)(`knows the real ${set}, in any order`, async () => {
      expect(await idOf([...real].reverse())).toBe(set);
    });
  }
});

describe('dataFilesOf', () => {
  it('takes one of a packed and an unpacked file, and batches before the archive', () => {
    const names = (id: 'mnist' | 'cifar-10', given: string[]): string[] =>
      dataFilesOf(id, given.map(text)).map(({ name }) => name);
    expect(names('mnist', ['t10k-labels-idx1-ubyte', 't10k-labels-idx1-ubyte.gz', 'README.md'])).toEqual([
      't10k-labels-idx1-ubyte',
    ]);
    expect(names('cifar-10', ['cifar-10-binary.tar.gz', 'index.json'])).toEqual(['cifar-10-binary.tar.gz']);
    expect(names('cifar-10', ['cifar-10-binary.tar.gz', 'test_batch.bin'])).toEqual(['test_batch.bin']);
  });
});
