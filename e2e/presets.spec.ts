import { DATASET_CATALOGUE } from '../src/spec/catalogue';
import { PRESETS } from '../src/spec/presets';
import { expect, test } from './fixtures';
import {
  arms,
  exportRun,
  lastOf,
  openLab,
  pixelsOf,
  playKey,
  playToEnd,
  ready,
  seriesOf,
  standsAt,
  stepKey,
} from './lab';

test('every preset opens from the menu, shows its caption and trains', async ({ page }) => {
  // Some thirty experiments, one after another.
  test.setTimeout(360_000);
  await openLab(page, '#v=1&be=wasm&n=300');
  for (const preset of Object.values(PRESETS)) {
    await page.getByRole('button', { name: /^Preset: / }).click();
    const item = page.getByRole('menuitemradio');
    await item.filter({ has: page.getByText(preset.name, { exact: true }) }).click();
    await expect(page.getByRole('heading', { name: preset.caption, exact: true })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^${preset.name} ·`));
    await expect(arms(page).getByRole('group')).toHaveCount(preset.spec.arms.length);
    if (DATASET_CATALOGUE[preset.spec.dataset.id].source !== 'generated') {
      const data = page.getByRole('region', { name: 'Data' });
      await expect(data.getByRole('button', { name: /^Pick/ }).first()).toBeVisible();
      await expect(page.getByText(/ not here yet\.| have been chosen yet\./)).toBeVisible();
      await expect(playKey(page)).toBeDisabled();
      continue;
    }
    // The data is made first; until then the page shows the run before.
    await expect.poll(async () => (await exportRun(page)).spec).toEqual(preset.spec);
    await ready(page);
    for (const step of [1, 2]) {
      await stepKey(page).click();
      await standsAt(page, step);
    }
    const run = await exportRun(page);
    expect(run.arms.map(({ rule }) => rule)).toEqual(preset.spec.arms.map(({ rule }) => rule));
  }
});

test('spirals: the decision regions change while three rules learn', async ({ page }) => {
  await openLab(page, '#v=1&p=spirals&be=wasm&n=600&e=12');
  const region = page.getByRole('region', { name: 'Decision regions' }).getByRole('img', { name: /of DFA/ });
  await region.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await pixelsOf(region)).colours).toBeGreaterThan(2);
  const before = await pixelsOf(region);
  await playToEnd(page);
  await expect.poll(async () => (await pixelsOf(region)).print).not.toBe(before.print);
  const run = await exportRun(page);
  for (const slot of [0, 1, 2]) expect(lastOf(run, slot, 'testAccuracy')).toBeGreaterThan(0.45);
  await expect(region).toHaveAccessibleName(/\d % of the test points right/);
});

test('Lillicrap’s linear task: the weights turn towards the feedback', async ({ page }) => {
  await openLab(page, '#v=1&p=linear-task&be=wasm');
  await playToEnd(page);
  const run = await exportRun(page);
  const angle = seriesOf(run, 1, 'weightAngle/2').value.map(Number);
  expect(angle[0]).toBeGreaterThan(75);
  expect(angle.at(-1)).toBeLessThan(60);
  for (const slot of [0, 1]) expect(lastOf(run, slot, 'testError')).toBeLessThan(0.2);
  await expect(page.getByRole('region', { name: 'Try it' })).toContainText('BP is off by');
});
