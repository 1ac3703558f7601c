/**
 * Which data set dropped files are, by their content and, where that says nothing, by their names.
 */
import type { DatasetId } from '../spec/spec';
import { ByteReader, type ByteSource, orRefusal, type Refusal, Refused, readHead } from './byte-source';
import { batchOfName, looksLikeCifar } from './cifar';
import { isGzip, unpack } from './gunzip';
import { identifyLabels } from './idx';
import { idxKind, readIdx } from './idx-format';
import { isPictureName } from './picture-folders';

/** What lies beside official files in their archives and folders. */
const COMPANION =
  /^(batches\.meta(\.txt)?|readme(\.\w+)?|sha256sums|verify|license(\.\w+)?|index\.json|\..*|thumbs\.db)$/i;
const MOST_BYTES = 200_000_000;

/** What was dropped, and which of the files belong to it. */
export interface Recognised {
  readonly id: DatasetId;
  readonly sources: readonly ByteSource[];
}

const lastPart = (path: string): string => path.split('/').pop() ?? '';

async function isZip(source: ByteSource): Promise<boolean> {
  const [p, k, three, four] = await readHead(source, 4);
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/** Images, labels or neither; a damaged file is neither. */
async function kindOf(source: ByteSource): Promise<'images' | 'labels' | null> {
  const head = new Uint8Array(4);
  try {
    const start = await readHead(source, 4);
    if (!isGzip(start)) return idxKind(start);
    const filled = await new ByteReader(unpack(source, MOST_BYTES)).fill(head);
    return idxKind(head.subarray(0, filled));
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

async function recogniseIdx(sources: readonly ByteSource[]): Promise<DatasetId> {
  const digests: string[] = [];
  for (const source of sources) {
    if ((await kindOf(source)) !== 'labels') continue;
    const file = await readIdx(source, 0);
    if (!('message' in file)) digests.push(file.sha256);
  }
  return identifyLabels(digests) ?? 'idx-files';
}

/**
 * Names the data set: pictures (a zip, or files with picture names), CIFAR-10 (an archive or batches), MNIST and
 * Fashion-MNIST (by the checksums of their labels), any other four IDX files. Reading them is another matter: what is wrong
 * inside comes out then. Never throws for what a user can drop.
 */
export function recogniseFiles(dropped: readonly ByteSource[]): Promise<Recognised | Refusal> {
  return orRefusal(async () => {
    const sources = dropped.filter(({ name }) => !COMPANION.test(lastPart(name)));
    const [first] = sources;
    if (!first) throw new Refused('There is no data among these files.');
    const pictures = sources.filter(({ name }) => isPictureName(name));
    if (pictures.length > 0 && pictures.length * 2 >= sources.length)
      return { id: 'pictures', sources: pictures };
    for (const source of sources) {
      if (!(await isZip(source))) continue;
      if (sources.length === 1) return { id: 'pictures', sources };
      throw new Refused(`${source.name} is a zip file: drop it alone.`);
    }
    const cifar: ByteSource[] = [];
    for (const source of sources) if (await looksLikeCifar(source)) cifar.push(source);
    if (cifar.length > 0) {
      const stranger = sources.find((source) => !cifar.includes(source));
      if (!stranger) return { id: 'cifar-10', sources: cifar };
      throw new Refused(`${stranger.name} does not belong to CIFAR-10, which the other files do.`);
    }
    return { id: await recogniseIdx(sources), sources };
  });
}

/**
 * Files of a served folder or a folder on disk that are data of the set: what lies beside them is passed over, and of a file
 * that is there packed and unpacked, one is taken.
 */
export function dataFilesOf(id: DatasetId, sources: readonly ByteSource[]): readonly ByteSource[] {
  const names = new Set(sources.map(({ name }) => name));
  const data = sources.filter(
    ({ name }) => !COMPANION.test(lastPart(name)) && !(name.endsWith('.gz') && names.has(name.slice(0, -3))),
  );
  if (id !== 'cifar-10') return data.filter(({ name }) => /ubyte(\.gz)?$/.test(name));
  const batches = data.filter(({ name }) => batchOfName(name) !== null);
  return batches.length > 0 ? batches : data.filter(({ name }) => /\.(tar\.gz|tgz|tar)$/.test(name));
}
