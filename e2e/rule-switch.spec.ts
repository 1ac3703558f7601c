import { expect, test } from './fixtures';
import {
  arm,
  armOf,
  exportRun,
  openLab,
  playKey,
  playToEnd,
  seriesOf,
  smallLink,
  standsAt,
  stepKey,
} from './lab';

test(
  'an arm goes on under another rule: same weights, a mark in the run and in the charts',
  {
    tag: '@webgpu',
  },
  async ({ page }, { project }) => {
    const isGpu = project.name === 'webgpu';
    await openLab(page, `${smallLink(project)}&e=${isGpu ? '60&pr=0' : 40}`);
    await playKey(page).click();
    const epoch = page.getByRole('slider', { name: 'Time in epochs' });
    await expect
      .poll(async () => Number(await epoch.getAttribute('aria-valuenow')))
      .toBeGreaterThan(isGpu ? 0.7 : 3);

    await page.getByRole('button', { name: 'Rule of this arm: FA' }).click();
    await page.getByRole('menuitemradio', { name: /^BP/ }).click();
    const switched = arm(page, 'BP b');
    await expect(switched).toContainText(/was FA until epoch \d/);
    if (isGpu) await playKey(page).click();
    else await playToEndOf(page);
    await expect(playKey(page)).toHaveText('Play');

    const run = await exportRun(page);
    const [mark] = armOf(run, 1).ruleChanges;
    expect(armOf(run, 1).rule).toBe('bp');
    expect(mark).toMatchObject({ from: 'fa', to: 'bp' });
    const at = mark?.step ?? 0;
    expect(at).toBeGreaterThan(0);
    expect(armOf(run, 0).ruleChanges).toEqual([]);

    // The update is FA's before the switch (its first step may have been measured by then), backpropagation's after it.
    const angle = seriesOf(run, 1, 'updateAngle/1');
    const isBefore = (index: number): boolean => (angle.step[index] ?? 0) <= at;
    expect(Math.min(...angle.value.filter((_, index) => isBefore(index)).map(Number))).toBeGreaterThan(1);
    expect(Math.max(...angle.value.filter((_, index) => !isBefore(index)).map(Number))).toBeLessThan(0.1);

    // The weights go on: neither their size nor the loss jumps back to where it began.
    for (const [key, most] of [
      ['weightNorm/1', 0.1],
      ['testLoss', 0.3],
    ] as const) {
      const { step, value } = seriesOf(run, 1, key);
      const next = step.findIndex((candidate) => candidate >= at);
      const [before, after] = [Number(value[next - 1]), Number(value[next])];
      expect(Math.abs(after / before - 1), `${key} around step ${at}`).toBeLessThan(most);
    }
    for (const name of ['Loss', 'Test accuracy', 'Update angle'])
      await expect(page.getByRole('figure', { name }).getByText(/^BP from epoch \d/)).toBeAttached();
    await expect(page.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
  },
);

test('a rule that learns something first does so where it takes over, and says so', async ({ page }) => {
  await openLab(page, '#v=1&n=3000&h=64t&b=8&lr=0.05&be=wasm&a=bp_bp&e=1');
  await stepKey(page).click();
  await standsAt(page, 1);
  await page.getByRole('button', { name: 'Rule of this arm: BP b' }).click();
  await page.getByRole('menuitemradio', { name: /^DTP/ }).click();
  await stepKey(page).click();
  const chip = page.getByRole('region', { name: 'Arms' }).getByRole('group').nth(1);
  await expect(chip).toContainText(/Decoders learn, \d+ of 300 steps/);
  await standsAt(page, 2);
  await expect(chip).toContainText(/was BP until epoch 0/);
  expect(armOf(await exportRun(page), 1)).toMatchObject({ rule: 'dtp', step: 2, ruleChanges: [{ step: 1 }] });
});

/** The rest of a run that is playing. */
async function playToEndOf(page: Parameters<typeof playToEnd>[0]): Promise<void> {
  await playKey(page).click();
  await expect(playKey(page)).toHaveText('Play');
  await playToEnd(page);
}
