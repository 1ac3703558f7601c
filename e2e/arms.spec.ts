import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { RULE_IDS } from '../src/spec/catalogue';
import { expect, test } from './fixtures';
import { arm, arms, exportRun, openLab, playKey, ready, resetKey, SMALL, standsAt, stepKey } from './lab';

const settingsOf = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole('button', { name: `${name}: settings of this arm` }).click();
  const dialog = page.getByRole('dialog', { name: `Settings of ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
};
const type = async (dialog: Locator, label: string, text: string): Promise<void> => {
  const box = dialog.getByRole('textbox', { name: `${label}, typed` });
  await box.fill(text);
  await box.press('Enter');
};

test('every rule under its heading, chosen with the keyboard', async ({ page }) => {
  await openLab(page, `${SMALL}&e=2`);
  await page.getByRole('button', { name: 'Rule of this arm: FA' }).focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitemradio')).toHaveCount(RULE_IDS.length);
  await expect(
    menu.getByRole('group', { name: 'Feedback that learns' }).getByRole('menuitemradio'),
  ).toHaveCount(3);
  await page.keyboard.press('k');
  await expect(menu.getByRole('menuitemradio', { name: /^KP Kolen/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(arm(page, 'KP')).toContainText('Kolen–Pollack');
  await ready(page);
});

test('an arm is told what to do: shown on its chip, in its name, put back one by one', async ({ page }) => {
  await openLab(page, `${SMALL}&e=2`);
  const dialog = await settingsOf(page, 'FA');
  await type(dialog, 'Feedback scale', '0.03');
  await type(dialog, 'Sparsity', '50');
  await expect(dialog.getByRole('alert')).toHaveText('At most 0.99. Kept 0.99.');
  await type(dialog, 'Sparsity', '0.5');
  await type(dialog, 'Rank', '100');
  await expect(dialog.getByRole('alert')).toHaveText(/^At most 8, the size of .* Kept 8\.$/);
  await dialog.getByRole('button', { name: 'Put Rank back to 0' }).click();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByText('Ablations').click();
  await dialog.getByRole('switch', { name: /^Slope/ }).click();
  await expect(dialog.getByRole('radiogroup', { name: 'They get instead' })).toHaveCount(0);
  await type(dialog, 'Backward pass missing', '0.25');
  await dialog.getByRole('radio', { name: 'Noise' }).click();
  await expect(arm(page, 'FA')).toContainText('×0.03 · 50 % sparse · no φ′ · noise in 25 % of batches');

  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await expect(arm(page, 'FA a')).toBeVisible();
  const twin = await settingsOf(page, 'FA b');
  await twin.getByRole('button', { name: 'Put all back' }).click();
  await expect(arm(page, 'FA ×0.03')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(arm(page, 'FA')).not.toContainText('sparse');
  await expect(page.getByRole('figure', { name: 'Loss' }).getByText('FA ×0.03').first()).toBeAttached();

  // The rule goes and comes back with what it was told.
  await page.getByRole('button', { name: 'Rule of this arm: FA ×0.03' }).click();
  await page.getByRole('menuitemradio', { name: /^DFA/ }).click();
  await expect(arm(page, 'DFA')).toContainText('×0.03');
  await ready(page);
});

test('layers with another rule, said on the chip and kept in the run', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t.8t&b=16&lr=0.3&be=wasm&e=2');
  const dialog = await settingsOf(page, 'FA');
  await dialog.getByText('Rules of single layers').click();
  await dialog.getByRole('combobox', { name: 'Layer 1' }).selectOption('readout');
  await dialog.getByRole('combobox', { name: 'Layer 2' }).selectOption('bp');
  await page.keyboard.press('Escape');
  await expect(arm(page, 'FA')).toContainText('layer 1: frozen, layer 2: BP');
  await ready(page);
  await stepKey(page).click();
  await standsAt(page, 1);
  const { spec } = await exportRun(page);
  expect(spec.arms[1]?.layerRules).toEqual([
    { layer: 1, rule: 'readout' },
    { layer: 2, rule: 'bp' },
  ]);
});

test('a rule for pairs of neurons brings no error through a kernel: greyed, and left out of a link', async ({
  page,
}) => {
  await openLab(page, '#v=1&n=300&h=c4k3s2r.c4k3s2r&b=16&be=wasm&a=bp_fa~y1stdwi');
  await expect(page.getByRole('status').filter({ hasText: 'Opened from a link' })).toContainText(
    'copies of a kernel are no pairs',
  );
  const dialog = await settingsOf(page, 'FA');
  await dialog.getByText('Rules of single layers').click();
  const [first, second] = [1, 2].map((layer) => dialog.getByRole('combobox', { name: `Layer ${layer}` }));
  await expect(first?.getByRole('option', { name: /^STDWI/ }) ?? dialog).toBeDisabled();
  await expect(first ?? dialog).toHaveAccessibleDescription(/Not STDWI: .*copies of a kernel are no pairs/);
  // What leaves layer 2 is a dense layer.
  await second?.selectOption('stdwi');
  await page.keyboard.press('Escape');
  await expect(arm(page, 'FA')).toContainText('layer 2: STDWI');
});

test('numbers of a rule change while it trains', async ({ page }) => {
  await openLab(page, `${SMALL}&e=50`);
  await stepKey(page).click();
  await standsAt(page, 1);
  const dialog = await settingsOf(page, 'FA');
  await type(dialog, 'Feedback scale', '0.1');
  await page.keyboard.press('Escape');
  await expect(resetKey(page)).not.toContainText('to apply');
  await stepKey(page).click();
  await standsAt(page, 2);
  const run = await exportRun(page);
  expect(run.spec.arms[1]?.params.feedbackScale).toBe(0.1);
  expect(run.arms[1]?.ruleChanges).toEqual([]);

  await page.getByRole('button', { name: 'Rule of this arm: FA' }).click();
  await page.getByRole('menuitemradio', { name: /^WM/ }).click();
  const mirror = await settingsOf(page, 'WM');
  await expect(mirror.getByText(/Takes effect at Reset/)).toBeVisible();
  await type(mirror, 'Mirror alone first', '1');
  await page.keyboard.press('Escape');
  await expect(resetKey(page)).toContainText('to apply 1 change');
});

test('one rate for all or one for each, and how they change over the run', async ({ page }) => {
  await openLab(page, `${SMALL}&e=4`);
  await expect(arms(page).getByRole('radio', { name: 'Same rate for all' })).toBeChecked();
  await expect(page.getByRole('group', { name: 'Learning rates of the arms' })).toHaveCount(0);
  await arms(page).getByRole('radio', { name: 'Tuned per rule' }).click();
  const rates = page.getByRole('group', { name: 'Learning rates of the arms' });
  await rates.getByRole('textbox', { name: 'FA, typed' }).fill('0.05');
  await page.keyboard.press('Enter');
  await expect(arm(page, 'FA')).toContainText('rate 0.05');
  await expect(arm(page, 'BP')).toContainText('rate 0.3');
  await rates.getByRole('slider', { name: 'BP' }).press('ArrowLeft');
  await expect(arm(page, 'BP')).toContainText('rate 0.25');
  await rates.getByRole('button', { name: 'Put BP back to 0.3' }).click();
  await expect(arm(page, 'BP')).toContainText('rate 0.3');

  const curve = page.getByRole('img', { name: /^Learning rate over the run/ });
  await expect(curve).toHaveCount(0);
  await page.getByRole('radio', { name: 'Steps' }).click();
  await page.getByRole('textbox', { name: 'A step every, typed' }).fill('2');
  await page.keyboard.press('Enter');
  await expect(curve).toHaveAttribute('aria-label', 'Learning rate over the run: ×1 to ×0.1');
  await page.getByRole('radio', { name: 'Cosine' }).click();
  await page.getByRole('textbox', { name: 'Warm-up, typed' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(curve).toHaveAttribute('aria-label', /: ×0 to ×0\.\d+ to ×0/);
  await ready(page);
  await playKey(page).click();
  await expect(playKey(page)).toBeDisabled({ timeout: 60_000 });
  const run = await exportRun(page);
  expect(run.spec.schedule).toMatchObject({ id: 'cosine', warmup: 1 });
  expect(run.spec.arms.map(({ learningRate }) => learningRate)).toEqual([null, 0.05]);
});

test('on a phone menus and settings stay within the window', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page, '#v=1&n=300&h=8t&b=16&be=wasm&e=2&a=bp_wm~p0.3_fa~s0.03_fa');
  const isInside = async (box: Locator): Promise<void> => {
    await expect
      .poll(async () => {
        const { x = -1, y = -1, width = 0, height = 0 } = (await box.boundingBox()) ?? {};
        return x >= 0 && y >= 0 && x + width <= 390 && y + height <= 844 && height > 250;
      })
      .toBe(true);
  };
  await page.getByRole('button', { name: 'Rule of this arm: WM' }).click();
  await isInside(page.getByRole('menu'));
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('[role=menu]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page
    .getByRole('menu')
    .getByRole('menuitemradio', { name: /^Readout/ })
    .scrollIntoViewIfNeeded();
  await page.keyboard.press('Escape');
  const dialog = await settingsOf(page, 'WM');
  await isInside(dialog);
  expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expect(arm(page, 'FA ×0.03')).toBeVisible();
});
