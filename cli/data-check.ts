/**
 * Whether a file on disk is the published one: its size, then its checksum.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { OfficialFile } from '../src/spec/official';

export type FileState =
  | { readonly kind: 'right' | 'missing' | 'wrong-checksum' }
  | { readonly kind: 'wrong-size'; readonly bytes: number };

/** Bytes of a file, or null where there is none. */
export async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Compares a file with what was published. */
export async function checkFile(file: string, expected: OfficialFile): Promise<FileState> {
  const bytes = await sizeOf(file);
  if (bytes === null) return { kind: 'missing' };
  if (bytes !== expected.bytes) return { kind: 'wrong-size', bytes };
  const hash = createHash(expected.checksum.kind);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return { kind: hash.digest('hex') === expected.checksum.hex ? 'right' : 'wrong-checksum' };
}

/** The state in words that follow the file's name. */
export function describeState(state: FileState, expected: OfficialFile): string {
  switch (state.kind) {
    case 'right':
      return 'is whole and right';
    case 'missing':
      return 'is not there';
    case 'wrong-checksum':
      return `has another ${expected.checksum.kind} than the published file`;
    case 'wrong-size':
      return `has ${state.bytes.toLocaleString('en')} of ${expected.bytes.toLocaleString('en')} bytes`;
  }
}
