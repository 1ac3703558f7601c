/**
 * Fetching onto the disk from a server on this machine that is slow, breaks off, lies, or knows no ranges.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../test/file-server';
import { checkFile } from './data-check';
import { type FetchOptions, fetchFile } from './data-fetch';

const BYTES = Uint8Array.from({ length: 50_000 }, (_, k) => (k * k + 7 * k) % 251);
const EXPECTED = {
  name: 'thing.gz',
  bytes: BYTES.length,
  checksum: { kind: 'sha256', hex: createHash('sha256').update(BYTES).digest('hex') },
} as const;
const OTHER = { ...EXPECTED, checksum: { kind: 'md5', hex: '0'.repeat(32) } } as const;

let server: FileServer;
let folder = '';
let seen: number[] = [];
let controller = new AbortController();

beforeAll(async () => {
  server = await startFileServer({ 'thing.gz': BYTES });
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lab-data-'));
  seen = [];
  controller = new AbortController();
});

const fetchIt = (expected: Parameters<typeof fetchFile>[0] = EXPECTED, more: Partial<FetchOptions> = {}) =>
  fetchFile(expected, {
    folder,
    mirrors: [server.url],
    signal: controller.signal,
    onProgress: (bytes) => seen.push(bytes),
    ...more,
  });

const fileOf = (name: string): string => path.join(folder, name);
const host = (): string => new URL(server.url).host;

describe('fetchFile', () => {
  it('writes the file, tells how far it is, and fetches nothing the second time', async () => {
    server.behave({ chunkDelayMs: 5 });
    expect(await fetchIt()).toEqual({ kind: 'fetched', resumedAtBytes: 0 });
    expect(new Uint8Array(readFileSync(fileOf('thing.gz')))).toEqual(BYTES);
    expect(existsSync(fileOf('thing.gz.part'))).toBe(false);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(BYTES.length);
    expect(await fetchIt()).toEqual({ kind: 'there' });
    expect(server.requests).toEqual(['thing.gz']);
  });

  it('goes on where a broken connection stopped', async () => {
    server.behave({ breaksAt: 20_000, answersRanges: true, chunkDelayMs: 5 });
    const broken = await fetchIt();
    expect(broken.kind === 'failed' && broken.why).toContain(`${host()} failed: `);
    const have = readFileSync(fileOf('thing.gz.part')).length;
    expect(have).toBeGreaterThan(0);
    server.behave({ answersRanges: true });
    expect(await fetchIt()).toEqual({ kind: 'fetched', resumedAtBytes: have });
    expect(server.requests).toEqual([`thing.gz from ${have}`]);
    expect(new Uint8Array(readFileSync(fileOf('thing.gz')))).toEqual(BYTES);
  });

  it('starts anew with a host that knows no ranges', async () => {
    writeFileSync(fileOf('thing.gz.part'), BYTES.subarray(0, 12_345));
    server.behave({ answersRanges: false });
    expect(await fetchIt()).toEqual({ kind: 'fetched', resumedAtBytes: 0 });
    expect(new Uint8Array(readFileSync(fileOf('thing.gz')))).toEqual(BYTES);
  });

  it('keeps the beginning of a truncated file for the next try, under another name', async () => {
    server.behave({ truncatesAt: 30_000 });
    expect(await fetchIt()).toEqual({
      kind: 'failed',
      why: `${host()} sent a file that has 30,000 of 50,000 bytes`,
    });
    expect(existsSync(fileOf('thing.gz'))).toBe(false);
    expect(readFileSync(fileOf('thing.gz.part')).length).toBe(30_000);
  });

  it('throws away what has the wrong checksum or is too long', async () => {
    server.behave({});
    expect(await fetchIt(OTHER)).toEqual({
      kind: 'failed',
      why: `${host()} sent a file that has another md5 than the published file`,
    });
    expect(await fetchIt({ ...EXPECTED, bytes: 40_000 })).toEqual({
      kind: 'failed',
      why: `${host()} sent more than 40000 bytes`,
    });
    expect(existsSync(fileOf('thing.gz')) || existsSync(fileOf('thing.gz.part'))).toBe(false);
  });

  it('replaces a part or a file that is wrong', async () => {
    writeFileSync(fileOf('thing.gz'), 'something else');
    writeFileSync(fileOf('thing.gz.part'), new Uint8Array(60_000));
    server.behave({ answersRanges: true });
    expect(await fetchIt()).toEqual({ kind: 'fetched', resumedAtBytes: 0 });
    expect(await checkFile(fileOf('thing.gz'), EXPECTED)).toEqual({ kind: 'right' });
  });

  it('asks the next mirror, and says of each what was wrong', async () => {
    server.behave({ status: 503 });
    const closed = 'http://127.0.0.1:9/';
    const failed = await fetchIt(EXPECTED, { mirrors: [closed, server.url] });
    expect(failed.kind === 'failed' && failed.why).toMatch(
      /^127\.0\.0\.1:9 failed: .+; 127\.0\.0\.1:\d+ answered 503 Service Unavailable$/,
    );
    server.behave({});
    expect(await fetchIt(EXPECTED, { mirrors: [closed, server.url] })).toMatchObject({ kind: 'fetched' });
  });

  it('names a file that a host does not have', async () => {
    expect(await fetchIt({ ...EXPECTED, name: 'other.gz' })).toEqual({
      kind: 'failed',
      why: `${host()} answered 404 Not Found`,
    });
  });

  it('gives up on a host that falls silent', async () => {
    server.behave({ stallsAt: 10_000 });
    expect(await fetchIt(EXPECTED, { stallMs: 150 })).toEqual({
      kind: 'failed',
      why: `${host()} fell silent`,
    });
  });

  it('can be interrupted and gone on with', async () => {
    server.behave({ chunkDelayMs: 20, answersRanges: true });
    const pending = fetchIt(EXPECTED, { onProgress: (bytes) => bytes > 20_000 && controller.abort() });
    expect(await pending).toEqual({ kind: 'interrupted' });
    controller = new AbortController();
    const second = await fetchIt();
    expect(second.kind === 'fetched' && second.resumedAtBytes).toBeGreaterThan(0);
    expect(await checkFile(fileOf('thing.gz'), EXPECTED)).toEqual({ kind: 'right' });
  });
});
