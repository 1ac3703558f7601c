import type { Page } from '@playwright/test';
import { zipSync, zlibSync } from 'fflate';
import { expect, test } from './fixtures';
import { exportRun, lastOf, playKey, playToEnd, ready } from './lab';

const OWN = '#v=1&p=own-pictures&h=8t&b=8&e=8&px=28&be=wasm';
const data = (page: Page) => page.getByRole('region', { name: 'Data' });

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

/** A PNG chunk: length, name, content, CRC-32 (ISO 15948). */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(
    [...name].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(content, 8);
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(4, 8 + content.length))
    crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  view.setUint32(8 + content.length, (crc ^ 0xffffffff) >>> 0);
  return bytes;
}

/** A picture of one colour as a PNG. */
function writePng(width: number, height: number, colour: readonly number[]): Uint8Array {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const line = [0, ...Array.from({ length: width }, () => colour).flat()];
  const raw = Uint8Array.from(Array.from({ length: height }, () => line).flat());
  const zlib = zlibSync(raw);
  const signature = [137, 80, 78, 71, 13, 10, 26, 10];
  return Uint8Array.from([
    ...signature,
    ...chunk('IHDR', header),
    ...chunk('IDAT', zlib),
    ...chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Twenty pictures each of red and blue things, of several shapes. */
function writePictures(): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (let index = 0; index < 20; index++) {
    const shade = 150 + 5 * index;
    files[`things/red/${index}.png`] = writePng(20 + index, 30, [shade, 20, 20]);
    files[`things/blue/${index}.png`] = writePng(40, 24 + index, [20, 20, shade]);
  }
  return files;
}

async function pickZip(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    data(page).getByRole('button', { name: /zip$/ }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(bytes) });
}

test('pictures from a zip are resized, split, counted and learnt', async ({ page }) => {
  await page.goto(`./${OWN}`);
  await expect(data(page)).toContainText('Drop a folder or a zip here');
  await expect(playKey(page)).toBeDisabled();
  const files = {
    ...writePictures(),
    'things/red/broken.png': new Uint8Array(50),
    '__MACOSX/x.png': new Uint8Array(9),
  };
  await pickZip(page, 'things.zip', zipSync(files));
  await expect(data(page)).toContainText(/3[0-9] training and [0-9]+ test images/);
  const classes = data(page).getByRole('list', { name: 'Pictures in each class' });
  await expect(classes.getByRole('listitem')).toHaveText(['blue20', 'red20']);
  await expect(data(page)).toContainText('1 file was left out');
  await ready(page);
  await playToEnd(page);
  const run = await exportRun(page);
  expect(run.dataset?.name).toBe('Your own pictures');
  expect(run.spec.dataset.pictureSide).toBe(28);
  expect(lastOf(run, 0, 'testAccuracy')).toBe(1);
});

test('a zip without folders is refused in one sentence; the drawn digits stay', async ({ page }) => {
  await page.goto('./#v=1&n=300&h=8t&be=wasm');
  await ready(page);
  await data(page).getByRole('combobox').selectOption('pictures');
  await expect(page.getByText('No pictures have been chosen yet.')).toBeVisible();
  const png = writePng(8, 8, [9, 9, 9]);
  await pickZip(page, 'loose.zip', zipSync({ 'a.png': png, 'b.png': png }));
  const alert = data(page).getByRole('alert');
  await expect(alert).toContainText('At least two classes are needed');
  await expect(alert.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await alert.getByRole('button', { name: 'Use drawn digits' }).click();
  await ready(page);
  expect((await exportRun(page)).dataset?.name).toBe('Drawn digits');
});
