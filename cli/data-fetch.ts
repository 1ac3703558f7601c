/**
 * Fetches one published file onto the disk: mirrors in turn, into NAME.part, which a later try goes on from (HTTP Range).
 * Only a file of the right size and checksum gets its name.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { OfficialFile } from '../src/spec/official';
import { checkFile, describeState, sizeOf } from './data-check';

/** Silence after which a host counts as stuck. */
const STALL_MS = 30_000;

export interface FetchOptions {
  readonly folder: string;
  /** Folders to try, in this order; each ends with a slash. */
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
  /** Bytes on the disk so far. */
  onProgress(bytes: number): void;
  readonly stallMs?: number;
}

export type FetchResult =
  | { readonly kind: 'fetched'; readonly resumedAtBytes: number }
  | { readonly kind: 'there' | 'interrupted' }
  | { readonly kind: 'failed'; readonly why: string };

/** Why one mirror did not give the file, in words that follow its host's name. */
class MirrorError extends Error {}

/** The host sends another file: nothing of it is worth keeping. */
class OversizedError extends MirrorError {}

/** What a network or disk error says, in a few words. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  return code === '' || message.includes(code) ? message : `${message} (${code})`;
}

/** Where the answer's first byte belongs in the file: 0 where the host sends the whole file again. */
function startOf(response: Response, wanted: number): number {
  if (response.status === 200) return 0;
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (response.status === 206 && Number(start) === wanted) return wanted;
  throw new MirrorError(`answered ${response.status}${response.statusText ? ` ${response.statusText}` : ''}`);
}

/** Appends the body to the part file, or starts it anew; ends with an error beyond the expected size. */
async function writePart(
  part: string,
  response: Response,
  { start, expected, onChunk }: { start: number; expected: OfficialFile; onChunk(bytes: number): void },
): Promise<void> {
  if (response.body === null) throw new MirrorError('sent nothing');
  let bytes = start;
  const count = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > expected.bytes) throw new OversizedError(`sent more than ${expected.bytes} bytes`);
      onChunk(bytes);
      yield chunk;
    }
  };
  await pipeline(response.body, count, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }));
}

/** One mirror; answers at which byte it went on. */
async function fetchFrom(mirror: string, expected: OfficialFile, options: FetchOptions): Promise<number> {
  const part = path.join(options.folder, `${expected.name}.part`);
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), options.stallMs ?? STALL_MS);
  const touch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), options.stallMs ?? STALL_MS);
  };
  try {
    const have = (await sizeOf(part)) ?? 0;
    if (have >= expected.bytes) await rm(part);
    const wanted = have < expected.bytes ? have : 0;
    const response = await fetch(mirror + expected.name, {
      // Packed transfer would make ranges meaningless.
      headers: { 'accept-encoding': 'identity', ...(wanted > 0 ? { range: `bytes=${wanted}-` } : {}) },
      signal: AbortSignal.any([options.signal, stall.signal]),
    });
    const start = startOf(response, wanted);
    const onChunk = (bytes: number): void => {
      touch();
      options.onProgress(bytes);
    };
    await writePart(part, response, { start, expected, onChunk });
    const state = await checkFile(part, expected);
    if (state.kind === 'right') {
      await rename(part, path.join(options.folder, expected.name));
      return start;
    }
    // What is only too short can be gone on with; what is wrong cannot.
    if (state.kind === 'wrong-checksum') await rm(part);
    throw new MirrorError(`sent a file that ${describeState(state, expected)}`);
  } catch (error) {
    options.signal.throwIfAborted();
    if (stall.signal.aborted) throw new MirrorError('fell silent');
    if (error instanceof MirrorError) throw error;
    throw new MirrorError(`failed: ${reasonOf(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Fetches the file unless it is there already, whole and right. Never throws for what hosts and networks do. */
export async function fetchFile(expected: OfficialFile, options: FetchOptions): Promise<FetchResult> {
  const file = path.join(options.folder, expected.name);
  await mkdir(options.folder, { recursive: true });
  if ((await checkFile(file, expected)).kind === 'right') return { kind: 'there' };
  const reasons: string[] = [];
  for (const mirror of options.mirrors) {
    try {
      return { kind: 'fetched', resumedAtBytes: await fetchFrom(mirror, expected, options) };
    } catch (error) {
      if (options.signal.aborted) return { kind: 'interrupted' };
      if (!(error instanceof MirrorError)) throw error;
      if (error instanceof OversizedError) await rm(`${file}.part`, { force: true });
      reasons.push(`${new URL(mirror).host} ${error.message}`);
    }
  }
  return { kind: 'failed', why: reasons.join('; ') };
}
