import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SPEC } from '../spec/presets';
import type { DatasetSpec } from '../spec/spec';
import { sourceOfBytes } from './byte-source';
import { groupPictures } from './picture-folders';
import { centreSquare, type DecodePicture, openFolder, openZip, readPictures } from './pictures';

/** Made-up pictures: two bytes "P", value; decoded to one colour (value, value / 2, 0). Anything else cannot be decoded. */
const picture = (value: number): Uint8Array => Uint8Array.of(80, value);
const decode: DecodePicture = async (bytes, side) => {
  if (bytes[0] !== 80) return null;
  const rgba = new Uint8Array(side * side * 4);
  for (let k = 0; k < rgba.length; k += 4) rgba.set([bytes[1] ?? 0, (bytes[1] ?? 0) >> 1, 0, 255], k);
  return rgba;
};

/** `count` pictures in a folder, of the values from `first` on. */
const folder = (name: string, count: number, first: number): [string, Uint8Array][] =>
  Array.from({ length: count }, (_, k) => [`${name}/${String(k).padStart(3, '0')}.png`, picture(first + k)]);

const PETS = [...folder('pets/dogs', 12, 100), ...folder('pets/cats', 10, 0)];

async function read(entries: readonly [string, Uint8Array][], change: Partial<DatasetSpec> = {}, seed = 1) {
  const seen: number[] = [];
  const result = await readPictures({
    name: 'Your own pictures',
    open: () => openZip(sourceOfBytes('pets.zip', zipSync(Object.fromEntries(entries)))),
    spec: { ...DEFAULT_SPEC.dataset, id: 'pictures', images: 1000, ...change },
    seed,
    decode,
    onPicture: (done, total) => seen.push(done / total),
  });
  return { result, seen };
}

async function accepted(
  entries: readonly [string, Uint8Array][],
  change: Partial<DatasetSpec> = {},
  seed = 1,
) {
  const { result } = await read(entries, change, seed);
  if ('message' in result) throw new Error(result.message);
  return result;
}

async function message(entries: readonly [string, Uint8Array][]): Promise<string> {
  const { result } = await read(entries);
  return 'message' in result ? result.message : 'accepted';
}

/** First byte of every row of the splits with its label. */
const rowsOf = ({ dataset }: Awaited<ReturnType<typeof accepted>>, part: 'train' | 'test') =>
  Array.from({ length: dataset[part].count }, (_, row) => [
    dataset[part].labels?.[row],
    dataset[part].x[(row * dataset[part].x.length) / dataset[part].count],
  ]);

