import { expect, test } from './fixtures';

test('the page opens under a sub-path, with its policy in force', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Learning Rules Lab/);
  await expect(page.locator('#root')).not.toBeEmpty();
  const isEvalBlocked = await page.evaluate(() => {
    try {
      return Boolean(new Function('return false')());
    } catch {
      return true;
    }
  });
  expect(isEvalBlocked).toBe(true);
});

test('the icon is where the page says', async ({ page }) => {
  await page.goto('./');
  const href = await page.locator('link[rel=icon]').getAttribute('href');
  const answer = await page.request.get(new URL(href ?? '', page.url()).href);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('svg');
});
