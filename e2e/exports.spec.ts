import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { bytesOf, exportRun, openLab, playToEnd, SMALL, save, seriesOf, textOf } from './lab';

/** Chooses an item of a figure's menu and returns the file that it saves. */
async function saveFigure(page: Page, figure: string, item: string) {
  await page.getByRole('button', { name: `${figure}: view and export` }).click();
  return save(page, () => page.getByRole('menuitem', { name: item }).click());
}

/** The rows of a CSV without quoted cells, header first. */
const rowsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));

test.beforeEach(async ({ page }) => {
  await openLab(page, `${SMALL}&e=2`);
  await playToEnd(page);
});

test('a curve saves as PNG, SVG and CSV, in the light theme whatever the page shows', async ({ page }) => {
  await page.getByRole('radio', { name: 'Dark' }).click();
  const png = await bytesOf(await saveFigure(page, 'Loss', 'Save PNG'));
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect(png.readUInt32BE(16)).toBeGreaterThan(600);

  const file = await saveFigure(page, 'Loss', 'Save SVG');
  expect(file.suggestedFilename()).toBe('learning-rules-lab_loss_digits_seed1111.svg');
  const svg = await page.evaluate(
    (text) => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      const [first] = root.querySelectorAll('rect');
      return {
        name: root.nodeName,
        fill: first?.getAttribute('fill'),
        paths: root.querySelectorAll('path').length,
      };
    },
    await textOf(file),
  );
  expect(svg).toMatchObject({ name: 'svg', fill: '#ffffff' });
  expect(svg.paths).toBeGreaterThan(3);

  const run = await exportRun(page);
  const rows = rowsOf(await textOf(await saveFigure(page, 'Test accuracy', 'Save CSV')));
  expect(rows[0]).toEqual(['step', 'epoch', 'BP', 'FA']);
  const { step, value } = seriesOf(run, 1, 'testAccuracy');
  expect(rows.slice(1).map((row) => Number(row[0]))).toEqual(step);
  expect(Number(rows.at(-1)?.[3])).toBeCloseTo(Number(value.at(-1)), 6);
});

test('RDMs save as PNG, SVG and CSV', async ({ page }) => {
  const png = await bytesOf(await saveFigure(page, 'RDMs', 'Save PNG'));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const svg = await textOf(await saveFigure(page, 'RDMs', 'Save SVG'));
  const names = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [parsed.documentElement.nodeName, parsed.documentElement.textContent ?? ''];
  }, svg);
  expect(names[0]).toBe('svg');
  expect(names[1]).toContain('RDMs at epoch 2.0');
  expect(names[1]).toContain('FA, Hidden');

  const { arms, probeRows } = await exportRun(page);
  const rows = rowsOf(await textOf(await saveFigure(page, 'RDMs', 'Save CSV')));
  expect(rows[0]).toEqual(['epoch', 'arm', 'layer', 'i', 'j', 'class i', 'class j', 'dissimilarity']);
  const pairs = (probeRows.length * (probeRows.length - 1)) / 2;
  expect(rows).toHaveLength(1 + 2 * 2 * pairs);
  expect(Number(rows[1]?.[7])).toBeCloseTo(Number(arms[0]?.rdms.layers[0]?.[0]), 5);
});

test('the run saves as JSON and as one CSV of all curves', async ({ page }) => {
  const run = await exportRun(page);
  expect(run.schema).toBe('learning-rules-lab-run/1');
  expect(run.link).toBe(page.url());
  expect(run.versions.tfjs).toMatch(/^\d+\.\d+\.\d+$/);
  expect(run.backend?.reason).toMatch(/\.$/);
  const samples = run.arms
    .flatMap((arm) => Object.values(arm.series))
    .reduce((sum, { step }) => sum + step.length, 0);
  expect(samples).toBeGreaterThan(200);

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const item = page.getByRole('menuitem', { name: 'All curves as CSV' });
  const rows = rowsOf(await textOf(await save(page, () => item.click())));
  expect(rows[0]).toEqual(['arm', 'rule', 'series', 'layer', 'step', 'epoch', 'value']);
  expect(rows).toHaveLength(1 + samples);
});

test('a chart has a table view with the same numbers', async ({ page }) => {
  await page.getByRole('button', { name: 'Test accuracy: view and export' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show as table' }).click();
  const table = page.getByRole('region', { name: 'Test accuracy as a table' }).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(4);
  const run = await exportRun(page);
  const last = (100 * Number(seriesOf(run, 1, 'testAccuracy').value.at(-1))).toFixed(1);
  await expect(table.getByRole('row').last()).toContainText(last);
});
