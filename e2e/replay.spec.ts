import { expect, test } from './fixtures';
import {
  curvesOf,
  exportRun,
  finished,
  openLab,
  playKey,
  playToEnd,
  ready,
  resetKey,
  SMALL,
  seriesOf,
  smallLink,
  standsAt,
  stepKey,
} from './lab';

test(
  'step trains a batch, with Shift an epoch; reset replays the same values',
  { tag: '@webgpu' },
  async ({ page }, { project }) => {
    const isGpu = project.name === 'webgpu';
    await openLab(page, `${smallLink(project)}&e=2&pr=0${isGpu ? '&pn=0' : ''}`);
    const untrained = await exportRun(page);
    const epoch = untrained.stepsPerEpoch;
    expect(seriesOf(untrained, 0, 'testLoss').step).toEqual([0]);

    await stepKey(page).click();
    await standsAt(page, 1);
    expect((await exportRun(page)).arms.map(({ step }) => step)).toEqual([1, 1]);
    await stepKey(page).click({ modifiers: ['Shift'] });
    await standsAt(page, epoch);
    await stepKey(page).click();
    await standsAt(page, epoch + 1);
    const stepwise = await exportRun(page);
    expect(stepwise.arms.map(({ step }) => step)).toEqual([epoch + 1, epoch + 1]);

    await resetKey(page).click();
    await standsAt(page, 0);
    await ready(page);
    expect(curvesOf(await exportRun(page))).toEqual(curvesOf(untrained));

    // In one go this time: steps and pauses may not change a single bit.
    if (isGpu) {
      await stepKey(page).click({ modifiers: ['Shift'] });
      await standsAt(page, epoch);
    } else await playToEnd(page);
    const played = await exportRun(page);
    for (const slot of [0, 1]) {
      for (const key of ['trainLoss', 'testLoss', 'updateAngle/1']) {
        const value = seriesOf(stepwise, slot, key).value.slice(0, isGpu ? 3 : undefined);
        expect(new Set(value).size, key).toBeGreaterThan(key === 'updateAngle/1' && slot === 0 ? 0 : 2);
        expect(seriesOf(played, slot, key).value.slice(0, value.length), key).toEqual(value);
      }
    }
  },
);

test(
  'the same link gives the same curves in two pages, at any speed',
  { tag: '@webgpu' },
  async ({ page, context }, { project }) => {
    const link = `${smallLink(project)}&e=${project.name === 'webgpu' ? '1&pa=0&pn=0' : '3&a=bp_fa_dfa'}`;
    await openLab(page, link);
    await playToEnd(page);
    const first = await exportRun(page);
    const other = await context.newPage();
    await openLab(other, link);
    await playKey(other).click();
    await finished(other);
    const second = await exportRun(other);
    await other.close();
    expect(curvesOf(second)).toEqual(curvesOf(first));
    expect(seriesOf(first, 1, 'trainLoss')).not.toEqual(seriesOf(first, 0, 'trainLoss'));
  },
);

test('switching probes off changes nothing that trains', async ({ page }) => {
  const link = `${SMALL}&e=3`;
  await openLab(page, link);
  await playToEnd(page);
  const all = await exportRun(page);
  await openLab(page, `${link}&pa=0&pr=0&pn=0`);
  await playToEnd(page);
  const none = await exportRun(page);
  for (const slot of [0, 1]) {
    for (const key of ['trainLoss', 'testLoss', 'testAccuracy'])
      expect(seriesOf(none, slot, key)).toEqual(seriesOf(all, slot, key));
    expect(Object.keys(none.arms[slot]?.series ?? {}).sort()).toEqual([
      'testAccuracy',
      'testLoss',
      'trainLoss',
    ]);
  }
  await expect(page.getByText('RDMs are switched off.')).toBeVisible();
});

test('a probe that is switched off in the middle leaves the run as it was', async ({ page }) => {
  await openLab(page, `${SMALL}&e=4`);
  await playToEnd(page);
  const all = await exportRun(page);
  await resetKey(page).click();
  await ready(page);
  await stepKey(page).click({ modifiers: ['Shift'] });
  await standsAt(page, all.stepsPerEpoch);
  await page.getByText('Measurements', { exact: true }).click();
  await page.getByRole('switch', { name: 'Angles' }).click();
  await playToEnd(page);
  const some = await exportRun(page);
  expect(seriesOf(some, 1, 'testLoss')).toEqual(seriesOf(all, 1, 'testLoss'));
  expect(Math.max(...seriesOf(some, 1, 'updateAngle/1').step)).toBeLessThanOrEqual(all.stepsPerEpoch);
});
