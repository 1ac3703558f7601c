/**
 * CIFAR-10 in its binary version: records of 3,073 bytes, a label 0–9 and then 1,024 red, 1,024 green, 1,024 blue bytes,
 * each plane 32 × 32 row by row. Files data_batch_1…5 and test_batch, loose (.bin, .bin.gz) or in cifar-10-binary.tar.gz.
 * How many records a file holds is taken from the file, so that a part of a batch is welcome too.
 * Source: Krizhevsky (2009), Learning multiple layers of features from tiny images, technical report.
 */
import type { Dataset, Split } from '../spec/dataset';
import { OFFICIAL_SETS } from '../spec/official';
import type { DatasetSpec } from '../spec/spec';
import {
  ByteReader,
  type ByteSource,
  orRefusal,
  type Refusal,
  Refused,
  readHead,
  refuse,
} from './byte-source';
import { isGzip, unpack } from './gunzip';
import { isTar, readTar } from './tar';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const FEATURES = 3 * PLANE;
const RECORD = 1 + FEATURES;
/** A full batch file. */
const MOST_RECORDS = 10_000;
/** The official archive unpacks to 184,380,416 bytes. */
const MOST_BYTES = 200_000_000;

/** The files' names in order; a name may go on after these words (data_batch_1.first4000.bin.gz). */
const BATCH_NAME = /^(data_batch_([1-5])|test_batch)(?![0-9a-z])/i;

/** What a batch file is for: its place 1 to 5 among the training batches, 0 for the test batch; null for other names. */
export function batchOfName(name: string): number | null {
  const match = BATCH_NAME.exec(name.split('/').pop() ?? '');
  return match ? Number(match[2] ?? 0) : null;
}

interface Rows {
  readonly x: Uint8Array;
  readonly labels: Uint8Array;
}

interface Batch extends Rows {
  /** Records in the file; the first of them are in `x` and `labels`. */
  readonly count: number;
}

/** One record into row `row`: planes become pixels. Refuses a label over 9. */
function unpackRecord(record: Uint8Array, row: number, { x, labels }: Rows, name: string): void {
  const label = record[0] as number;
  if (label > 9) refuse(name, `has the label ${label} in record ${row + 1}, but labels go from 0 to 9.`);
  labels[row] = label;
  let position = row * FEATURES;
  for (let pixel = 1; pixel <= PLANE; pixel++) {
    x[position++] = record[pixel] as number;
    x[position++] = record[pixel + PLANE] as number;
    x[position++] = record[pixel + 2 * PLANE] as number;
  }
}

/** Reads a batch to its end and keeps the first `kept` records; `take` hands out its bytes. */
async function readBatch(
  name: string,
  take: (out: Uint8Array) => Promise<number>,
  kept: number,
): Promise<Batch> {
  const room = Math.min(kept, MOST_RECORDS);
  const batch: Rows = { x: new Uint8Array(room * FEATURES), labels: new Uint8Array(room) };
  const record = new Uint8Array(RECORD);
  let count = 0;
  for (;;) {
    const filled = await take(record);
    if (filled === 0) break;
    if (filled < RECORD) {
      refuse(
        name,
        `is cut off: its size is no multiple of ${RECORD}, the ${filled} bytes at its end are no picture.`,
      );
    }
    if (count >= MOST_RECORDS) refuse(name, `is too long: a batch holds ${MOST_RECORDS} pictures.`);
    if (count < room) unpackRecord(record, count, batch, name);
    else if ((record[0] as number) > 9) {
      refuse(name, `has the label ${record[0]} in record ${count + 1}, but labels go from 0 to 9.`);
    }
    count++;
  }
  if (count === 0) refuse(name, 'is empty.');
  return { count, ...batch };
}

/** How many records of each split are still wanted. */
interface Wanted {
  train: number;
  test: number;
}

type Batches = Map<number, Batch>;

