import { expect, test } from './fixtures';

test('the page opens under a sub-path', { tag: '@webgpu' }, async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Learning Rules Lab/);
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('the content-security policy is in force', async ({ page, expectedErrors }) => {
  expectedErrors.push(/Content Security Policy/);
  await page.goto('./');
  const didInlineScriptRun = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.didInlineScriptRun = true';
    document.head.append(script);
    return 'didInlineScriptRun' in window;
  });
  expect(didInlineScriptRun).toBe(false);
});

test('the icon is where the page says', async ({ page }) => {
  await page.goto('./');
  const href = await page.locator('link[rel=icon]').getAttribute('href');
  const answer = await page.request.get(new URL(href ?? '', page.url()).href);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('svg');
});
