/**
 * Takes gzip off a stream where it is on, and checks what gzip promises at its end: length and CRC-32.
 * Format: Deutsch (1996), GZIP file format specification, RFC 1952.
 */
import { Gunzip } from 'fflate';
import { type ByteSource, refuse } from './byte-source';

/** Bytes pushed at a time: what comes out of one push stays below 64 MiB. */
const STEP = 1 << 16;
const TRAILER = 8;
const SHORTEST = 18;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 so far, carried on over more bytes (polynomial EDB88320). Starts and ends inverted. */
function carryOn(crc: number, bytes: Uint8Array): number {
  let value = crc;
  for (let index = 0; index < bytes.length; index++) {
    value = (CRC_TABLE[(value ^ (bytes[index] as number)) & 255] as number) ^ (value >>> 8);
  }
  return value;
}

async function* inSteps(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += STEP) yield chunk.subarray(from, from + STEP);
  }
}

/** The last eight bytes of a stream that is handed over piece by piece. */
function keepTrailer(): { add(piece: Uint8Array): void; read(): DataView } {
  let last = new Uint8Array(0);
  return {
    add(piece) {
      const joined = new Uint8Array(last.length + Math.min(piece.length, TRAILER));
      joined.set(last);
      joined.set(piece.subarray(-TRAILER), last.length);
      last = joined.slice(-TRAILER);
    },
    read: () => new DataView(last.buffer, last.byteOffset, last.length),
  };
}

/** Whether these first bytes are those of a gzip file. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The content of the file, gzip taken off where it is on.
 * Throws Refused where the file is damaged or incomplete, and where more than `most` bytes come out.
 */
export async function* unpack(source: ByteSource, most: number): AsyncGenerator<Uint8Array> {
  const { name } = source;
  const ready: Uint8Array[] = [];
  const trailer = keepTrailer();
  const stream = new Gunzip((chunk) => ready.push(chunk));
  let packed = 0;
  let length = 0;
  let crc = 0xffffffff;
  let isPacked: boolean | null = null;
  const damaged = (): never => refuse(name, 'is a damaged or incomplete gzip file: it cannot be unpacked.');
  const push = (piece: Uint8Array, isLast: boolean): void => {
    try {
      stream.push(piece, isLast);
    } catch {
      damaged();
    }
  };
  const check = (chunk: Uint8Array): Uint8Array => {
    length += chunk.length;
    if (length > most) {
      refuse(name, `is far larger than an official file${isPacked ? ' once unpacked' : ''}.`);
    }
    if (isPacked) crc = carryOn(crc, chunk);
    return chunk;
  };
  let held: Uint8Array | null = null;
  for await (const piece of inSteps(source.open())) {
    isPacked ??= isGzip(piece);
    if (!isPacked) {
      yield check(piece);
      continue;
    }
    packed += piece.length;
    trailer.add(piece);
    if (held) push(held, false);
    held = piece;
    for (const chunk of ready.splice(0)) yield check(chunk);
  }
  if (!isPacked) return;
  if (packed < SHORTEST || held === null) return damaged();
  push(held, true);
  for (const chunk of ready.splice(0)) yield check(chunk);
  const promised = trailer.read();
  if (promised.getUint32(4, true) !== length >>> 0 || promised.getUint32(0, true) !== ~crc >>> 0) damaged();
}