async function addBatch(
  batches: Batches,
  { name, take }: { name: string; take: (out: Uint8Array) => Promise<number> },
  wanted: Readonly<Wanted>,
): Promise<void> {
  const place = batchOfName(name);
  if (place === null) return;
  const words = place === 0 ? 'the test batch' : `training batch ${place}`;
  if (batches.has(place)) refuse(name, `is ${words} once more: one of each is needed.`);
  batches.set(place, await readBatch(name, take, place === 0 ? wanted.test : wanted.train));
}

async function readSource(batches: Batches, source: ByteSource, wanted: Readonly<Wanted>): Promise<void> {
  const { name } = source;
  const head = await headOf(source);
  if (isTar(head)) {
    for await (const entry of readTar(name, unpack(source, MOST_BYTES))) {
      if (entry.path.includes('batches-py/')) {
        refuse(name, 'is the Python version: the binary version, cifar-10-binary.tar.gz, is needed.');
      }
      await addBatch(batches, { name: entry.path.split('/').pop() ?? '', take: entry.take }, wanted);
    }
    if (batches.size === 0) refuse(name, 'holds no batches of CIFAR-10.');
    return;
  }
  if (batchOfName(name) === null) {
    refuse(name, 'is no file of CIFAR-10: data_batch_1.bin to data_batch_5.bin and test_batch.bin are.');
  }
  if (head.length === 0) refuse(name, 'is empty.');
  const reader = new ByteReader(unpack(source, MOST_BYTES));
  await addBatch(batches, { name, take: (out) => reader.fill(out) }, wanted);
}

/** The first bytes of the content, enough to know a tar archive by. */
async function headOf(source: ByteSource): Promise<Uint8Array> {
  const head = new Uint8Array(512);
  const filled = await new ByteReader(unpack(source, MOST_BYTES)).fill(head);
  return head.subarray(0, filled);
}

/** Whether these are files of CIFAR-10, by content (an archive) or by name (batches). */
export async function looksLikeCifar(source: ByteSource): Promise<boolean> {
  if (batchOfName(source.name) !== null) return true;
  const start = await readHead(source, 512);
  if (!isGzip(start)) return isTar(start);
  try {
    return isTar(await headOf(source));
  } catch (error) {
    if (error instanceof Refused) return /\.tar\.gz$|\.tgz$/i.test(source.name);
    throw error;
  }
}

/** Rows of several batches one after the other, the first `wanted` of them. */
function joinBatches(batches: readonly Batch[], wanted: number): Split {
  const count = Math.min(
    wanted,
    batches.reduce((sum, batch) => sum + batch.count, 0),
  );
  const x = new Uint8Array(count * FEATURES);
  const labels = new Uint8Array(count);
  let row = 0;
  for (const batch of batches) {
    const rows = Math.min(batch.count, count - row);
    x.set(batch.x.subarray(0, rows * FEATURES), row * FEATURES);
    labels.set(batch.labels.subarray(0, rows), row);
    row += rows;
  }
  return { count, x, labels, targets: null };
}

/**
 * Reads the archive or the loose batches: the first `images` training and `testImages` test pictures. At least one training
 * batch and the test batch are needed. Never throws for their content.
 */
export function readCifar(
  sources: readonly ByteSource[],
  spec: Pick<DatasetSpec, 'images' | 'testImages'>,
): Promise<Dataset | Refusal> {
  return orRefusal(async () => {
    const batches: Batches = new Map();
    for (const source of sources) {
      await readSource(batches, source, { train: spec.images, test: spec.testImages });
    }
    const test = batches.get(0);
    const train = [...batches].filter(([place]) => place > 0).sort(([a], [b]) => a - b);
    if (train.length === 0)
      throw new Refused('No training batch of CIFAR-10 is there: data_batch_1.bin and so on.');
    if (!test) throw new Refused('The test batch of CIFAR-10 is missing: test_batch.bin.');
    const { id, name, classNames } = OFFICIAL_SETS['cifar-10'];
    return {
      id,
      name,
      inputShape: [SIDE, SIDE, 3],
      outputs: classNames.length,
      classNames,
      train: joinBatches(
        train.map(([, batch]) => batch),
        spec.images,
      ),
      test: joinBatches([test], spec.testImages),
    };
  });
}
