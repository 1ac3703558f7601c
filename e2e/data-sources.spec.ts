import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { bytesOfSet, OFFICIAL_SETS } from '../src/spec/official';
import { type FileServer, startFileServer } from '../test/file-server';
import { expect, test } from './fixtures';
import { exportRun, openLab, playKey, ready, standsAt, stepKey } from './lab';

const REAL = path.join(process.env.LAB_DATA ?? path.resolve('..', 'shared', 'data'), 'mnist');
const MNIST = OFFICIAL_SETS.mnist.files;
const EXPERIMENT = '#v=1&p=mnist-50&n=2000&tn=500&h=8t&be=wasm';

/** Files of the right sizes with nothing in them. */
const hollow = (): Record<string, Uint8Array> =>
  Object.fromEntries(MNIST.map(({ name, bytes }) => [`mnist/${name}`, new Uint8Array(bytes)]));

let server: FileServer;
let isServing = false;
test.afterEach(async () => {
  if (isServing) await server.close();
  isServing = false;
});

/** Serves these files until the test ends. */
async function serve(files: Record<string, Uint8Array>): Promise<void> {
  server = await startFileServer(files);
  isServing = true;
}

/** The page with the server as the only host; nothing is asked of it before a click. */
async function openWith(page: Page, files: Record<string, Uint8Array>): Promise<void> {
  await serve(files);
  await page.goto(`./?mirror=${encodeURIComponent(server.url)}${EXPERIMENT}`);
  await expect(download(page)).toBeEnabled();
  await expect(playKey(page)).toBeDisabled();
  expect(server.requests).toEqual([]);
}

const data = (page: Page) => page.getByRole('region', { name: 'Data' });
const download = (page: Page) => data(page).getByRole('button', { name: 'Download, 11.6 MB' });

test('MNIST is downloaded, checked, kept for the next visit, and cleared', async ({ page }) => {
  const files = MNIST.map(({ name }) => [`mnist/${name}`, path.join(REAL, name)] as const);
  test.skip(!files.every(([, file]) => existsSync(file)), `no MNIST files in ${REAL}`);
  await openWith(page, Object.fromEntries(files.map(([name, file]) => [name, readFileSync(file)])));
  server.behave({ allowsPages: true, chunkDelayMs: 20 });
  await download(page).click();
  await expect(data(page).getByRole('progressbar')).toBeVisible();
  await expect(data(page)).toContainText('2,000 training and 500 test images', { timeout: 60_000 });
  await ready(page);
  await stepKey(page).click();
  await standsAt(page, 1);
  expect((await exportRun(page)).dataset?.name).toBe('MNIST');

  const asked = server.requests.length;
  await page.reload();
  await expect(data(page)).toContainText('kept on this device');
  expect(server.requests.length).toBe(asked);
  await expect(data(page)).toContainText('Kept on this device: MNIST, 11.6 MB');
  await data(page).getByRole('button', { name: 'Clear' }).click();
  await expect(data(page)).not.toContainText('Kept on this device');
  await page.reload();
  await expect(download(page)).toBeVisible();
});

test('a slow download can be cancelled and leaves everything as it was', async ({ page }) => {
  await openWith(page, hollow());
  server.behave({ allowsPages: true, chunkDelayMs: 400 });
  await download(page).click();
  await expect(data(page)).toContainText(/MNIST, [1-9][.\d]* of 11\.6 MB/);
  await data(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(download(page)).toBeEnabled();
  await expect(data(page).getByRole('alert')).toHaveCount(0);
});

const FAILURES = [
  { name: 'a host that no page may read', behaviour: {}, says: /does not let pages read/ },
  {
    name: 'a truncated file',
    behaviour: { allowsPages: true, truncatesAt: 1_000_000 },
    says: /sent only [\d,]+ of 9,912,422 bytes/,
  },
  { name: 'a wrong checksum', behaviour: { allowsPages: true }, says: /checksum/i },
  { name: 'a missing file', behaviour: { allowsPages: true, status: 404 }, says: /404/ },
] as const;

for (const { name, behaviour, says } of FAILURES) {
  test(`${name}: one sentence, another try, or drawn digits`, async ({ page, expectedErrors }) => {
    expectedErrors.push(/CORS|Failed to load resource|ERR_/);
    await openWith(page, hollow());
    server.behave(behaviour);
    await download(page).click();
    const alert = data(page).getByRole('alert');
    await expect(alert).toContainText(says, { timeout: 40_000 });
    await expect(alert).toHaveCount(1);
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeEnabled();
    await alert.getByRole('button', { name: 'Use drawn digits' }).click();
    await ready(page);
    await expect(alert).toBeHidden();
  });
}

test('a download that fails leaves the running experiment alone', async ({ page, expectedErrors }) => {
  expectedErrors.push(/CORS|Failed to load resource|ERR_/);
  await serve(hollow());
  server.behave({ allowsPages: true, truncatesAt: 1_000_000 });
  await openLab(page, '#v=1&n=300&h=8t&be=wasm');
  await page.goto(`./?mirror=${encodeURIComponent(server.url)}#v=1&n=300&h=8t&be=wasm`);
  await ready(page);
  await stepKey(page).click();
  await standsAt(page, 1);
  await data(page).getByRole('combobox').selectOption('mnist');
  await download(page).click();
  await expect(data(page).getByRole('alert')).toBeVisible({ timeout: 40_000 });
  await data(page).getByRole('combobox').selectOption('digits');
  await stepKey(page).click();
  await standsAt(page, 2);
});

test('CIFAR-10 says how to get it, since no host lets a page read it', async ({ page }) => {
  await serve({});
  await page.goto('./#v=1&p=lenet-cifar-10&be=wasm');
  await expect(data(page)).toContainText('No host lets a page read this set.');
  await expect(data(page)).toContainText('npm run data -- cifar-10');
  await expect(data(page).getByRole('button', { name: 'Pick files' })).toBeVisible();
  await expect(data(page).getByRole('button', { name: /^Download/ })).toHaveCount(0);
  expect(bytesOfSet('cifar-10')).toBe(170_052_171);
});
