import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JSHandle, Page } from '@playwright/test';
import { gzip, writeIdxImages, writeIdxLabels } from '../test/write-idx';
import { expect, test } from './fixtures';
import { arms, exportRun, lastOf, openLab, playKey, playToEnd, ready, standsAt, stepKey } from './lab';

const NAMES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];
const OWN_FILES = '#v=1&p=own-files&h=16t&b=16&e=2&be=wasm';
const REAL = path.join(process.env.LAB_DATA ?? path.resolve('..', 'shared', 'data'), 'mnist');

/** Pictures with a bar whose height tells the class: learnt in an epoch. */
function writeParts(count: number): [Uint8Array, Uint8Array] {
  const pixels = new Uint8Array(count * 784);
  for (let row = 0; row < count; row++) {
    const top = 2 + 2 * (row % 10);
    for (let y = top; y < top + 3; y++)
      pixels.fill(160 + (row % 90), row * 784 + y * 28 + 4, row * 784 + y * 28 + 24);
  }
  return [writeIdxImages(pixels), writeIdxLabels(Array.from({ length: count }, (_, row) => row % 10))];
}

/** Four small files in a folder of their own; the training images may be cut short. */
function writeFiles(options: { isPacked?: boolean; isTruncated?: boolean } = {}): string[] {
  const { isPacked = false, isTruncated = false } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-idx-'));
  return [...writeParts(400), ...writeParts(100)].map((bytes, index) => {
    const whole = isTruncated && index === 0 ? bytes.subarray(0, 100_000) : bytes;
    const file = path.join(folder, `${NAMES[index]}${isPacked ? '.gz' : ''}`);
    writeFileSync(file, isPacked ? gzip(whole) : whole);
    return file;
  });
}

/** Files as they are carried over the page. */
async function carry(page: Page, files: readonly string[]): Promise<JSHandle<DataTransfer>> {
  const input = await page.evaluateHandle(() => {
    const picker = document.createElement('input');
    picker.type = 'file';
    picker.multiple = true;
    return picker;
  });
  await input.setInputFiles([...files]);
  return page.evaluateHandle((picker) => {
    const transfer = new DataTransfer();
    for (const file of picker.files ?? []) transfer.items.add(file);
    return transfer;
  }, input);
}

/** Drops files on the page as a desktop does. */
async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const dataTransfer = await carry(page, files);
  const target = page.getByRole('main');
  await target.dispatchEvent('dragover', { dataTransfer });
  await expect(page.getByText('Drop data files, a zip or a folder of pictures')).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer });
  await expect(page.getByText('Drop data files, a zip or a folder of pictures')).toBeHidden();
}

for (const isPacked of [false, true]) {
  test(`four small IDX files are dropped and trained on, ${isPacked ? 'packed' : 'as they are'}`, async ({
    page,
  }) => {
    await openLabWithoutData(page);
    await dropFiles(page, writeFiles({ isPacked }));
    await expect(page.getByText('400 training and 100 test images')).toBeVisible();
    await ready(page);
    await playToEnd(page);
    const run = await exportRun(page);
    expect(run.dataset).toEqual({ name: 'IDX files', train: 400, test: 100 });
    expect(lastOf(run, 0, 'testAccuracy')).toBeGreaterThan(0.6);
  });
}

test('a truncated file is refused in one sentence; the data before it stays and trains', async ({ page }) => {
  await openLabWithoutData(page);
  await dropFiles(page, writeFiles());
  await expect(page.getByText('400 training and 100 test images')).toBeVisible();
  await ready(page);
  await stepKey(page).click();
  await standsAt(page, 1);

  await dropFiles(page, writeFiles({ isTruncated: true }));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('train-images-idx3-ubyte');
  await expect(alert).toHaveCount(1);
  await expect(page.getByText('400 training and 100 test images')).toBeVisible();
  await stepKey(page).click();
  await standsAt(page, 2);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toBeHidden();
});

test('files that are not IDX are refused and leave the drawn digits alone', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t&be=wasm');
  await dropFiles(page, [path.resolve('package.json')]);
  await expect(page.getByRole('alert')).toContainText('package.json');
  await stepKey(page).click();
  await standsAt(page, 1);
  expect((await exportRun(page)).dataset?.name).toBe('Drawn digits');
});

test('the notice of wrong files outlasts an edit that was made just before', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t&be=wasm');
  const dataTransfer = await carry(page, [path.resolve('package.json')]);
  const images = page.getByRole('slider', { name: 'Images' });
  await images.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('package.json');
  // The edit has taken effect by the time that a step is made, and the notice is still there.
  await ready(page);
  await stepKey(page).click();
  await standsAt(page, 1);
  await expect(alert).toContainText('package.json');
});

test('the real MNIST files are picked and trained on; a truncated one changes nothing', async ({ page }) => {
  const files = NAMES.map((name) => path.join(REAL, `${name}.gz`));
  test.skip(!files.every((file) => existsSync(file)), `no MNIST files in ${REAL}`);
  await openLabWithoutData(page);
  await page.getByRole('slider', { name: 'Images' }).waitFor();
  await pickFiles(page, files);
  await expect(page.getByText(/^MNIST[\d,]+ training and [\d,]+ test images$/)).toBeVisible({
    timeout: 60_000,
  });
  await ready(page);
  await page.getByRole('radio', { name: 'Max' }).click();
  await stepKey(page).click({ modifiers: ['Shift'] });
  const before = await exportRun(page);
  await standsAt(page, before.stepsPerEpoch);
  const run = await exportRun(page);
  expect(run.dataset?.name).toBe('MNIST');
  expect(lastOf(run, 0, 'testAccuracy')).toBeGreaterThan(0.85);
  expect(lastOf(run, 1, 'testAccuracy')).toBeGreaterThan(0.7);

  const folder = mkdtempSync(path.join(tmpdir(), 'lab-mnist-'));
  const cut = files.map((file, index) => {
    if (index !== 0) return file;
    const broken = path.join(folder, path.basename(file));
    writeFileSync(broken, readFileSync(file).subarray(0, 3_000_000));
    return broken;
  });
  await dropFiles(page, cut);
  await expect(page.getByRole('alert')).toContainText('train-images-idx3-ubyte.gz', { timeout: 60_000 });
  await stepKey(page).click();
  await standsAt(page, run.stepsPerEpoch + 1);
});

async function pickFiles(page: Page, files: readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Pick files' }).click(),
  ]);
  await chooser.setFiles([...files]);
}

/** The preset that waits for files: a drop zone, nothing to play. */
async function openLabWithoutData(page: Page): Promise<void> {
  await page.goto(`./${OWN_FILES}`);
  await expect(page.getByText('Drop the four files here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pick files' })).toBeVisible();
  await expect(playKey(page)).toBeDisabled();
  await expect(arms(page)).not.toContainText('%');
}
