import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gzip, writeIdxImages, writeIdxLabels } from '../../test/write-idx';
import type { Dataset } from '../spec/dataset';
import { type ByteSource, sourceOfBytes } from './byte-source';
import { readIdxFiles } from './idx';

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const TRAIN = 40;
const TEST = 20;
const NAMES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

const pixels = (count: number): Uint8Array =>
  Uint8Array.from({ length: count * 784 }, (_, k) => (k * 7) % 256);
const labels = (count: number): number[] => Array.from({ length: count }, (_, k) => (k * 3) % 10);

function fourFiles(): NamedBytes[] {
  const contents = [
    writeIdxImages(pixels(TRAIN)),
    writeIdxLabels(labels(TRAIN)),
    writeIdxImages(pixels(TEST)),
    writeIdxLabels(labels(TEST)),
  ];
  return contents.map((bytes, index) => ({ name: NAMES[index] ?? '', bytes }));
}

/** The four files with one of them changed. */
function withFile(index: number, bytes: Uint8Array, name = NAMES[index] ?? ''): NamedBytes[] {
  return fourFiles().map((file, k) => (k === index ? { name, bytes } : file));
}

const bytesOf = (index: number): Uint8Array => fourFiles()[index]?.bytes ?? new Uint8Array(0);

/** A file that comes in chunks of 1,000 bytes. */
const inChunks = ({ name, bytes }: NamedBytes): ByteSource => ({
  name,
  size: null,
  async *open() {
    for (let from = 0; from < bytes.length; from += 1000) yield bytes.subarray(from, from + 1000);
  },
});

const IDX = { id: 'idx-files', images: 100, testImages: 100 } as const;

async function message(files: readonly NamedBytes[]): Promise<string> {
  const result = await readIdxFiles(files.map(inChunks), IDX);
  return 'message' in result ? result.message : 'accepted';
}

async function accepted(
  files: readonly NamedBytes[],
  spec: Parameters<typeof readIdxFiles>[1] = IDX,
): Promise<Dataset> {
  const sources = files.map(({ name, bytes }) => sourceOfBytes(name, bytes));
  const result = await readIdxFiles(sources, spec);
  if ('message' in result) throw new Error(result.message);
  return result;
}

describe('readIdxFiles on good files', () => {
  it('keeps rows, labels and parts apart, in any order', async () => {
    const data = await accepted(fourFiles().reverse());
    expect(data.train.count).toBe(TRAIN);
    expect(data.test.count).toBe(TEST);
    expect([...(data.train.labels ?? [])]).toEqual(labels(TRAIN));
    expect([...data.test.x]).toEqual([...pixels(TEST)]);
    expect(data.name).toBe('IDX files');
    expect(data.classNames[7]).toBe('7');
  });

  it('reads gzip and views into a larger buffer', async () => {
    const shifted = (bytes: Uint8Array): Uint8Array => {
      const room = new Uint8Array(bytes.length + 5);
      room.set(bytes, 5);
      return room.subarray(5);
    };
    const packed = fourFiles().map(({ name, bytes }) => ({
      name: `${name}.gz`,
      bytes: shifted(gzip(bytes)),
    }));
    expect(await accepted(packed)).toEqual(await accepted(fourFiles()));
  });

  it('keeps a prefix of the training images', async () => {
    const data = await accepted(fourFiles(), { ...IDX, images: 7 });
    expect(data.train.count).toBe(7);
    expect([...data.train.x]).toEqual([...pixels(7)]);
    expect(data.train.x.buffer.byteLength).toBe(7 * 784);
    expect(data.test.count).toBe(TEST);
    expect((await accepted(fourFiles(), { ...IDX, testImages: 3 })).test.x.length).toBe(3 * 784);
  });

  it('tells training from test by the count where names say nothing', async () => {
    const data = await accepted(fourFiles().map(({ bytes }, k) => ({ name: `${3 - k}.bin`, bytes })));
    expect(data.train.count).toBe(TRAIN);
    expect(data.test.count).toBe(TEST);
  });
});