describe('readPictures', () => {
  it('makes classes of folders, in the order of their names, and keeps every picture once', async () => {
    const { dataset, skipped } = await accepted(PETS);
    expect([dataset.classNames, dataset.outputs, dataset.inputShape, skipped]).toEqual([
      ['cats', 'dogs'],
      2,
      [32, 32, 3],
      0,
    ]);
    expect([dataset.train.count, dataset.test.count]).toEqual([18, 4]);
    const all = [...rowsOf({ dataset, skipped }, 'train'), ...rowsOf({ dataset, skipped }, 'test')];
    expect(all.map(([, value]) => value).sort((a, b) => Number(a) - Number(b))).toEqual([
      ...Array.from({ length: 10 }, (_, k) => k),
      ...Array.from({ length: 12 }, (_, k) => 100 + k),
    ]);
    expect(all.every(([label, value]) => label === Number(Number(value) >= 100))).toBe(true);
    expect([...dataset.train.x.slice(0, 3)]).toEqual([dataset.train.x[0], (dataset.train.x[0] ?? 0) >> 1, 0]);
  });

  it('draws the split from the seed, both classes in each part', async () => {
    const one = rowsOf(await accepted(PETS), 'test');
    expect(one).toEqual(rowsOf(await accepted(PETS), 'test'));
    expect(one).not.toEqual(rowsOf(await accepted(PETS, {}, 2), 'test'));
    expect(one.map(([label]) => label).sort()).toEqual([0, 0, 1, 1]);
    const half = await accepted(PETS, { testEvery: 2 });
    expect([half.dataset.train.count, half.dataset.test.count]).toEqual([11, 11]);
  });

  it('can make them grey and small, and take fewer of each', async () => {
    const { dataset } = await accepted(PETS, { pictureSide: 28, hasColour: false, images: 12 });
    expect([dataset.inputShape, dataset.train.count + dataset.test.count]).toEqual([[28, 28, 1], 12]);
    const dog = dataset.train.labels?.indexOf(1) ?? 0;
    const grey = dataset.train.x[dog * 784] ?? 0;
    // 0.299 v + 0.587 v / 2 for v from 100 to 111
    expect(grey).toBeGreaterThanOrEqual(59);
    expect(grey).toBeLessThanOrEqual(66);
  });

  it('leaves out what cannot be decoded and says how much', async () => {
    const entries: [string, Uint8Array][] = [...PETS, ['pets/cats/broken.png', Uint8Array.of(1, 2, 3)]];
    const { dataset, skipped } = await accepted(entries);
    expect([skipped, dataset.train.count + dataset.test.count]).toEqual([1, 22]);
  });

  it('tells how far it is, up to the end', async () => {
    const { seen } = await read(PETS);
    expect(seen.length).toBe(22);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  it('can be cancelled by the listener', async () => {
    const reading = readPictures({
      name: '',
      open: () => openFolder(PETS.map(([path, bytes]) => sourceOfBytes(path, bytes))),
      spec: { ...DEFAULT_SPEC.dataset, images: 100 },
      seed: 1,
      decode,
      onPicture: () => {
        throw new Error('enough');
      },
    });
    await expect(reading).rejects.toThrow('enough');
  });

  const few: readonly (readonly [string, readonly [string, Uint8Array][], string])[] = [
    [
      'no pictures',
      [['a/notes.txt', picture(1)]],
      'There are no pictures in it: PNG, JPEG, WebP, GIF, BMP and AVIF can be read.',
    ],
    [
      'one folder',
      folder('pets/cats', 9, 0),
      'At least two classes are needed: put the pictures of each class into a folder of its own.',
    ],
    [
      'no folders',
      [
        ['1.png', picture(1)],
        ['2.png', picture(2)],
      ],
      'At least two classes are needed: put the pictures of each class into a folder of its own.',
    ],
    [
      'a small class',
      [...folder('cats', 9, 0), ...folder('dogs', 1, 0)],
      'The class "dogs" has only 1 picture: each needs at least 4.',
    ],
    [
      'a class that cannot be decoded',
      [
        ...folder('cats', 9, 0),
        ...folder('dogs', 6, 0).map(([path], k): [string, Uint8Array] => [
          path,
          k < 2 ? picture(k) : Uint8Array.of(9),
        ]),
      ],
      'The class "dogs" has only 2 pictures: each needs at least 4.',
    ],
    [
      'many folders',
      Array.from({ length: 101 }, (_, k) => folder(`class ${k}`, 4, 0)).flat(),
      'There are 101 folders of pictures, but at most 100 classes can be read.',
    ],
  ];
  it.each(few)('refuses %s', async (_, entries, sentence) => {
    expect(await message(entries)).toBe(sentence);
  });

  it('refuses a damaged zip', async () => {
    const whole = zipSync(Object.fromEntries(PETS));
    const result = await readPictures({
      name: '',
      open: () => openZip(sourceOfBytes('pets.zip', whole.slice(0, whole.length - 40))),
      spec: DEFAULT_SPEC.dataset,
      seed: 1,
      decode,
      onPicture: () => undefined,
    });
    expect(result).toEqual({
      message: 'pets.zip is a damaged or incomplete zip file: it cannot be unpacked.',
    });
  });
});

describe('groupPictures', () => {
  it('passes over junk and begins below the folders that all share', () => {
    const paths = [
      ...['cats', 'dogs'].flatMap((name) => [1, 2, 3, 4].map((k) => `a/my pets/${name}/more/${k}.jpeg`)),
      '__MACOSX/a/my pets/cats/._1.jpeg',
      'a/my pets/cats/.DS_Store',
      'a/my pets/cats/Thumbs.db',
    ];
    const classes = groupPictures(paths);
    expect(classes.map(({ name, paths: own }) => [name, own.length])).toEqual([
      ['cats', 4],
      ['dogs', 4],
    ]);
  });

  it('passes over loose pictures beside the class folders', () => {
    const paths = ['cats', 'dogs'].flatMap((name) => [1, 2, 3, 4].map((k) => `${name}/${k}.png`));
    expect(groupPictures([...paths, 'cover.png']).map(({ name }) => name)).toEqual(['cats', 'dogs']);
  });
});

describe('centreSquare', () => {
  it('is the largest square in the middle', () => {
    expect(centreSquare(300, 100)).toEqual({ x: 100, y: 0, side: 100 });
    expect(centreSquare(101, 200)).toEqual({ x: 0, y: 49.5, side: 101 });
  });
});
