import { expect, test } from './fixtures';
import { arm, armOf, exportRun, openLab, playKey, playToEnd, ready, seriesOf } from './lab';

test('an absurd learning rate stops one arm while the other trains to the end', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=16r&b=16&e=5&l=mse&be=wasm&rm=perRule&a=bp_fa~r500');
  await playToEnd(page);
  const run = await exportRun(page);
  const stopped = armOf(run, 1).status;
  expect(stopped.kind).toBe('diverged');
  expect(armOf(run, 0).status.kind).toBe('finished');
  expect(armOf(run, 0).step).toBe(5 * run.stepsPerEpoch);
  // The curve stays, with nothing but numbers in it.
  expect(seriesOf(run, 1, 'trainLoss').value.length).toBeGreaterThan(0);
  expect(seriesOf(run, 1, 'trainLoss').value.every((value) => value !== null)).toBe(true);

  const notice = page.getByRole('status').filter({ hasText: `FA stopped at step ${stopped.step}` });
  await expect(notice).toContainText('A smaller learning rate usually helps.');
  await expect(arm(page, 'FA')).toContainText(`Stopped at step ${stopped.step}`);
  await expect(
    page.getByRole('figure', { name: 'Loss' }).getByText(`FA stopped at step ${stopped.step}`),
  ).toBeAttached();

  await notice.getByRole('button', { name: 'Set 50 and reset' }).click();
  await expect(notice).toBeHidden();
  await ready(page);
  const again = await exportRun(page);
  expect(again.spec.arms[1]?.learningRate).toBe(50);
  expect(again.arms.map(({ step }) => step)).toEqual([0, 0]);
  await expect(playKey(page)).toBeEnabled();
});

test('a learning rate raised while training is taken over at once', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=16r&b=16&e=200&l=mse&be=wasm');
  await playKey(page).click();
  await expect.poll(async () => (await exportRun(page)).arms[1]?.step).toBeGreaterThan(30);
  await page.getByRole('textbox', { name: 'Learning rate, typed' }).fill('900');
  await page.getByRole('textbox', { name: 'Learning rate, typed' }).press('Enter');
  await expect(page.getByText(/^(BP|FA) stopped at step \d+$/).first()).toBeVisible();
  await expect(playKey(page)).toHaveText('Play');
});
