/**
 * Files as streams of bytes: dropped, kept by the browser, served or on a disk all look the same to the readers.
 * What a user's file can do wrong travels as a Refusal; inside a reader it is thrown as `Refused` and caught at its border.
 */

/** Something with bytes; may be opened again and again. */
export interface ByteSource {
  readonly name: string;
  /** Bytes as stored (packed or not), or null where nobody says. */
  readonly size: number | null;
  /** The bytes from the first on, in chunks of any size. */
  open(): AsyncIterable<Uint8Array>;
}

/** Why data could not be read: one sentence that names the file and what is wrong with it. */
export interface Refusal {
  readonly message: string;
}

/** A refusal on its way to the border of a reader. */
export class Refused extends Error {}

/** Throws the sentence "name what". */
export function refuse(name: string, what: string): never {
  throw new Refused(`${name} ${what}`);
}

/** Runs a reader: a refusal becomes a value, everything else is thrown on. */
export async function orRefusal<Result extends object>(
  read: () => Promise<Result>,
): Promise<Result | Refusal> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused) return { message: error.message };
    throw error;
  }
}

const SLICE = 1 << 20;

/** Bytes that are at hand. */
export function sourceOfBytes(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** A dropped file or kept download, read a mebibyte at a time. */
export function sourceOfBlob(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    async *open() {
      for (let from = 0; from < blob.size; from += SLICE) {
        yield new Uint8Array(await blob.slice(from, from + SLICE).arrayBuffer());
      }
    },
  };
}

/** The source with every chunk reported, and ended by the signal: its reason is thrown. */
export function watchSource(
  source: ByteSource,
  onBytes: (count: number) => void,
  signal: AbortSignal | null,
): ByteSource {
  return {
    ...source,
    async *open() {
      for await (const chunk of source.open()) {
        signal?.throwIfAborted();
        onBytes(chunk.length);
        yield chunk;
      }
    },
  };
}

/** The first `count` bytes, fewer where the file is shorter. */
export async function readHead(source: ByteSource, count: number): Promise<Uint8Array> {
  const head = new Uint8Array(count);
  const filled = await new ByteReader(source.open()).fill(head);
  return head.subarray(0, filled);
}

/** The whole file. Throws Refused beyond `most` bytes. */
export async function readAll(source: ByteSource, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.length;
    if (length > most) refuse(source.name, `is too large: at most ${megabytes(most)} MB can be read.`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    whole.set(chunk, position);
    position += chunk.length;
  }
  return whole;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);

/** Takes numbers of bytes of one's own choice from a stream of chunks. */
export class ByteReader {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether there are bytes left; fetches the next chunk if it must. */
  private async more(): Promise<boolean> {
    while (this.rest.length === 0) {
      const { value, done } = await this.chunks.next();
      if (done) return false;
      this.rest = value;
    }
    return true;
  }

  /** Fills `out` from its start; answers how many bytes there were, fewer at the end of the stream. */
  async fill(out: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < out.length && (await this.more())) {
      const piece = this.rest.subarray(0, out.length - filled);
      out.set(piece, filled);
      filled += piece.length;
      this.rest = this.rest.subarray(piece.length);
    }
    return filled;
  }

  /** Leaves out `count` bytes; answers how many there were. */
  async skip(count: number): Promise<number> {
    let skipped = 0;
    while (skipped < count && (await this.more())) {
      const step = Math.min(this.rest.length, count - skipped);
      skipped += step;
      this.rest = this.rest.subarray(step);
    }
    return skipped;
  }

  /** Reads to the end, so that what comes last is checked too; answers how many bytes were left. */
  async drain(): Promise<number> {
    return this.skip(Number.POSITIVE_INFINITY);
  }
}
