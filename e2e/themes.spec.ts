import { expect, test } from './fixtures';
import { openLab, playToEnd, ready, SMALL } from './lab';

test('themes switch and are remembered; the projector begins with both zones closed', async ({ page }) => {
  await openLab(page, SMALL);
  const root = page.locator('html');
  const backgroundOf = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(root).toHaveAttribute('data-theme', 'light');
  const light = await backgroundOf();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(backgroundOf).not.toBe(light);
  await page.reload();
  await ready(page);
  await expect(root).toHaveAttribute('data-theme', 'dark');

  const zones = ['Experiment', 'Why'].map((name) => page.getByRole('complementary', { name }));
  for (const zone of zones) await expect(zone).toBeVisible();
  await page.getByRole('radio', { name: 'Projector' }).click();
  for (const zone of zones) await expect(zone).toBeHidden();
  expect(
    await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize)),
  ).toBeGreaterThanOrEqual(20);
  await page.reload();
  await ready(page);
  for (const zone of zones) await expect(zone).toBeHidden();
  expect(page.url()).not.toContain('projector');
});

test('the first theme follows the system', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`./${SMALL}`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('reduced motion: nothing is animated, not even the reset that waits', async ({ page }) => {
  const running = (): Promise<number> =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  const editBatch = (text: string): Promise<void> => page.getByRole('textbox', { name: 'Seed' }).fill(text);
  await openLab(page, `${SMALL}&e=1`);
  await playToEnd(page);
  await editBatch('5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reset to apply 1 change' })).toBeVisible();
  expect(await running()).toBeGreaterThan(0);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, `${SMALL}&e=1`);
  await playToEnd(page);
  await editBatch('6');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reset to apply 1 change' })).toBeVisible();
  expect(await running()).toBe(0);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await running()).toBe(0);
});
