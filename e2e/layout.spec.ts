import { expect, test } from './fixtures';
import { openLab, playToEnd, ready, resetKey, SMALL, transport } from './lab';
import { overflowOf } from './page-checks';

test('no width scrolls sideways, before or after a run', async ({ page }) => {
  await openLab(page, `${SMALL}&e=2&a=bp_fa_dfa_bp`);
  const check = async (when: string): Promise<void> => {
    for (const theme of ['light', 'projector'] as const) {
      await page.setViewportSize({ width: 1360, height: 800 });
      await page.getByRole('radio', { name: theme === 'light' ? 'Light' : 'Projector' }).click();
      for (const width of [1360, 1200, 1024, 761, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await expect(page.getByRole('heading', { name: /^RDMs/ })).toBeAttached();
        await expect.poll(() => overflowOf(page), `${when}, ${theme}, ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    await page.setViewportSize({ width: 1360, height: 800 });
  };
  await check('before');
  await playToEnd(page);
  await check('after');
});

test('on a phone the transport stays at the bottom and the run works from there', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page, `${SMALL}&e=2`);
  const bar = transport(page);
  const bottom = async (): Promise<number> => {
    const box = await bar.boundingBox();
    return Math.round((box?.y ?? 0) + (box?.height ?? 0));
  };
  await expect.poll(bottom).toBe(844);
  await page.mouse.wheel(0, 600);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
  expect(await bottom()).toBe(844);
  for (const key of await bar.getByRole('button').all()) {
    const box = await key.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  await playToEnd(page);
  await page.getByRole('button', { name: 'Speed and backend' }).click();
  await page.getByRole('radio', { name: 'Slow' }).click();
  await page.keyboard.press('Escape');
  await resetKey(page).click();
  await ready(page);
  await expect(bar).toContainText('of 30');
});

test('the default page cuts no name of its own', async ({ page }) => {
  await openLab(page);
  for (const theme of ['Light', 'Dark', 'Projector']) {
    await page.getByRole('radio', { name: theme }).click();
    const cut = await page.locator('.arm .long, .rhead, .rlab b').evaluateAll((parts) =>
      parts
        // A name that does not fit wraps out of sight.
        .filter(
          (part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 4,
        )
        .map((part) => part.textContent),
    );
    expect(cut, theme).toEqual([]);
  }
});

test('four arms on the projector name their layers whole', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8t.8t&b=16&be=wasm&a=bp_fa_dfa_kp');
  const names = page.locator('.rlab b');
  await expect(names).toHaveText(['Hidden 1', 'Output']);
  await page.getByRole('radio', { name: 'Projector' }).click();
  await expect(names).toHaveText(['Hid 1', 'Output']);
  const cut = await names.evaluateAll((parts) => {
    const rightOf = (part: Element): number => part.getBoundingClientRect().right;
    return parts.filter((part) => part.parentElement && rightOf(part) > rightOf(part.parentElement) + 1)
      .length;
  });
  expect(cut).toBe(0);
});

test('the names of four rules are never cut, however long', async ({ page }) => {
  await openLab(page, '#v=1&n=300&h=8s&b=16&e=1&be=wasm&p=dendrites');
  for (const theme of ['Light', 'Projector']) {
    for (const width of [1600, 1440, 1200, 1024, 390]) {
      await page.setViewportSize({ width: 1440, height: 800 });
      await page.getByRole('radio', { name: theme }).click();
      await page.setViewportSize({ width, height: 800 });
      const cut = await page.locator('.arm .nm').evaluateAll(
        (boxes) =>
          boxes.filter((box) => {
            const name = box.querySelector('.rulebtn > span')?.getBoundingClientRect();
            return !name || name.right > box.getBoundingClientRect().right + 1;
          }).length,
      );
      expect(cut, `${theme}, ${width} px`).toBe(0);
    }
  }
});
