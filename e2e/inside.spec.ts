import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { exportRun, lastOf, openLab, playToEnd, save, seriesOf, textOf } from './lab';
import { overflowOf, seriousFindings } from './page-checks';

const figure = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true });

test.describe('the inside of rules', () => {
  test('named angles and numbers over training, curves within a step, files; only where a rule has any', async ({
    page,
  }) => {
    await openLab(page, '#v=1&n=300&h=8t.8t&b=16&e=2&lr=0.1&be=wasm&a=dtp_ep_bp&tv=inside');
    await expect(page.getByRole('radio', { name: 'Inside' })).toBeChecked();
    await playToEnd(page);
    const run = await exportRun(page);
    const angle = lastOf(run, 0, 'named/decoderTranspose/2').toFixed(1);
    await expect(figure(page, 'Decoder against transpose')).toContainText(`DTP layer 2${angle}°`);
    await expect(figure(page, 'Decoder against transpose')).toContainText('Lee et al. 2015');
    await expect(page.getByText('BP has nothing more to show than the curves.')).toBeVisible();

    // Energy goes down along the free phase; pointing at a moment of it reads it there.
    const energy = figure(page, 'Energy');
    const plot = energy.getByRole('img');
    await plot.scrollIntoViewIfNeeded();
    await expect(plot).toHaveAttribute('aria-label', /^Energy: EP +-\d/);
    const box = await plot.boundingBox();
    if (!box) throw new Error('no chart');
    const read = async (): Promise<number> => Number(await energy.locator('.rd b').textContent());
    const settled = await read();
    await page.mouse.move(box.x + 42, box.y + box.height / 2);
    await expect.poll(read).toBeGreaterThan(settled);

    await energy.hover();
    await page.getByRole('button', { name: 'Energy: view and export' }).click();
    const csv = await textOf(
      await save(page, () => page.getByRole('menuitem', { name: 'Save CSV' }).click()),
    );
    const rows = csv.trim().split('\r\n');
    expect(rows[0]).toBe('arm,part,step,Energy');
    expect(Number(rows.at(-1)?.split(',')[3])).toBeCloseTo(settled, 2);

    await figure(page, 'Target distance').hover();
    await page.getByRole('button', { name: 'Target distance: view and export' }).click();
    const distances = await textOf(
      await save(page, () => page.getByRole('menuitem', { name: 'Save CSV' }).click()),
    );
    const first = distances.split('\r\n').filter((row) => row.startsWith('DTP,layer 1,'));
    expect(first.map((row) => Number(row.split(',')[2]))).toEqual(
      seriesOf(run, 0, 'inner/targetDistance/1').step,
    );

    await openLab(page, '#v=1&n=300&h=8t&b=16&be=wasm&a=bp_fa&tv=inside');
    await expect(page.getByRole('radio', { name: 'Curves' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Inside' })).toHaveCount(0);
  });

  test('weights of a Hebbian layer against the principal components of what it takes in', async ({
    page,
  }) => {
    await openLab(page, '#v=1&n=300&h=6l&b=16&e=30&be=wasm&a=oja_bp&tv=inside');
    const components = figure(page, 'Weights against principal components');
    const ofOja = components.getByRole('region', { name: 'Oja, principal components' });
    // Before the first step no unit is near to any of them.
    await expect(ofOja).toContainText('No unit lies within 20° of any.');
    await expect(
      ofOja.getByRole('img', { name: /^PC \d, \d+\.\d % of the variance\. Closest: unit \d/ }),
    ).toHaveCount(6);
    await playToEnd(page);
    await expect(ofOja).toContainText('Within 20° of PC 1 lie 6 of 6 units; no unit is as near to another.');
    await expect(components).toContainText('Now at epoch 30.0, from 240 examples.');
    await expect(components.getByRole('region')).toHaveCount(1);

    await components.hover();
    const menu = page.getByRole('button', { name: 'Weights against principal components: view and export' });
    await menu.click();
    const csv = await textOf(
      await save(page, () => page.getByRole('menuitem', { name: 'Save CSV' }).click()),
    );
    const rows = csv
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    expect(rows).toHaveLength(7);
    const [arm, layer, component, , , cosine, angle, near] = rows[1] ?? [];
    expect([arm, layer, component, near]).toEqual(['Oja', '1', '1', '6']);
    expect(Math.cos((Number(angle) * Math.PI) / 180)).toBeCloseTo(Number(cosine), 4);

    await menu.click();
    await page.getByRole('menuitemcheckbox', { name: 'Show as table' }).click();
    const table = page.getByRole('region', { name: 'Weights against principal components as a table' });
    await expect(table.getByRole('row')).toHaveCount(7);
    await expect(table.getByRole('row', { name: /^PC 1/ })).toContainText(`${Number(angle).toFixed(1)}°`);

    // It shows the live network, and says so where the page is elsewhere.
    await page.getByRole('slider', { name: 'Time in epochs' }).press('Home');
    await expect(components).toContainText('The rest of the page shows an earlier moment.');
  });

  test('the phases of a step: each says what happens in it, by pointer and by keyboard', async ({ page }) => {
    await openLab(page, '#v=1&n=300&h=8t&b=16&be=wasm&a=ep_bp&f=1');
    const phases = page.getByRole('list').filter({ hasText: 'Nudged phase' });
    const free = phases.getByRole('button', { name: 'Free phase' });
    await expect(free).toHaveAttribute('aria-pressed', 'true');
    await expect(free).toHaveAccessibleDescription(/settles on its own answer. No weights move/);
    await free.focus();
    await page.keyboard.press('Tab');
    await expect(page.getByText(/drawn a little towards the right answer/)).toBeVisible();
    await phases.getByRole('button', { name: 'Nudged away' }).hover();
    await expect(page.getByText(/away from it. At its end weights move/)).toBeVisible();
  });

  test('phases are as long as the arm says, and follow its settings', async ({ page }) => {
    await openLab(page, '#v=1&n=300&h=8t&b=16&be=wasm&a=ep~ns7_bp&f=1');
    const phases = page.locator('.phases li');
    await expect(phases).toContainText(['30 sweeps', '7 sweeps', '7 sweeps']);
    await page.getByRole('button', { name: 'EP: settings of this arm' }).click();
    const dialog = page.getByRole('dialog', { name: 'Settings of EP' });
    const steps = dialog.getByRole('textbox', { name: 'Free steps T₁, typed' });
    await steps.fill('12');
    await steps.press('Enter');
    await expect(phases).toContainText(['12 sweeps', '7 sweeps', '7 sweeps']);
    await expect(page.getByText('after 24 sweeps')).toBeVisible();
  });

  test('every theme and width: nothing scrolls sideways, axe finds nothing serious', async ({ page }) => {
    await openLab(page, '#v=1&n=300&h=8r&b=16&e=1&lr=0.01&be=wasm&a=forwardForward_softHebb_ep&tv=inside');
    await playToEnd(page);
    for (const theme of ['Light', 'Dark', 'Projector']) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('radio', { name: theme }).click();
      expect(await seriousFindings(page, '.time', '.lab'), theme).toEqual([]);
      for (const width of [1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await expect.poll(() => overflowOf(page), `${theme}, ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
});
