import { describe, expect, it } from 'vitest';
import { realFiles } from '../../test/real-data';
import { gzip } from '../../test/write-idx';
import { writeTar } from '../../test/write-tar';
import type { Dataset } from '../spec/dataset';
import { type ByteSource, sourceOfBytes } from './byte-source';
import { readCifar } from './cifar';
import { dataFilesOf } from './recognise';

const RECORD = 3073;

/** `count` records; the label of record k is (k + first) % 10, its pixels tell record, channel, row and column. */
function writeBatch(count: number, first = 0): Uint8Array {
  const bytes = new Uint8Array(count * RECORD);
  for (let k = 0; k < count; k++) {
    bytes[k * RECORD] = (k + first) % 10;
    for (let value = 0; value < 3072; value++) {
      bytes[k * RECORD + 1 + value] = (31 * (k + first) + 7 * Math.floor(value / 1024) + value) % 256;
    }
  }
  return bytes;
}

const pixel = (record: number, channel: number, place: number): number =>
  (31 * record + 7 * channel + 1024 * channel + place) % 256;

const WANTED = { images: 50_000, testImages: 10_000 };
const file = (name: string, bytes: Uint8Array): ByteSource => sourceOfBytes(name, bytes);
const test = file('test_batch.bin', writeBatch(3, 5));

async function accepted(sources: readonly ByteSource[], wanted = WANTED): Promise<Dataset> {
  const result = await readCifar(sources, wanted);
  if ('message' in result) throw new Error(result.message);
  return result;
}

async function message(sources: readonly ByteSource[]): Promise<string> {
  const result = await readCifar(sources, WANTED);
  return 'message' in result ? result.message : 'accepted';
}

const archive = (root = 'cifar-10-batches-bin'): Uint8Array =>
  writeTar([
    [`${root}/`, new Uint8Array(0)],
    [`${root}/batches.meta.txt`, new TextEncoder().encode('airplane\n')],
    [`${root}/data_batch_2.bin`, writeBatch(2, 4)],
    [`${root}/test_batch.bin`, writeBatch(3, 5)],
    [`${root}/data_batch_1.bin`, writeBatch(4)],
  ]);

