import { expect, test } from './fixtures';
import { openLab, playToEnd, SMALL } from './lab';

test('every arm answers for test images and for a digit drawn by hand', async ({ page }) => {
  await openLab(page, `${SMALL}&e=10`);
  await playToEnd(page);
  const panel = page.getByRole('region', { name: 'Try it' });
  await panel.scrollIntoViewIfNeeded();
  const choices = panel.getByRole('group', { name: 'Test images' });
  const image = choices.getByRole('button', { name: /^Test image 3, \d$/ });
  await image.click();
  await expect(image).toHaveAttribute('aria-pressed', 'true');
  const label = (await image.getAttribute('aria-label'))?.at(-1) ?? '';
  await expect(panel).toContainText(`label ${label}`);
  for (const name of ['BP', 'FA']) await expect(panel).toContainText(new RegExp(`${name} says \\d \\d+ %`));

  await choices.getByRole('button', { name: 'Draw a digit' }).click();
  const sheet = page.getByLabel('Sheet to draw on with pointer or finger');
  const box = await sheet.boundingBox();
  if (!box) throw new Error('the sheet has no box');
  const draw = async (points: readonly (readonly [number, number])[]): Promise<void> => {
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    const [start, ...rest] = points.map(at);
    if (!start) return;
    await page.mouse.move(...start);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 6 });
    await page.mouse.up();
  };
  // A one.
  await draw([
    [0.5, 0.15],
    [0.5, 0.85],
  ]);
  await expect(panel).toContainText('live weights');
  for (const name of ['BP', 'FA']) await expect(panel).toContainText(new RegExp(`${name} says \\d \\d+ %`));
  await expect(panel).toContainText(/(BP|FA) says 1 /);
  const said = await panel.innerText();

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(panel).toContainText(/label \d/);
  // A zero: other probabilities.
  await draw([
    [0.5, 0.15],
    [0.75, 0.4],
    [0.75, 0.65],
    [0.5, 0.85],
    [0.25, 0.65],
    [0.25, 0.4],
    [0.5, 0.15],
  ]);
  await expect(panel).toContainText('live weights');
  await expect.poll(() => panel.innerText()).not.toBe(said);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(sheet).toBeHidden();
});
