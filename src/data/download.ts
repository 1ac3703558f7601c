/**
 * Downloads one published file inside the page: mirrors in turn, size and checksum checked as the bytes arrive.
 * What goes wrong is a value: the reasons of all mirrors in one sentence. Nothing is handed over unless whole and right.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { OfficialFile } from '../spec/official';

/** Silence after which a host counts as stuck. */
const STALL_MS = 30_000;

export type DownloadProblem =
  | { readonly kind: 'unreachable' | 'stalled' | 'not-readable' | 'wrong-checksum' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'truncated' | 'oversized'; readonly bytes: number };

export interface MirrorFailure {
  readonly host: string;
  readonly problem: DownloadProblem;
}

/** The file, that it was cancelled, or why no mirror gave it. */
export type DownloadResult =
  | { readonly kind: 'done'; readonly file: File }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failures: readonly MirrorFailure[] };

export interface DownloadOptions {
  /** Folders to try, in this order; each ends with a slash. */
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
  /** Bytes of this file that have arrived; falls back to 0 when another mirror begins. */
  onProgress(bytes: number): void;
  readonly stallMs?: number;
}

const HASHES = { sha256, md5 } as const;

/** Ends a request when the caller cancels or the host falls silent. */
function createWatch(signal: AbortSignal, stallMs: number) {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(signal.reason);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStalled = false;
  const touch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isStalled = true;
      controller.abort();
    }, stallMs);
  };
  signal.addEventListener('abort', cancel);
  touch();
  return {
    signal: controller.signal,
    touch,
    isStalled: () => isStalled,
    end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    },
  };
}

/** Whether the host answers at all: a request that may not be read succeeds where only the permission is missing. */
async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { mode: 'no-cors', signal, cache: 'no-store', credentials: 'omit' });
    await response.body?.cancel();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** One mirror: the file, or what is wrong. Throws only what the signal says. */
async function downloadFrom(
  url: string,
  expected: OfficialFile,
  options: DownloadOptions,
): Promise<File | DownloadProblem> {
  options.signal.throwIfAborted();
  const watch = createWatch(options.signal, options.stallMs ?? STALL_MS);
  try {
    const response = await fetch(url, { signal: watch.signal, cache: 'no-store', credentials: 'omit' });
    if (!response.ok || response.body === null) return { kind: 'refused', status: response.status };
    const reader = response.body.getReader();
    const hash = HASHES[expected.checksum.kind].create();
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      watch.touch();
      bytes += value.length;
      if (bytes > expected.bytes) {
        await reader.cancel();
        return { kind: 'oversized', bytes };
      }
      hash.update(value);
      chunks.push(value);
      options.onProgress(bytes);
    }
    if (bytes < expected.bytes) return { kind: 'truncated', bytes };
    if (bytesToHex(hash.digest()) !== expected.checksum.hex) return { kind: 'wrong-checksum' };
    return new File(chunks, expected.name);
  } catch (error) {
    options.signal.throwIfAborted();
    if (watch.isStalled()) return { kind: 'stalled' };
    if (!(error instanceof TypeError)) throw error;
    return { kind: (await answers(url, options.signal)) ? 'not-readable' : 'unreachable' };
  } finally {
    watch.end();
  }
}

/** Downloads a file from the first mirror that gives it whole. Never throws for what hosts and networks do. */
export async function downloadFile(
  expected: OfficialFile,
  options: DownloadOptions,
): Promise<DownloadResult> {
  const failures: MirrorFailure[] = [];
  for (const mirror of options.mirrors) {
    try {
      options.onProgress(0);
      const result = await downloadFrom(mirror + expected.name, expected, options);
      if (result instanceof File) return { kind: 'done', file: result };
      failures.push({ host: new URL(mirror).host, problem: result });
    } catch (error) {
      if (options.signal.aborted) return { kind: 'cancelled' };
      throw error;
    }
  }
  return { kind: 'failed', failures };
}

const count = (bytes: number): string => bytes.toLocaleString('en');

/** What happened, in words that follow the host's name. */
function wordsOf(problem: DownloadProblem, expected: OfficialFile): string {
  switch (problem.kind) {
    case 'unreachable':
      return 'cannot be reached';
    case 'stalled':
      return 'fell silent';
    case 'not-readable':
      return 'does not let pages read its files';
    case 'wrong-checksum':
      return 'sent another file: its checksum is wrong';
    case 'refused':
      return problem.status === 404 ? 'does not have it (404)' : `refused it (${problem.status})`;
    case 'truncated':
      return `sent only ${count(problem.bytes)} of ${count(expected.bytes)} bytes`;
    case 'oversized':
      return `sent more than its ${count(expected.bytes)} bytes`;
  }
}

/** One sentence about a failed download. */
export function describeFailures(expected: OfficialFile, failures: readonly MirrorFailure[]): string {
  const reasons = failures.map(({ host, problem }) => `${host} ${wordsOf(problem, expected)}`);
  return `${expected.name} was not downloaded: ${reasons.join('; ') || 'no address is known'}.`;
}
