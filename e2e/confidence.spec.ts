import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import {
  armOf,
  exportRun,
  lastOf,
  openLab,
  playKey,
  playToEnd,
  resetKey,
  SMALL,
  save,
  seriesOf,
  standsAt,
  stepKey,
  textOf,
} from './lab';
import { overflowOf, seriousFindings } from './page-checks';

const figure = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true });
const drawing = (page: Page, name: string): Locator =>
  figure(page, name).getByRole('img', { name: new RegExp(`^${name}|^Angle between`) });

async function saveAs(page: Page, name: string, item: string): Promise<string> {
  await figure(page, name).hover();
  await page.getByRole('button', { name: `${name}: view and export` }).click();
  return textOf(await save(page, () => page.getByRole('menuitem', { name: item }).click()));
}

test.describe('confidence', () => {
  test('loss against accuracy: a sentence, the numbers, the moment shown, and the files', async ({
    page,
  }) => {
    await openLab(page, SMALL);
    await page.getByRole('radio', { name: 'Confidence' }).click();
    // An untrained network has been measured: that is a sentence already.
    await expect(page.getByText(/No arm has learned yet/)).toBeVisible();
    await expect(figure(page, 'Logit scale')).toBeVisible();
    await expect(figure(page, 'Test accuracy')).toHaveCount(0);
    await playToEnd(page);

    await expect(
      page.getByText(/grow surer|grows surer|does not learn|gets worse|sure of its mistakes/),
    ).toBeVisible();
    const run = await exportRun(page);
    const percent = (slot: number): string => `${(lastOf(run, slot, 'testAccuracy') * 100).toFixed(1)} %`;
    const label = drawing(page, 'Loss against accuracy');
    await expect(label).toHaveAttribute(
      'aria-label',
      new RegExp(`BP [\\d.]+ at ${percent(0)}, FA [\\d.]+ at ${percent(1)}`),
    );
    await expect(figure(page, 'Loss against accuracy')).toContainText(/Epoch 10, step 150/);

    // Pointing at the first sample of a way moves the whole page there.
    const box = await label.boundingBox();
    if (!box) throw new Error('no chart');
    await page.mouse.move(box.x + 42, box.y + 20);
    await expect(figure(page, 'Loss against accuracy')).toContainText(/Epoch 0(\.\d)?, step [0-3](?!\d)/);
    await page.mouse.move(box.x, box.y - 200);
    await expect(figure(page, 'Loss against accuracy')).toContainText(/Epoch 10, step 150/);

    const csv = await saveAs(page, 'Loss against accuracy', 'Save CSV');
    const rows = csv
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    expect(rows[0]).toEqual(['arm', 'step', 'epoch', 'test accuracy', 'test loss']);
    const fa = rows.filter(([arm]) => arm === 'FA');
    expect(fa.map(([, step]) => Number(step))).toEqual(seriesOf(run, 1, 'testLoss').step);
    expect(Number(fa.at(-1)?.[4])).toBeCloseTo(lastOf(run, 1, 'testLoss'), 5);

    const svg = await saveAs(page, 'Loss against accuracy', 'Save SVG');
    expect(svg).toContain('same rate for all: 0.3');
    expect(svg).toContain('test accuracy, %');

    await figure(page, 'Loss against accuracy').hover();
    await page.getByRole('button', { name: 'Loss against accuracy: view and export' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Show as table' }).click();
    await expect(page.getByRole('region', { name: 'Loss against accuracy as a table' })).toContainText(
      percent(1),
    );
  });

  test('presets that are about it open it, until another view is chosen', async ({ page }) => {
    await openLab(page, '#v=1&p=loud-feedback-sgd&n=300&be=wasm');
    await expect(page.getByRole('radio', { name: 'Confidence' })).toBeChecked();
    await page.getByRole('radio', { name: 'Curves' }).click();
    await expect(figure(page, 'Test accuracy')).toBeVisible();
    await expect.poll(() => page.url()).toContain('tv=curves');
  });

  test('a link opens it; autoencoders have no answers to be sure of', async ({ page }) => {
    await openLab(page, `${SMALL}&tv=confidence`);
    await expect(page.getByRole('radio', { name: 'Confidence' })).toBeChecked();
    await page.getByRole('radio', { name: 'The input itself' }).click();
    await expect(page.getByText(/there is nothing to be sure of/)).toBeVisible();
    await expect(figure(page, 'Loss against accuracy')).toHaveCount(0);
    await expect(figure(page, 'Output scale')).toBeVisible();
  });

  test('every theme and width: nothing scrolls sideways, axe finds nothing serious', async ({ page }) => {
    await openLab(page, `${SMALL}&e=2&a=bp_fa_dfa_usf&tv=confidence`);
    await playToEnd(page);
    for (const theme of ['Light', 'Dark', 'Projector']) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('radio', { name: theme }).click();
      expect(await seriousFindings(page, '.time'), theme).toEqual([]);
      for (const width of [1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await expect.poll(() => overflowOf(page), `${theme}, ${width} px`).toBeLessThanOrEqual(0);
        // The caption is never cut by the choice of views beside it.
        const cut = (): Promise<number> =>
          page.locator('.cap').evaluate((element) => {
            const row = element.parentElement?.getBoundingClientRect().right ?? 0;
            return element.getBoundingClientRect().right - row;
          });
        await expect.poll(cut, `${theme}, ${width} px`).toBeLessThanOrEqual(0.5);
      }
    }
  });

  test('feedback beside the weights it stands for: recorded, and drawn under More curves', async ({
    page,
  }) => {
    await openLab(page, `${SMALL}&a=bp_usf_fa&e=2`);
    await playToEnd(page);
    const run = await exportRun(page);
    expect(new Set(seriesOf(run, 1, 'signAgreement/2').value)).toEqual(new Set([1]));
    const chance = Number(seriesOf(run, 2, 'signAgreement/2').value[0]);
    expect(chance).toBeGreaterThan(0.3);
    expect(chance).toBeLessThan(0.7);
    expect(Number(seriesOf(run, 2, 'normRatio/2').value[0])).toBeGreaterThan(0.7);
    expect(armOf(run, 0).series['normRatio/2']).toBeUndefined();
    await page.getByText('More curves').click();
    await expect(figure(page, 'Sign agreement')).toContainText('uSF layer 2');
    await expect(figure(page, 'Sign agreement')).toContainText('100.0 %');
    await expect(figure(page, 'Norm ratio')).toContainText(lastOf(run, 1, 'normRatio/2').toFixed(3));
  });
});

test.describe('gradient compass', () => {
  test('every layer of every arm, live at every step, away from the gradient in words', async ({ page }) => {
    await openLab(page, '#v=1&n=300&h=8t.8t&b=16&lr=0.3&be=wasm&a=bp_dial~t150');
    const compass = drawing(page, 'Gradient compass');
    await compass.scrollIntoViewIfNeeded();
    // Turned around once on the way to layer 2, and once more on the way to layer 1.
    await expect(compass).toHaveAttribute(
      'aria-label',
      /Layer 1, hidden: BP 0°, Dial \d\d°\. Layer 2, hidden: BP 0°, Dial 1\d\d°, points away\. Layer 3, output: BP 0°, Dial 0°\./,
    );
    await expect(figure(page, 'Gradient compass').getByText('90°').first()).toBeAttached();
    await expect(figure(page, 'Gradient compass').getByText('points away').first()).toBeAttached();

    // Between two recorded samples the compass goes on: 15 steps an epoch, angles at 0, 1, 2, 4, 6 …
    let before = await compass.getAttribute('aria-label');
    for (let step = 1; step <= 3; step++) {
      await stepKey(page).click();
      await standsAt(page, step);
      await expect(compass).not.toHaveAttribute('aria-label', before ?? '');
      before = await compass.getAttribute('aria-label');
    }
    const run = await exportRun(page);
    expect(seriesOf(run, 1, 'updateAngle/1').step).not.toContain(3);

    await figure(page, 'Gradient compass').hover();
    await page.getByRole('button', { name: 'Gradient compass: view and export' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Show as table' }).click();
    await expect(page.getByRole('region', { name: 'Gradient compass as a table' })).toContainText(
      /1\d\d\.\d°, points away/,
    );
  });

  test('stands beside the RDMs while Why is closed, and alone over the window', async ({ page }) => {
    await openLab(page, SMALL);
    await expect(figure(page, 'Gradient compass')).toHaveCount(1);
    await page.getByRole('button', { name: 'Close the Why panel' }).click();
    await figure(page, 'Gradient compass').hover();
    await page.keyboard.press('f');
    await expect(page.getByRole('button', { name: /Leave/ })).toBeVisible();
    const box = await drawing(page, 'Gradient compass').boundingBox();
    expect(box?.height ?? 0).toBeGreaterThan(500);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900);
  });
});

test('every chart says with which learning rates its arms trained', async ({ page }) => {
  await openLab(page, `${SMALL}&e=2`);
  const charts = ['Loss', 'Test accuracy', 'Update angle', 'Weight angle', 'Gradient compass'];
  for (const name of charts) await expect(figure(page, name)).toContainText('same rate for all: 0.3');
  await page.getByRole('radio', { name: 'Tuned per rule' }).click();
  for (const name of charts)
    await expect(figure(page, name)).toContainText('tuned per rule: BP 0.3 · FA 0.3');

  await openLab(page, `${SMALL}&e=2&sc=cosine`);
  await expect(figure(page, 'Loss')).toContainText('same rate for all: 0.3, cosine to 0, now × 1');
  await playToEnd(page);
  await expect(figure(page, 'Loss')).toContainText('cosine to 0, now × 0');
});

test('a mirror warms up before the first step: the page says how far it is and can be reset', async ({
  page,
}) => {
  await openLab(page, '#v=1&n=3000&h=64t&b=16&lr=0.1&be=wasm&a=wm~w4_fa&e=1');
  await playKey(page).click();
  const chip = page.getByRole('region', { name: 'Arms' }).getByRole('group').first();
  await expect(chip).toContainText(/Mirroring, \d+ of 600 steps/);
  await resetKey(page).click();
  await expect(chip).not.toContainText('Mirroring');
  await playToEnd(page);
  const run = await exportRun(page);
  const [mirror, random] = [0, 1].map((slot) => seriesOf(run, slot, 'weightAngle/2'));
  expect(mirror?.step[0]).toBe(0);
  expect(Number(mirror?.value[0])).toBeLessThan(Number(random?.value[0]) - 30);
  expect(armOf(run, 0).step).toBe(armOf(run, 1).step);
});
