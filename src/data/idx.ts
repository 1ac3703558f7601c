/**
 * MNIST, Fashion-MNIST or another set in their format: four IDX files, in any order, packed with gzip or not.
 * Kind (images or labels) is read from the magic number, part (training or test) from the name or, where that says nothing,
 * from the count. Which data set it is follows from the SHA-256 of the label files.
 */
import type { Dataset, Split } from '../spec/dataset';
import { isOfficialId, OFFICIAL_SETS } from '../spec/official';
import type { DatasetSpec } from '../spec/spec';
import type { ByteSource, Refusal } from './byte-source';
import { type IdxFile, readIdx } from './idx-format';
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
const KNOWN_LABELS = [
  {
    id: 'mnist',
    train: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    test: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
  {
    id: 'fashion-mnist',
    train: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    test: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
] as const;

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
    // Rows beyond `count` were read for the other split: their memory is given back.
    x: images.values.length > rows * PIXELS ? images.values.slice(0, rows * PIXELS) : images.values,
    labels: labels.values.slice(0, rows),
    targets: null,
  };
}

/** Which published set these label files belong to, by their SHA-256; null for any other. */
export function identifyLabels(digests: readonly string[]): 'mnist' | 'fashion-mnist' | null {
  const known = KNOWN_LABELS.find(({ train, test }) => digests.includes(train) && digests.includes(test));
  return known?.id ?? null;
}

/** The four files by role, checked for their presence and for counts that agree. */
function pairUp(files: readonly IdxFile[]): readonly IdxFile[] | Refusal {
  const byRole = sortByRole(files);
  if ('message' in byRole) return byRole;
  const missing = describeMissing(byRole);
  if (missing) return missing;
  const four = ROLES.flatMap(({ role }) => byRole.get(role) ?? []);
  for (const [index, pictures] of four.entries()) {
    const labels = four[index + 1];
    if (pictures.kind !== 'images' || !labels || pictures.count === labels.count) continue;
    const message = `${pictures.name} holds ${pictures.count} images, but ${labels.name} holds ${labels.count} labels.`;
    return { message };
  }
  return four;
}

/**
 * Reads the four files of `spec.id` (mnist, fashion-mnist or idx-files): the first `images` training and `testImages` test
 * pictures. Never throws for what a user can pick: the first thing that is wrong comes back as one sentence.
 */
export async function readIdxFiles(
  sources: readonly ByteSource[],
  spec: Pick<DatasetSpec, 'id' | 'images' | 'testImages'>,
): Promise<Dataset | Refusal> {
  const parsed: IdxFile[] = [];
  for (const source of sources) {
    const result = await readIdx(source, Math.max(spec.images, spec.testImages));
    if ('message' in result) return result;
    parsed.push(result);
  }
  const four = pairUp(parsed);
  if ('message' in four) return four;
  const [trainImages, trainLabels, testImages, testLabels] = four;
  if (!trainImages || !trainLabels || !testImages || !testLabels)
    throw new Error('readIdxFiles: no four files');
  const known = identifyLabels([trainLabels.sha256, testLabels.sha256]);
  if (isOfficialId(spec.id) && known !== spec.id) {
    const found = known ? `those of ${OFFICIAL_SETS[known].name}` : 'others';
    return { message: `These are not the files of ${OFFICIAL_SETS[spec.id].name}, but ${found}.` };
  }
  const { name, classNames } = known
    ? OFFICIAL_SETS[known]
    : { name: 'IDX files', classNames: OFFICIAL_SETS.mnist.classNames };
  return {
    id: spec.id,
    name,
    inputShape: [SIDE, SIDE, 1],
    outputs: classNames.length,
    classNames,
    train: splitOf(trainImages, trainLabels, spec.images),
    test: splitOf(testImages, testLabels, spec.testImages),
  };
}
