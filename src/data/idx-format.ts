/**
 * One IDX file, as MNIST and Fashion-MNIST come in: big-endian header, then bytes. Images: magic 2051, count, rows, columns,
 * then 784 bytes an image (0 paper, 255 ink). Labels: magic 2049, count, then a byte each. Gzip is taken off first.
 * Files are read as streams: the whole file is checked, but only the rows that are wanted are kept.
 * Source of the format: LeCun, Bottou, Bengio, Haffner (1998), Proceedings of the IEEE 86(11).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ByteReader, type ByteSource, orRefusal, type Refusal, refuse } from './byte-source';
import { unpack } from './gunzip';
import { PIXELS, SIDE } from './ink-raster';

/** A checked file without its header. */
export interface IdxFile {
  readonly name: string;
  readonly kind: 'images' | 'labels';
  /** Rows of the whole file. */
  readonly count: number;
  /** The first rows: `[kept, 784]` for images, all rows `[count]` for labels. */
  readonly values: Uint8Array;
  /** SHA-256 of a label file without gzip, header included, in hexadecimal; empty for images. */
  readonly sha256: string;
}

const IMAGES_MAGIC = 2051;
const LABELS_MAGIC = 2049;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
/** The official files hold 60,000 rows; anything much larger is another file. */
const MOST_ROWS = 100_000;
const MOST_BYTES = IMAGES_HEADER + MOST_ROWS * PIXELS;

function hex(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Refuses a file that is not as long as its header says. */
function checkLength(name: string, actual: number, expected: number): void {
  if (actual < expected) {
    refuse(name, `is cut off: its header announces ${expected} bytes, but there are only ${actual}.`);
  }
  if (actual > expected) {
    refuse(name, `is too long: its header announces ${expected} bytes, but there are ${actual}.`);
  }
}

/** Reads the rest of the file into memory for the rows that are kept, and counts the others. */
async function readRows(
  reader: ByteReader,
  { name, header, count, width }: { name: string; header: number; count: number; width: number },
  kept: number,
): Promise<Uint8Array> {
  const values = new Uint8Array(Math.min(count, kept) * width);
  const filled = await reader.fill(values);
  const rest = await reader.drain();
  checkLength(name, header + filled + rest, header + count * width);
  return values;
}

async function readImages(name: string, reader: ByteReader, start: DataView, kept: number): Promise<IdxFile> {
  const count = start.getUint32(4);
  const sizes = new Uint8Array(IMAGES_HEADER - LABELS_HEADER);
  if ((await reader.fill(sizes)) < sizes.length) refuse(name, 'is cut off: it ends inside its header.');
  const view = new DataView(sizes.buffer);
  const rows = view.getUint32(0);
  const columns = view.getUint32(4);
  if (rows !== SIDE || columns !== SIDE) {
    refuse(name, `holds images of ${rows} × ${columns} pixels, but 28 × 28 are needed.`);
  }
  if (count === 0) refuse(name, 'holds no images.');
  const values = await readRows(reader, { name, header: IMAGES_HEADER, count, width: PIXELS }, kept);
  return { name, kind: 'images', count, values, sha256: '' };
}

async function readLabels(name: string, reader: ByteReader, start: DataView): Promise<IdxFile> {
  const count = start.getUint32(4);
  if (count === 0) refuse(name, 'holds no labels.');
  const values = await readRows(reader, { name, header: LABELS_HEADER, count, width: 1 }, MOST_ROWS);
  const bad = values.findIndex((label) => label > 9);
  if (bad >= 0) {
    refuse(name, `has the label ${values[bad]} at place ${bad + 1}, but labels go from 0 to 9.`);
  }
  const digest = sha256.create().update(new Uint8Array(start.buffer)).update(values).digest();
  return { name, kind: 'labels', count, values, sha256: bytesToHex(digest) };
}

async function readFile(source: ByteSource, kept: number): Promise<IdxFile> {
  const { name, size } = source;
  if (size !== null && size > MOST_BYTES) refuse(name, 'is far larger than an official file.');
  const reader = new ByteReader(unpack(source, MOST_BYTES));
  const start = new Uint8Array(LABELS_HEADER);
  const filled = await reader.fill(start);
  if (filled === 0) refuse(name, 'is empty.');
  if (filled < start.length) refuse(name, 'is too short to be an IDX file.');
  const view = new DataView(start.buffer);
  const magic = view.getUint32(0);
  if (magic === IMAGES_MAGIC) return readImages(name, reader, view, kept);
  if (magic === LABELS_MAGIC) return readLabels(name, reader, view);
  return refuse(name, `is not an IDX file of images or labels: it starts with ${hex(start)}.`);
}

/** What the first bytes of an unpacked file say: a file of images, of labels, or something else. */
export function idxKind(head: Uint8Array): IdxFile['kind'] | null {
  if (head.length < 4) return null;
  const magic = new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
  return magic === IMAGES_MAGIC ? 'images' : magic === LABELS_MAGIC ? 'labels' : null;
}

/** Reads and checks one file, with or without gzip; keeps the first `keptRows` images. Never throws for its content. */
export function readIdx(source: ByteSource, keptRows: number): Promise<IdxFile | Refusal> {
  return orRefusal(() => readFile(source, keptRows));
}