describe('readIdxFiles on bad files says what is wrong', () => {
  const short = bytesOf(0).slice(0, 5000);
  const flipped = gzip(bytesOf(1));
  flipped[flipped.length - 12] = (flipped[flipped.length - 12] ?? 0) ^ 255;
  const notIdx = new TextEncoder().encode('<!doctype html><title>404</title>');
  const longer = new Uint8Array(bytesOf(1).length + 1);
  longer.set(bytesOf(1));
  const ninth = labels(TRAIN);
  ninth[8] = 10;
  const cases: readonly (readonly [string, readonly NamedBytes[], string])[] = [
    [
      'nothing at all',
      [],
      `All of the four files are missing: ${NAMES[0]}, ${NAMES[1]}, ${NAMES[2]} and ${NAMES[3]}.`,
    ],
    ['one missing', fourFiles().slice(1), `One of the four files is missing: ${NAMES[0]}.`],
    [
      'two missing',
      fourFiles().filter((_, k) => k % 2 === 0),
      `Two of the four files are missing: ${NAMES[1]} and ${NAMES[3]}.`,
    ],
    [
      'truncated',
      withFile(0, short),
      `${NAMES[0]} is cut off: its header announces 31376 bytes, but there are only 5000.`,
    ],
    [
      'cut inside the header',
      withFile(2, bytesOf(2).slice(0, 12)),
      `${NAMES[2]} is cut off: it ends inside its header.`,
    ],
    [
      'too long',
      withFile(1, longer),
      `${NAMES[1]} is too long: its header announces 48 bytes, but there are 49.`,
    ],
    ['empty', withFile(3, new Uint8Array(0)), `${NAMES[3]} is empty.`],
    ['five bytes', withFile(3, Uint8Array.of(0, 0, 8, 1, 0)), `${NAMES[3]} is too short to be an IDX file.`],
    [
      'another kind of file',
      withFile(3, notIdx),
      `${NAMES[3]} is not an IDX file of images or labels: it starts with 3c 21 64 6f.`,
    ],
    [
      'not 28 × 28',
      withFile(0, writeIdxImages(new Uint8Array(32 * 32), 32)),
      `${NAMES[0]} holds images of 32 × 32 pixels, but 28 × 28 are needed.`,
    ],
    ['no rows', withFile(1, writeIdxLabels([])), `${NAMES[1]} holds no labels.`],
    [
      'a label over 9',
      withFile(1, writeIdxLabels(ninth)),
      `${NAMES[1]} has the label 10 at place 9, but labels go from 0 to 9.`,
    ],
    [
      'counts that disagree',
      withFile(1, writeIdxLabels(labels(30))),
      `${NAMES[0]} holds 40 images, but ${NAMES[1]} holds 30 labels.`,
    ],
    [
      'a duplicate',
      [...fourFiles(), { name: 'copy of train-images', bytes: bytesOf(0) }],
      `${NAMES[0]} and copy of train-images are both training images: one of each is needed.`,
    ],
    [
      'twins without names',
      [0, 0, 1, 3].map((k, place) => ({ name: `file ${place}`, bytes: bytesOf(k) })),
      'file 0 and file 1 cannot be told apart: give them their official names (train-… and t10k-…).',
    ],
    [
      'gzip cut off',
      withFile(0, gzip(bytesOf(0)).slice(0, 200)),
      `${NAMES[0]} is a damaged or incomplete gzip file: it cannot be unpacked.`,
    ],
    [
      'gzip with a flipped byte',
      withFile(1, flipped),
      `${NAMES[1]} is a damaged or incomplete gzip file: it cannot be unpacked.`,
    ],
    [
      'a gzip bomb',
      withFile(1, gzip(Uint8Array.from({ length: 90_000_000 }, (_, k) => [0, 0, 8, 1, 5][k] ?? 0))),
      `${NAMES[1]} is far larger than an official file once unpacked.`,
    ],
  ];
  it.each(cases)('%s', async (_, files, sentence) => {
    expect(await message(files)).toBe(sentence);
  });

  it('refuses files of another set by its name', async () => {
    const sources = fourFiles().map(inChunks);
    expect(await readIdxFiles(sources, { ...IDX, id: 'mnist' })).toEqual({
      message: 'These are not the files of MNIST, but others.',
    });
  });

  it('never throws, whatever the bytes', async () => {
    for (let length = 0; length < 60; length++) {
      const bytes = Uint8Array.from(
        { length },
        (_, k) => (k < 2 ? [0x1f, 0x8b][k] : (k * length * 31) % 256) ?? 0,
      );
      expect(await message(withFile(0, bytes))).toMatch(/^train-images-idx3-ubyte is /);
    }
  });
});

const FOLDER = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
const hasOfficial = (set: string): boolean =>
  NAMES.every((name) => existsSync(`${FOLDER}/${set}/${name}.gz`));
if (!hasOfficial('mnist') || !hasOfficial('fashion-mnist')) {
  console.log('Official MNIST and Fashion-MNIST files are not here: their tests are skipped.');
}

describe('official files', () => {
  const facts = [
    {
      set: 'mnist',
      name: 'MNIST',
      seventh: '7',
      train: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4],
      test: [7, 2, 1, 0, 4, 1, 4, 9, 5, 9],
      means: [33.318, 33.791],
    },
    {
      set: 'fashion-mnist',
      name: 'Fashion-MNIST',
      seventh: 'Sneaker',
      train: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5],
      test: [9, 2, 1, 1, 6, 1, 4, 6, 5, 7],
      means: [72.94, 73.147],
    },
  ] as const;
  for (const fact of facts) {
    it.skipIf(!hasOfficial(fact.set))(`reads ${fact.name} whole`, async () => {
      const files = NAMES.map((name) => ({ name, bytes: readFileSync(`${FOLDER}/${fact.set}/${name}.gz`) }));
      const data = await accepted(files, { id: fact.set, images: 60_000, testImages: 10_000 });
      expect([data.id, data.name, data.classNames[7]]).toEqual([fact.set, fact.name, fact.seventh]);
      expect([data.train.count, data.test.count]).toEqual([60_000, 10_000]);
      expect([...(data.train.labels ?? []).slice(0, 10)]).toEqual(fact.train);
      expect([...(data.test.labels ?? []).slice(0, 10)]).toEqual(fact.test);
      for (const [index, split] of [data.train, data.test].entries()) {
        let sum = 0;
        for (let k = 0; k < split.x.length; k++) sum += split.x[k] ?? 0;
        expect(sum / split.x.length).toBeCloseTo(fact.means[index] ?? 0, 3);
      }
    });
  }
});
