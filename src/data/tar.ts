/**
 * The files inside a tar archive, read as a stream: blocks of 512 bytes, a header before each file.
 * Format: POSIX.1-1988 (ustar); long names (GNU type L, PAX) are skipped over, which the archives read here do not need.
 */
import { ByteReader, refuse } from './byte-source';

const BLOCK = 512;
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const CHECKSUM = [148, 156] as const;
const TYPE = 156;
const MAGIC = [257, 262] as const;
const REGULAR = ['0', '\0'];

/** One regular file; `take` must be used before the next entry is asked for, what it leaves is skipped. */
export interface TarEntry {
  readonly path: string;
  readonly size: number;
  /** Reads `out.length` bytes of the file, fewer at its end. */
  take(out: Uint8Array): Promise<number>;
}

function textOf(header: Uint8Array, [from, to]: readonly [number, number]): string {
  const field = header.subarray(from, to);
  const end = field.indexOf(0);
  return new TextDecoder('latin1').decode(end < 0 ? field : field.subarray(0, end));
}

const octal = (text: string): number => Number.parseInt(text.trim() || '0', 8);

/** Sum of the header's bytes, its checksum field counted as blanks. */
function sumOf(header: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) {
    sum += index >= CHECKSUM[0] && index < CHECKSUM[1] ? 32 : (header[index] as number);
  }
  return sum;
}

/** Whether these first bytes, at least 512, are those of a tar archive. */
export function isTar(head: Uint8Array): boolean {
  return (
    head.length >= BLOCK && textOf(head, MAGIC) === 'ustar' && octal(textOf(head, CHECKSUM)) === sumOf(head)
  );
}

/** The regular files in their order. Throws Refused where the archive `name` is damaged or ends too early. */
export async function* readTar(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(chunks);
  const header = new Uint8Array(BLOCK);
  for (;;) {
    if ((await reader.fill(header)) < BLOCK)
      refuse(name, 'is cut off: the archive ends before its last file.');
    if (header.every((byte) => byte === 0)) break;
    if (!isTar(header)) refuse(name, 'is damaged: it is no whole tar archive.');
    const size = octal(textOf(header, SIZE));
    const path = textOf(header, NAME);
    let left = size;
    const take = async (out: Uint8Array): Promise<number> => {
      const wanted = out.subarray(0, Math.min(left, out.length));
      const filled = await reader.fill(wanted);
      if (filled < wanted.length) refuse(name, `is cut off inside ${path}.`);
      left -= filled;
      return filled;
    };
    if (REGULAR.includes(String.fromCharCode(header[TYPE] as number))) yield { path, size, take };
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if ((await reader.skip(left + padding)) < left + padding) refuse(name, `is cut off inside ${path}.`);
  }
  await reader.drain();
}
