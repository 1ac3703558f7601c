/**
 * The tool itself, as npm runs it: exit codes and sentences; with real data at hand, a whole set from a server here.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../test/file-server';
import { realFiles } from '../test/real-data';

const ROOT = path.resolve(import.meta.dirname, '..');

function runTool(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/run-cli.mjs'), 'data', ...args], {
    cwd: ROOT,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const emptyFolder = (): string => mkdtempSync(path.join(tmpdir(), 'lab-data-tool-'));

it('explains itself, and ends with 2 for a command line that it does not understand', async () => {
  const help = await runTool('--help');
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('npm run -s data -- SET')]);
  const unknown = await runTool('imagenet');
  expect([unknown.code, unknown.err]).toEqual([
    2,
    'data: there is no data set "imagenet"; choose from mnist, fashion-mnist, cifar-10.\n',
  ]);
  expect((await runTool()).code).toBe(2);
});

it('ends with 1 where files are missing or cannot be fetched, naming them', async () => {
  const folder = emptyFolder();
  const checked = await runTool('cifar-10', '--check', '--to', folder);
  expect([checked.code, checked.out]).toEqual([1, 'FAIL cifar-10/cifar-10-binary.tar.gz is not there\n']);
  const fetched = await runTool('cifar-10', '--to', folder, '--from', 'http://127.0.0.1:9');
  expect(fetched.code).toBe(1);
  expect(fetched.out).toContain('cifar-10/cifar-10-binary.tar.gz could not be fetched: 127.0.0.1:9 failed');
});

const real = realFiles('mnist');

it.skipIf(real.length === 0)('fetches a whole set, checks it, and fetches nothing twice', async () => {
  const files: Record<string, Uint8Array> = {};
  for (const source of real) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.open()) chunks.push(chunk);
    files[`mnist/${source.name}`] = Buffer.concat(chunks);
  }
  const server: FileServer = await startFileServer(files);
  const folder = emptyFolder();
  const fetched = await runTool('mnist', '--to', folder, '--from', server.url);
  expect(fetched.out.match(/is whole and right/g)?.length).toBe(4);
  expect(fetched.out).toContain('CC BY-SA 3.0');
  expect(fetched.err).toContain('mnist/train-images-idx3-ubyte.gz 9.9 of 9.9 MB');
  expect((await runTool('mnist', '--check', '--to', folder)).code).toBe(0);
  const again = await runTool('mnist', '--to', folder, '--from', server.url);
  expect([again.code, again.out.match(/was there already/g)?.length]).toEqual([0, 4]);
  expect(server.requests.length).toBe(4);
  expect(readFileSync(path.join(folder, 'mnist/t10k-labels-idx1-ubyte.gz')).length).toBe(4542);
  await server.close();
});
