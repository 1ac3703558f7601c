import { expect, test } from './fixtures';
import {
  arm,
  armOf,
  exportRun,
  openLab,
  playKey,
  playToEnd,
  ready,
  SMALL,
  seriesOf,
  standsAt,
  stepKey,
} from './lab';

test('a killed worker is noticed, named and can be restarted; the other arm goes on', async ({ page }) => {
  await openLab(page, `${SMALL}&e=400`);
  await playKey(page).click();
  await expect.poll(async () => (await exportRun(page)).arms[1]?.step).toBeGreaterThan(20);
  const workers = page.workers().filter((worker) => worker.url().includes('run.worker'));
  expect(workers).toHaveLength(2);
  await workers[1]?.evaluate(() => self.close());

  const notice = page.getByRole('alert');
  await expect(notice).toContainText('The worker of this arm', { timeout: 25_000 });
  await expect(notice).toContainText('Restart this arm.');
  const restart = notice.getByRole('button', { name: /^Restart (BP|FA)$/ });
  const name = (await restart.innerText()).replace('Restart ', '');
  await expect(arm(page, name)).toContainText('Failed');
  const [dead, alive] = name === 'BP' ? [0, 1] : [1, 0];
  const stopped = armOf(await exportRun(page), dead).step;
  await expect.poll(async () => armOf(await exportRun(page), alive).step).toBeGreaterThan(stopped + 100);
  expect(armOf(await exportRun(page), dead).step).toBe(stopped);

  await restart.click();
  await expect(notice).toBeHidden();
  await expect.poll(async () => armOf(await exportRun(page), dead).step).toBeGreaterThan(stopped + 20);
  await playKey(page).click();
  await expect(playKey(page)).toHaveText('Play');
  const run = await exportRun(page);
  expect(armOf(run, dead).step).toBe(armOf(run, alive).step);
  expect(seriesOf(run, dead, 'testLoss').step[0]).toBe(0);
});

test('an arm that is added to a run catches up with what it would have been', async ({ page }) => {
  await openLab(page, `${SMALL}&e=3&a=bp_fa_dfa`);
  await playToEnd(page);
  const all = await exportRun(page);
  await openLab(page, `${SMALL}&e=3`);
  await stepKey(page).click({ modifiers: ['Shift'] });
  await standsAt(page, all.stepsPerEpoch);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('menuitem', { name: /^DFA/ }).click();
  await expect.poll(async () => (await exportRun(page)).arms[2]?.step).toBe(all.stepsPerEpoch);
  await playToEnd(page);
  expect(armOf(await exportRun(page), 2).series).toEqual(armOf(all, 2).series);
});

test('at most 30 frames a second per arm, and tensors stay flat', async ({ page }) => {
  await page.addInitScript(() => {
    const heard = new Map<MessagePort, number[]>();
    Object.assign(window, { heard });
    const listen = MessagePort.prototype.addEventListener;
    // comlink calls the page's frame callback over a port of its own.
    MessagePort.prototype.addEventListener = function (
      this: MessagePort,
      ...rest: Parameters<typeof listen>
    ) {
      listen.call(this, 'message', (event: Event) => {
        if ((event as MessageEvent).data?.type !== 'APPLY') return;
        heard.set(this, [...(heard.get(this) ?? []), performance.now()]);
      });
      return listen.apply(this, rest);
    } as typeof listen;
  });
  await openLab(page, `${SMALL}&e=1000`);
  await page.getByRole('radio', { name: 'Max' }).click();
  await playKey(page).click();
  await expect.poll(async () => (await exportRun(page)).arms[0]?.step).toBeGreaterThan(60);
  const early = (await exportRun(page)).arms.map(({ tensors }) => tensors);
  const counts = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const { heard } = window as unknown as { heard: Map<MessagePort, number[]> };
        const start = performance.now();
        const wait = (): void => {
          if (performance.now() - start < 3000) requestAnimationFrame(wait);
          else resolve([...heard.values()].map((times) => times.filter((time) => time >= start).length));
        };
        wait();
      }),
  );
  expect(counts).toHaveLength(2);
  for (const count of counts) {
    expect(count / 3).toBeGreaterThan(2);
    expect(count / 3).toBeLessThanOrEqual(31);
  }
  await playKey(page).click();
  await expect(playKey(page)).toHaveText('Play');
  await ready(page);
  const late = await exportRun(page);
  expect(late.arms[0]?.step).toBeGreaterThan(200);
  expect(late.arms.map(({ tensors }) => tensors)).toEqual(early);
  expect(early[0]).toBeGreaterThanOrEqual(4);
});
