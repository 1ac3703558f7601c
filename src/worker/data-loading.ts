/**
 * Where the data of an experiment come from: generated, dropped in this session, kept by this browser, served beside the page.
 */
import { type ByteSource, type Refusal, sourceOfBlob, watchSource } from '../data/byte-source';
import { generateDataset } from '../data/index';
import { browserShelf, keptSources } from '../data/kept-files';
import { isPictureName } from '../data/picture-folders';
import { openFolder, openZip, type PictureFiles, readPictures } from '../data/pictures';
import { probeRows, tryRows } from '../data/probe-rows';
import { readOfficial } from '../data/read-files';
import { servedSources } from '../data/served-files';
import { DATASET_CATALOGUE } from '../spec/catalogue';
import type { Dataset } from '../spec/dataset';
import { isOfficialId, OFFICIAL_SETS } from '../spec/official';
import { createPictureDecoder } from './picture-decoder';
import type { DataOrigin, DataProgress, Failure, LoadedData, LoadRequest, PickedFile } from './protocol';

const PROBE_COUNT = 60;
const TRY_COUNT = 8;
/** Progress is told at most so often. */
const PROGRESS_MS = 100;

const decodePicture = createPictureDecoder();

/** Says how far it is, now and then; the first and the last word are always said. */
export function sayNowAndThen(
  unit: DataProgress['unit'],
  tell: (progress: DataProgress) => void,
): (done: number, total: number) => void {
  let saidMs = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const nowMs = performance.now();
    if (done < total && nowMs - saidMs < PROGRESS_MS) return;
    saidMs = nowMs;
    tell({ done, total, unit });
  };
}

/** What the readers give, for the page. */
interface Read {
  readonly dataset: Dataset;
  readonly origin: DataOrigin;
  readonly notes?: readonly string[];
}

function withRows({ dataset, origin, notes = [] }: Read, seed: number): LoadedData {
  return {
    origin,
    dataset,
    probeRows: probeRows(dataset, PROBE_COUNT, seed),
    tryRows: tryRows(dataset, TRY_COUNT, seed),
    notes,
  };
}

/** The user's files as the readers want them. */
export function sourcesOf(files: readonly PickedFile[]): ByteSource[] {
  return files.map(({ path, file }) => sourceOfBlob(path, file));
}

export function invalid({ message }: Refusal): Failure {
  return {
    code: 'data-invalid',
    message,
    remedy: 'Choose other files. What was loaded before is still here.',
  };
}

function missing({ spec }: LoadRequest): Failure {
  const { name } = DATASET_CATALOGUE[spec.id];
  const remedies: Partial<Record<typeof spec.id, string>> = {
    pictures: 'Drop or pick a folder or a zip with one sub-folder of pictures for each class.',
    'idx-files': 'Drop or pick four files in the format of MNIST.',
    'cifar-10': 'Drop or pick cifar-10-binary.tar.gz, or put it into the folder that serves this page.',
  };
  const remedy = remedies[spec.id] ?? 'Download it, or drop or pick its four files.';
  const message = spec.id === 'pictures' ? 'No pictures have been chosen yet.' : `${name} is not here yet.`;
  return { code: 'data-missing', message, remedy };
}

/** The files to read, in the order of preference; null where there are none. */
async function findSources({
  spec,
  files,
  servedUrl,
}: LoadRequest): Promise<{ readonly sources: readonly ByteSource[]; readonly origin: DataOrigin } | null> {
  if (files.length > 0) return { sources: sourcesOf(files), origin: 'chosen' };
  if (!isOfficialId(spec.id)) return null;
  const names = OFFICIAL_SETS[spec.id].files.map(({ name }) => name);
  const kept = await keptSources(browserShelf(), spec.id, names);
  if (kept) return { sources: kept, origin: 'kept' };
  const served = await servedSources(servedUrl, spec.id);
  return served && { sources: served, origin: 'served' };
}

/** Reports bytes over all sources together. */
function watchAll(
  sources: readonly ByteSource[],
  say: (done: number, total: number) => void,
  signal: AbortSignal,
): ByteSource[] {
  const total = sources.reduce((sum, { size }) => sum + (size ?? 0), 0);
  let done = 0;
  const onBytes = (count: number): void => {
    done += count;
    // A file whose beginning is looked at first is counted twice there.
    say(Math.min(done, total), total);
  };
  return sources.map((source) => watchSource(source, onBytes, signal));
}

async function readOwnPictures(
  request: LoadRequest,
  say: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<LoadedData | Failure> {
  const { spec, seed } = request;
  const sources = sourcesOf(request.files);
  const [first] = sources;
  const isZip = sources.length === 1 && first !== undefined && !isPictureName(first.name);
  const open = (): Promise<PictureFiles> => (isZip ? openZip(first) : openFolder(sources));
  const onPicture = (done: number, total: number): void => {
    signal.throwIfAborted();
    say(done, total);
  };
  const name = DATASET_CATALOGUE.pictures.name;
  const read = await readPictures({ name, open, spec, seed, decode: decodePicture, onPicture });
  if ('message' in read) return invalid(read);
  const { skipped } = read;
  const note = `${skipped} ${skipped === 1 ? 'file was' : 'files were'} left out: no picture this browser can read.`;
  return withRows({ dataset: read.dataset, origin: 'chosen', notes: skipped > 0 ? [note] : [] }, seed);
}

/** Makes or reads the data. Throws only the signal's reason, and where a served file cannot be fetched. */
export async function loadData(
  request: LoadRequest,
  tell: (progress: DataProgress) => void,
  signal: AbortSignal,
): Promise<LoadedData | Failure> {
  const { spec, seed } = request;
  if (DATASET_CATALOGUE[spec.id].source === 'generated') {
    return withRows({ dataset: generateDataset(spec, seed), origin: 'made' }, seed);
  }
  if (spec.id === 'pictures') {
    if (request.files.length === 0) return missing(request);
    return readOwnPictures(request, sayNowAndThen('pictures', tell), signal);
  }
  const found = await findSources(request);
  if (found === null) return missing(request);
  const dataset = await readOfficial(spec, watchAll(found.sources, sayNowAndThen('bytes', tell), signal));
  return 'message' in dataset ? invalid(dataset) : withRows({ dataset, origin: found.origin }, seed);
}
