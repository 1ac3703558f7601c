/**
 * Downloads as the page makes them, from a server on this machine. That a browser hides answers without CORS headers can
 * only be tested in a browser (e2e); here every answer is readable.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../../test/file-server';
import type { OfficialFile } from '../spec/official';
import { type DownloadOptions, describeFailures, downloadFile } from './download';

const BYTES = Uint8Array.from({ length: 30_000 }, (_, k) => (k * 17) % 253);
const hashOf = (kind: string): string => createHash(kind).update(BYTES).digest('hex');
const FILE: OfficialFile = {
  name: 'thing.gz',
  bytes: BYTES.length,
  checksum: { kind: 'sha256', hex: hashOf('sha256') },
};

let server: FileServer;
beforeAll(async () => {
  server = await startFileServer({ 'thing.gz': BYTES });
});
afterAll(() => server.close());

const download = (file: OfficialFile = FILE, more: Partial<DownloadOptions> = {}) =>
  downloadFile(file, {
    mirrors: [server.url],
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  });

async function failure(file: OfficialFile = FILE, more: Partial<DownloadOptions> = {}): Promise<string> {
  const result = await download(file, more);
  if (result.kind !== 'failed') return result.kind;
  return describeFailures(file, result.failures).replaceAll(new URL(server.url).host, 'HOST');
}

describe('downloadFile', () => {
  it('hands over the whole file and tells how far it is', async () => {
    server.behave({ chunkDelayMs: 5 });
    const seen: number[] = [];
    const result = await download(FILE, { onProgress: (bytes) => seen.push(bytes) });
    if (result.kind !== 'done') throw new Error(result.kind);
    expect([result.file.name, new Uint8Array(await result.file.arrayBuffer())]).toEqual(['thing.gz', BYTES]);
    expect(seen.length).toBeGreaterThan(4);
    expect([seen[0], seen.at(-1)]).toEqual([0, BYTES.length]);
  });

  it('checks md5 where that is what was published', async () => {
    server.behave({});
    expect((await download({ ...FILE, checksum: { kind: 'md5', hex: hashOf('md5') } })).kind).toBe('done');
  });

  const bad = 'thing.gz was not downloaded: HOST';
  it('says what was wrong', async () => {
    server.behave({ truncatesAt: 10_000 });
    expect(await failure()).toBe(`${bad} sent only 10,000 of 30,000 bytes.`);
    server.behave({});
    expect(await failure({ ...FILE, checksum: { kind: 'sha256', hex: 'f'.repeat(64) } })).toBe(
      `${bad} sent another file: its checksum is wrong.`,
    );
    expect(await failure({ ...FILE, bytes: 20_000 })).toBe(`${bad} sent more than its 20,000 bytes.`);
    server.behave({ status: 404 });
    expect(await failure()).toBe(`${bad} does not have it (404).`);
    server.behave({ status: 500 });
    expect(await failure()).toBe(`${bad} refused it (500).`);
    server.behave({ stallsAt: 5000 });
    expect(await failure(FILE, { stallMs: 150 })).toBe(`${bad} fell silent.`);
    expect(await failure(FILE, { mirrors: [] })).toBe('thing.gz was not downloaded: no address is known.');
  });

  it('asks the next mirror', async () => {
    server.behave({});
    const mirrors = ['http://127.0.0.1:9/', server.url];
    expect((await download(FILE, { mirrors })).kind).toBe('done');
    server.behave({ status: 503 });
    expect(await failure(FILE, { mirrors })).toBe(
      'thing.gz was not downloaded: 127.0.0.1:9 cannot be reached; HOST refused it (503).',
    );
  });

  it('stops at once when it is cancelled', async () => {
    server.behave({ chunkDelayMs: 30 });
    const controller = new AbortController();
    const start = performance.now();
    const result = await download(FILE, {
      signal: controller.signal,
      onProgress: (bytes) => bytes > 5000 && controller.abort(),
    });
    expect(result).toEqual({ kind: 'cancelled' });
    expect(performance.now() - start).toBeLessThan(250);
    expect(await download(FILE, { signal: controller.signal })).toEqual({ kind: 'cancelled' });
  });
});
