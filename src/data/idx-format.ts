/**
 * One IDX file, as MNIST and Fashion-MNIST come in: big-endian header, then bytes. Images: magic 2051, count, rows, columns,
 * then 784 bytes an image (0 paper, 255 ink). Labels: magic 2049, count, then a byte each. Gzip is taken off first.
 * Source of the format: LeCun, Bottou, Bengio, Haffner (1998), Proceedings of the IEEE 86(11).
 */
import { Gunzip } from 'fflate';
import { PIXELS, SIDE } from './ink-raster';

/** A file as the user gave it. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why data could not be read: one sentence that names the file and what is wrong with it. */
export interface Refusal {
  readonly message: string;
}

/** A checked file without its header: `values` is `[count, 784]` for images, `[count]` for labels. */
export interface IdxFile {
  readonly name: string;
  readonly kind: 'images' | 'labels';
  readonly count: number;
  readonly values: Uint8Array;
  /** The whole file without gzip, header included. */
  readonly raw: Uint8Array;
}

const IMAGES_MAGIC = 2051;
const LABELS_MAGIC = 2049;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
/** The official files hold 60,000 rows; anything much larger is another file. */
const MOST_ROWS = 100_000;
const MOST_BYTES = IMAGES_HEADER + MOST_ROWS * PIXELS;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum that gzip keeps of its content (CRC-32, polynomial EDB88320). */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let index = 0; index < bytes.length; index++) {
    crc = (CRC_TABLE[(crc ^ (bytes[index] as number)) & 255] as number) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}

function refuse(name: string, what: string): Refusal {
  return { message: `${name} ${what}` };
}

/** The chunks of a gzip stream, or what stopped it. Output beyond MOST_BYTES is never kept. */
function inflate(bytes: Uint8Array): Uint8Array[] | 'damaged' | 'oversized' {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((chunk) => {
    length += chunk.length;
    if (length <= MOST_BYTES) chunks.push(chunk);
  });
  const step = 1 << 16;
  try {
    for (let from = 0; from < bytes.length && length <= MOST_BYTES; from += step) {
      stream.push(bytes.subarray(from, from + step), from + step >= bytes.length);
    }
  } catch {
    return 'damaged';
  }
  return length > MOST_BYTES ? 'oversized' : chunks;
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let position = 0;
  for (const chunk of chunks) {
    whole.set(chunk, position);
    position += chunk.length;
  }
  return whole;
}

/** Takes gzip off where it is on; checks its length and checksum. */
function unpack({ name, bytes }: NamedBytes): Uint8Array | Refusal {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const damaged = refuse(name, 'is a damaged or incomplete gzip file: it cannot be unpacked.');
  if (bytes.length < 18) return damaged;
  const chunks = inflate(bytes);
  if (chunks === 'damaged') return damaged;
  if (chunks === 'oversized') return refuse(name, 'is far larger than an official file once unpacked.');
  const whole = join(chunks);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const isWhole =
    trailer.getUint32(4, true) === whole.length && trailer.getUint32(0, true) === checksum(whole);
  return isWhole ? whole : damaged;
}

function hex(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Checks that the file is as long as its header says. */
function checkLength(name: string, actual: number, expected: number): Refusal | null {
  if (actual < expected) {
    return refuse(name, `is cut off: its header announces ${expected} bytes, but there are only ${actual}.`);
  }
  return actual > expected
    ? refuse(name, `is too long: its header announces ${expected} bytes, but there are ${actual}.`)
    : null;
}

function parseImages(name: string, raw: Uint8Array, view: DataView): IdxFile | Refusal {
  if (raw.length < IMAGES_HEADER) return refuse(name, `is cut off: it ends inside its header.`);
  const count = view.getUint32(4);
  const rows = view.getUint32(8);
  const columns = view.getUint32(12);
  if (rows !== SIDE || columns !== SIDE) {
    return refuse(name, `holds images of ${rows} × ${columns} pixels, but 28 × 28 are needed.`);
  }
  if (count === 0) return refuse(name, 'holds no images.');
  return (
    checkLength(name, raw.length, IMAGES_HEADER + count * PIXELS) ?? {
      name,
      kind: 'images',
      count,
      values: raw.subarray(IMAGES_HEADER),
      raw,
    }
  );
}

function parseLabels(name: string, raw: Uint8Array, view: DataView): IdxFile | Refusal {
  const count = view.getUint32(4);
  if (count === 0) return refuse(name, 'holds no labels.');
  const wrongLength = checkLength(name, raw.length, LABELS_HEADER + count);
  if (wrongLength) return wrongLength;
  const values = raw.subarray(LABELS_HEADER);
  const bad = values.findIndex((label) => label > 9);
  if (bad >= 0)
    return refuse(name, `has the label ${values[bad]} at place ${bad + 1}, but labels go from 0 to 9.`);
  return { name, kind: 'labels', count, values, raw };
}

/** Reads and checks one file, with or without gzip. Never throws: what is wrong comes back as a sentence. */
export function parseIdx(file: NamedBytes): IdxFile | Refusal {
  const { name } = file;
  if (file.bytes.length === 0) return refuse(name, 'is empty.');
  if (file.bytes.length > MOST_BYTES) return refuse(name, 'is far larger than an official file.');
  const raw = unpack(file);
  if ('message' in raw) return raw;
  if (raw.length < LABELS_HEADER) return refuse(name, 'is too short to be an IDX file.');
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const magic = view.getUint32(0);
  if (magic === IMAGES_MAGIC) return parseImages(name, raw, view);
  if (magic === LABELS_MAGIC) return parseLabels(name, raw, view);
  return refuse(name, `is not an IDX file of images or labels: it starts with ${hex(raw)}.`);
}
