import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openLab, playToEnd, SMALL } from './lab';
import { seriousFindings } from './page-checks';

const THEMES = ['Light', 'Dark', 'Projector'] as const;

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.getByRole('radio', { name: theme }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
}

test('axe finds nothing serious on a desktop, in any theme, before and after a run', async ({ page }) => {
  await openLab(page, `${SMALL}&e=2&a=bp_fa_dfa`);
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    expect(await seriousFindings(page, 'html'), `${theme}, before`).toEqual([]);
  }
  await playToEnd(page);
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    expect(await seriousFindings(page, 'html'), `${theme}, after`).toEqual([]);
  }
});

test('axe finds nothing serious on a phone, in any theme, before and after a run', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const choose = async (theme: string): Promise<void> => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await chooseTheme(page, theme);
    expect(await seriousFindings(page, 'html'), `${theme}, menu`).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  await openLab(page, `${SMALL}&e=2`);
  await page.getByRole('button', { name: /^Experiment/ }).click();
  expect(await seriousFindings(page, 'html'), 'with the experiment unfolded').toEqual([]);
  await page.getByRole('button', { name: /^Experiment/ }).click();
  await playToEnd(page);
  for (const theme of THEMES) {
    await choose(theme);
    expect(await seriousFindings(page, 'html'), `${theme}, after`).toEqual([]);
  }
});

test('axe finds nothing serious in menus, popovers and notices', async ({ page }) => {
  await openLab(page, `${SMALL}&e=2&lr=oops`);
  const openers = [
    'BP: settings of this arm',
    'Rule of this arm: FA',
    'Add rule',
    'Export',
    'Show link and QR code',
    'Help and keys',
    'Loss: view and export',
    /^Preset: /,
    /^Backend: /,
    /^Hidden layer: /,
    /changes? from the preset$/,
    'Draw a digit',
  ];
  for (const theme of ['Light', 'Dark']) {
    await chooseTheme(page, theme);
    for (const name of openers) {
      await page.getByRole('button', { name, exact: true }).first().click();
      const popup = page.getByRole('menu').or(page.getByRole('dialog'));
      await expect(popup.first()).toBeVisible();
      expect(await seriousFindings(page, '[role=menu], [role=dialog]'), `${theme}, ${name} open`).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(popup).toHaveCount(0);
    }
  }
});
