/**
 * The plugin that serves data/ beside the page, through a plain server: any base, an index, nothing outside of the sets.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { downloadOrigins, OFFICIAL_SETS } from '../src/spec/official';

type Handler = (request: unknown, response: unknown, next: () => void) => void;

/** The script is plain JavaScript, outside of the tests' types. */
interface PluginModule {
  servedData(): { configurePreviewServer(server: unknown): void };
}

it('lists and serves the files of the sets, and leaves everything else to others', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-served-'));
  mkdirSync(path.join(folder, 'mnist'));
  mkdirSync(path.join(folder, 'other'));
  writeFileSync(path.join(folder, 'mnist', 'a.gz'), 'twelve bytes');
  writeFileSync(path.join(folder, 'mnist', 'b.gz.part'), 'half');
  writeFileSync(path.join(folder, 'other', 'c.gz'), 'not a set');
  process.env.LAB_SERVED_DATA = folder;
  const handlers: Handler[] = [];
  const { servedData }: PluginModule = await import(
    new URL('../scripts/served-data.mjs', import.meta.url).href
  );
  const plugin = servedData();
  plugin.configurePreviewServer({ middlewares: { use: (handler: Handler) => handlers.push(handler) } });
  const server = createServer((request, response) => {
    handlers[0]?.(request, response, () => response.writeHead(404).end('left to others'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = async (address: string): Promise<[number, string]> => {
    const response = await fetch(at + address);
    return [response.status, await response.text()];
  };
  const index = JSON.stringify({ files: [{ path: 'mnist/a.gz', bytes: 12 }] });
  expect(await get('/data/index.json')).toEqual([200, index]);
  expect(await get('/a/b/data/index.json?x=1')).toEqual([200, index]);
  expect(await get('/a/b/data/mnist/a.gz')).toEqual([200, 'twelve bytes']);
  for (const hidden of [
    '/data/mnist/b.gz.part',
    '/data/other/c.gz',
    '/data/mnist/..%2f..%2fx',
    '/index.json',
  ]) {
    expect(await get(hidden)).toEqual([404, 'left to others']);
  }
  delete process.env.LAB_SERVED_DATA;
  server.closeAllConnections();
  server.close();
});

it('lets the page download from exactly the hosts of the table', () => {
  expect(downloadOrigins()).toEqual(['https://cdn.jsdelivr.net', 'https://raw.githubusercontent.com']);
  for (const { pageMirrors, mirrors } of Object.values(OFFICIAL_SETS)) {
    for (const mirror of [...pageMirrors, ...mirrors]) expect(mirror).toMatch(/^https?:\/\/.+\/$/);
    for (const mirror of pageMirrors) expect(mirror).toMatch(/^https:/);
  }
});