describe('readCifar', () => {
  it('turns planes into pixels and puts the batches in order', async () => {
    const data = await accepted([
      file('data_batch_2.bin', writeBatch(2, 4)),
      test,
      file('data_batch_1.bin', writeBatch(4)),
    ]);
    expect([data.train.count, data.test.count, data.inputShape]).toEqual([6, 3, [32, 32, 3]]);
    expect([...(data.train.labels ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [record, place] of [
      [0, 0],
      [3, 33],
      [5, 1023],
    ] as const) {
      const at = record * 3072 + 3 * place;
      const rgb = [0, 1, 2].map((channel) => pixel(record, channel, place));
      expect([...data.train.x.slice(at, at + 3)]).toEqual(rgb);
    }
    expect(data.classNames[6]).toBe('frog');
  });

  it('takes counts from the files, whatever follows their names, and keeps what is asked for', async () => {
    const sources = [
      file('data_batch_1.first4.bin.gz', gzip(writeBatch(4))),
      file('test_batch.first3.bin', writeBatch(3)),
    ];
    expect((await accepted(sources)).train.count).toBe(4);
    const few = await accepted(sources, { images: 3, testImages: 2 });
    expect([few.train.count, few.train.x.length, few.test.count]).toEqual([3, 3 * 3072, 2]);
  });

  it('reads the archive like the loose files, packed or not', async () => {
    const loose = await accepted([
      file('data_batch_1.bin', writeBatch(4)),
      file('data_batch_2.bin', writeBatch(2, 4)),
      test,
    ]);
    expect(await accepted([file('cifar-10-binary.tar.gz', gzip(archive()))])).toEqual(loose);
    expect(await accepted([file('a.tar', archive())])).toEqual(loose);
  });

  const cut = writeBatch(3).subarray(0, 2 * RECORD + 100);
  const strange = writeBatch(2);
  strange[RECORD] = 17;
  const packed = gzip(archive());
  const cases: readonly (readonly [string, readonly ByteSource[], string])[] = [
    [
      'cut off',
      [file('data_batch_1.bin', cut), test],
      'data_batch_1.bin is cut off: its size is no multiple of 3073, the 100 bytes at its end are no picture.',
    ],
    [
      'a strange label',
      [file('data_batch_1.bin', strange), test],
      'data_batch_1.bin has the label 17 in record 2, but labels go from 0 to 9.',
    ],
    ['empty', [file('data_batch_1.bin', new Uint8Array(0)), test], 'data_batch_1.bin is empty.'],
    [
      'too long',
      [file('data_batch_1.bin.gz', gzip(new Uint8Array(10_001 * RECORD))), test],
      'data_batch_1.bin.gz is too long: a batch holds 10000 pictures.',
    ],
    [
      'twice',
      [file('data_batch_1.bin', writeBatch(1)), file('data_batch_1.copy.bin', writeBatch(1)), test],
      'data_batch_1.copy.bin is training batch 1 once more: one of each is needed.',
    ],
    ['no training', [test], 'No training batch of CIFAR-10 is there: data_batch_1.bin and so on.'],
    [
      'no test',
      [file('data_batch_1.bin', writeBatch(1))],
      'The test batch of CIFAR-10 is missing: test_batch.bin.',
    ],
    [
      'packed and damaged',
      [file('data_batch_1.bin.gz', gzip(writeBatch(2)).slice(0, -20)), test],
      'data_batch_1.bin.gz is a damaged or incomplete gzip file: it cannot be unpacked.',
    ],
    [
      'an archive cut off',
      [file('c.tar.gz', packed.slice(0, packed.length / 2))],
      'c.tar.gz is a damaged or incomplete gzip file: it cannot be unpacked.',
    ],
    [
      'an unpacked archive cut off',
      [file('c.tar', archive().slice(0, 4000))],
      'c.tar is cut off inside cifar-10-batches-bin/data_batch_2.bin.',
    ],
    [
      'the Python archive',
      [file('cifar-10-python.tar.gz', gzip(writeTar([['cifar-10-batches-py/data_batch_1', writeBatch(1)]])))],
      'cifar-10-python.tar.gz is the Python version: the binary version, cifar-10-binary.tar.gz, is needed.',
    ],
    [
      'another archive',
      [file('x.tar', writeTar([['notes.txt', Uint8Array.of(1, 2, 3)]]))],
      'x.tar holds no batches of CIFAR-10.',
    ],
    [
      'another file',
      [file('data_batch_1.bin', writeBatch(1)), file('x.bin', writeBatch(1))],
      'x.bin is no file of CIFAR-10: data_batch_1.bin to data_batch_5.bin and test_batch.bin are.',
    ],
  ];
  it.each(cases)('refuses %s', async (_, sources, sentence) => {
    expect(await message(sources)).toBe(sentence);
  });
});

const real = dataFilesOf('cifar-10', realFiles('cifar-10'));

/** How often each label stands there. */
function countLabels(labels: Uint8Array | null): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

describe.skipIf(real.length === 0)('real CIFAR-10 batches', () => {
  it('have the published labels', async () => {
    const { train, test: held } = await accepted(real);
    expect([train.count, held.count]).toEqual([7292, 1000]);
    expect([...(train.labels ?? []).slice(0, 10)]).toEqual([6, 9, 9, 4, 1, 1, 2, 7, 8, 3]);
    expect([...(train.labels ?? []).slice(4000, 4010)]).toEqual([1, 6, 6, 8, 8, 3, 4, 6, 0, 6]);
    expect([...(held.labels ?? []).slice(0, 10)]).toEqual([3, 8, 8, 0, 6, 6, 1, 6, 3, 1]);
    expect(countLabels(train.labels)).toEqual([732, 699, 737, 708, 778, 706, 723, 724, 755, 730]);
    expect(countLabels(held.labels)).toEqual([103, 89, 100, 103, 90, 86, 112, 102, 106, 109]);
  });

  it('are pictures: neighbouring pixels are alike, channels in their places', async () => {
    const { train } = await accepted(real, { images: 500, testImages: 100 });
    let across = 0;
    let channels = 0;
    for (let place = 0; place < train.x.length - 3; place++) {
      across += Math.abs((train.x[place] ?? 0) - (train.x[place + 3] ?? 0));
      if (place % 3 === 0) channels += Math.abs((train.x[place] ?? 0) - (train.x[place + 1] ?? 0));
    }
    expect(across / train.x.length).toBeLessThan(16);
    expect(channels / (train.x.length / 3)).toBeLessThan(24);
  });
});
