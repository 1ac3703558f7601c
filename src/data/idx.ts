/**
 * The user's own MNIST or Fashion-MNIST: four official IDX files, in any order, packed with gzip or not.
 * Kind (images or labels) is read from the magic number, part (training or test) from the name or, where that says nothing,
 * from the count. Which data set it is follows from the SHA-256 of the label files.
 */
import type { Dataset, Split } from '../spec/dataset';
import { type IdxFile, type NamedBytes, parseIdx, type Refusal } from './idx-format';
import { PIXELS, SIDE } from './ink-raster';

type Part = 'train' | 'test';
type Role = `${Part}-${IdxFile['kind']}`;

const ROLES: readonly { readonly role: Role; readonly official: string; readonly words: string }[] = [
  { role: 'train-images', official: 'train-images-idx3-ubyte', words: 'training images' },
  { role: 'train-labels', official: 'train-labels-idx1-ubyte', words: 'training labels' },
  { role: 'test-images', official: 't10k-images-idx3-ubyte', words: 'test images' },
  { role: 'test-labels', official: 't10k-labels-idx1-ubyte', words: 'test labels' },
];

/** SHA-256 of the unpacked label files. */
const KNOWN = [
  {
    name: 'MNIST',
    train: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    test: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  },
  {
    name: 'Fashion-MNIST',
    train: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    test: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    classNames: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
  },
] as const;

const UNKNOWN = { name: 'IDX files', classNames: KNOWN[0].classNames };

/** As few test images as measuring needs, however few are trained on. */
const LEAST_TEST = 500;

/** What the name says about the part, if anything. */
function partOfName(name: string): Part | null {
  if (/train/i.test(name)) return 'train';
  return /t10k|test/i.test(name) ? 'test' : null;
}

/** Gives each file of one kind its part; null where neither name nor count tells two files apart. */
function assignParts(files: readonly IdxFile[]): readonly (readonly [Part, IdxFile])[] | null {
  const taken = files.map((file) => partOfName(file.name));
  const [first, second] = files;
  if (files.length === 2 && first && second && taken[0] === null && taken[1] === null) {
    if (first.count === second.count) return null;
    const isFirstTrain = first.count > second.count;
    return [
      [isFirstTrain ? 'train' : 'test', first],
      [isFirstTrain ? 'test' : 'train', second],
    ];
  }
  const isTrainTaken = taken.includes('train');
  return files.map((file, index) => {
    const guess: Part = isTrainTaken || (!taken.includes('test') && file.count <= 10_000) ? 'test' : 'train';
    return [taken[index] ?? guess, file] as const;
  });
}

/** Files by role, or why that is impossible: a duplicate, or two that cannot be told apart. */
function sortByRole(files: readonly IdxFile[]): Map<Role, IdxFile> | Refusal {
  const byRole = new Map<Role, IdxFile>();
  for (const kind of ['images', 'labels'] as const) {
    const ofKind = files.filter((file) => file.kind === kind);
    const parts = assignParts(ofKind);
    if (!parts) {
      const names = ofKind.map((file) => file.name).join(' and ');
      return {
        message: `${names} cannot be told apart: give them their official names (train-… and t10k-…).`,
      };
    }
    for (const [part, file] of parts) {
      const role: Role = `${part}-${kind}`;
      const other = byRole.get(role);
      if (other) {
        const words = ROLES.find((entry) => entry.role === role)?.words ?? role;
        return { message: `${other.name} and ${file.name} are both ${words}: one of each is needed.` };
      }
      byRole.set(role, file);
    }
  }
  return byRole;
}

/** The sentence about missing files, or null if all four are there. */
function describeMissing(byRole: ReadonlyMap<Role, IdxFile>): Refusal | null {
  const missing = ROLES.filter(({ role }) => !byRole.has(role)).map(({ official }) => official);
  if (missing.length === 0) return null;
  const count = ['', 'One', 'Two', 'Three', 'All'][missing.length];
  const last = missing[missing.length - 1];
  const names = missing.length === 1 ? last : `${missing.slice(0, -1).join(', ')} and ${last}`;
  return { message: `${count} of the four files ${missing.length === 1 ? 'is' : 'are'} missing: ${names}.` };
}

/** The first `count` rows of a pair of files. Throws nothing; the pair has been checked. */
function splitOf(images: IdxFile, labels: IdxFile, count: number): Split {
  const rows = Math.min(count, images.count);
  return {
    count: rows,
    x: images.values.slice(0, rows * PIXELS),
    labels: labels.values.slice(0, rows),
    targets: null,
  };
}

/** SHA-256 in hexadecimal, or null where the page has no secure context and so no crypto. */
async function sha256(bytes: Uint8Array): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function identify(
  trainLabels: IdxFile,
  testLabels: IdxFile,
): Promise<typeof UNKNOWN | (typeof KNOWN)[number]> {
  const [train, test] = await Promise.all([sha256(trainLabels.raw), sha256(testLabels.raw)]);
  return KNOWN.find((known) => known.train === train && known.test === test) ?? UNKNOWN;
}

/**
 * Reads the four files. `images` keeps the first so many training images; of the test images stay a quarter as many, but at
 * least 500 and at most 10,000 (all of the official file for 40,000 training images and more).
 * Never throws for what a user can pick: the first thing that is wrong comes back as one sentence.
 */
export async function readIdxFiles(files: readonly NamedBytes[], images: number): Promise<Dataset | Refusal> {
  const parsed: IdxFile[] = [];
  for (const file of files) {
    const result = parseIdx(file);
    if ('message' in result) return result;
    parsed.push(result);
  }
  const byRole = sortByRole(parsed);
  if ('message' in byRole) return byRole;
  const [trainImages, trainLabels, testImages, testLabels] = ROLES.map(({ role }) => byRole.get(role));
  if (!trainImages || !trainLabels || !testImages || !testLabels) {
    return describeMissing(byRole) ?? { message: 'A file is missing.' };
  }
  for (const [pictures, labels] of [
    [trainImages, trainLabels],
    [testImages, testLabels],
  ] as const) {
    if (pictures.count !== labels.count) {
      const message = `${pictures.name} holds ${pictures.count} images, but ${labels.name} holds ${labels.count} labels.`;
      return { message };
    }
  }
  const { name, classNames } = await identify(trainLabels, testLabels);
  const testCount = Math.min(10_000, Math.max(LEAST_TEST, Math.round(images / 4)));
  return {
    id: 'idx-files',
    name,
    inputShape: [SIDE, SIDE, 1],
    outputs: classNames.length,
    classNames,
    train: splitOf(trainImages, trainLabels, images),
    test: splitOf(testImages, testLabels, testCount),
  };
}
