import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openLab, playKey, ready, SMALL, standsAt, transport } from './lab';

/** Presses Tab until the element has the focus, at most once around the page. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 160; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never reached the element');
}

const help = (page: Page): Locator => page.getByRole('dialog').filter({ hasText: 'How to read this page' });

test('everything can be reached and used without a mouse', async ({ page }) => {
  await openLab(page, `${SMALL}&e=4`);
  const press = (key: string): Promise<void> => page.keyboard.press(key);

  await tabTo(page, page.getByRole('slider', { name: 'Learning rate' }));
  await press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'Learning rate, typed' })).toHaveValue('0.4');
  await expect.poll(() => page.url()).toContain('lr=0.4');
  await ready(page);

  await tabTo(page, page.getByRole('button', { name: 'Rule of this arm: FA' }));
  await press('Enter');
  await expect(page.getByRole('menuitemradio', { name: /^FA/ })).toBeVisible();
  const dfa = page.getByRole('menuitemradio', { name: /^DFA/ });
  await expect(async () => {
    await press('ArrowDown');
    await expect(dfa).toBeFocused({ timeout: 200 });
  }).toPass();
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Rule of this arm: DFA' })).toBeFocused();
  await ready(page);

  await tabTo(page, playKey(page));
  await press('Enter');
  await expect(playKey(page)).toBeDisabled({ timeout: 60_000 });
  await standsAt(page, 60);

  const ruler = page.getByRole('slider', { name: 'Time in epochs' });
  await tabTo(page, ruler);
  await press('ArrowLeft');
  await expect(ruler).toHaveAttribute('aria-valuetext', 'Epoch 3.8');
  await press('PageDown');
  await expect(ruler).toHaveAttribute('aria-valuetext', 'Epoch 2.8');
  await expect(page.getByRole('heading', { name: /^RDMs at epoch 3\.0/ })).toBeVisible();
  await press('Home');
  await expect(page.getByRole('heading', { name: 'RDMs at epoch 0.0' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Back to live' }));
  await press('Enter');
  await expect(ruler).toHaveAttribute('aria-valuetext', 'Epoch 4, live');

  const rdms = page.getByRole('region', { name: 'RDMs' });
  await tabTo(page, rdms.getByRole('group', { name: /^RDMs of Hidden/ }));
  const pair = rdms.getByText(/^an? \d and an? \d$/);
  const before = await pair.innerText();
  for (let presses = 0; presses < 6; presses++) await press('ArrowUp');
  await expect(pair).not.toHaveText(before);

  const settings = page.getByRole('button', { name: 'BP: settings of this arm' });
  await tabTo(page, settings);
  await press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(settings).toBeFocused();
});

test('the keys of the page: play, step, reset, focus, full screen, help, panels', async ({ page }) => {
  await openLab(page, `${SMALL}&e=100`);
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await press('ArrowRight');
  await standsAt(page, 1);
  await press('Shift+ArrowRight');
  await standsAt(page, 15);
  await press(' ');
  await expect(playKey(page)).toHaveText('Pause');
  await press(' ');
  await expect(playKey(page)).toHaveText('Play');
  await press('r');
  await standsAt(page, 0);

  await expect(page.getByRole('button', { name: 'Focus FA' })).toHaveAttribute('aria-pressed', 'true');
  await press('1');
  await expect(page.getByRole('button', { name: 'Focus BP' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('complementary', { name: 'Why' })).toContainText('Backpropagation');

  for (const [key, name] of [
    ['[', 'Experiment panel'],
    [']', 'Why panel'],
  ] as const) {
    const toggle = page.getByRole('button', { name, exact: true });
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await press(key);
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await press(key);
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  }

  await page.getByRole('group', { name: /^RDMs of Hidden/ }).focus();
  await press('f');
  await expect(page.getByRole('button', { name: 'Leave (Esc)' })).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('button', { name: 'Leave (Esc)' })).toBeHidden();

  await press('?');
  await expect(help(page)).toBeVisible();
  await press('Escape');
  await expect(help(page)).toBeHidden();
});

test('keys do nothing inside inputs and menus, and can be switched off', async ({ page }) => {
  await openLab(page, `${SMALL}&e=100`);
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const nothingHappened = async (): Promise<void> => {
    await expect(playKey(page)).toHaveText('Play');
    await expect(transport(page).getByText('of 1,500').first()).toBeVisible();
    await standsAt(page, 0);
    await expect(help(page)).toBeHidden();
    await expect(page.getByRole('button', { name: 'Experiment panel', exact: true })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    await expect(page.getByRole('button', { name: 'Focus FA' })).toHaveAttribute('aria-pressed', 'true');
  };
  const keys = [' ', 'ArrowRight', 'Shift+ArrowRight', 'r', '1', 'f', '?', '[', ']'];

  const rate = page.getByRole('textbox', { name: 'Learning rate, typed' });
  await rate.focus();
  for (const key of keys) await press(key);
  await nothingHappened();
  await rate.fill('0.3');
  await press('Enter');

  await page.getByRole('slider', { name: 'Learning rate' }).focus();
  await press('ArrowRight');
  await press('ArrowLeft');
  await page.getByRole('radio', { name: 'Normal' }).focus();
  await press('ArrowRight');
  await nothingHappened();

  await page.getByRole('button', { name: 'Help and keys' }).click();
  await help(page).getByRole('switch', { name: 'Keys' }).click();
  await press('Escape');
  await expect(help(page)).toBeHidden();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const key of keys) await press(key);
  await nothingHappened();
  await page.reload();
  await ready(page);
  await press('ArrowRight');
  await nothingHappened();
});
