import { test as base, expect } from '@playwright/test';

export { expect };

/**
 * Playwright's test with two rules of our own: any console error or uncaught exception of the page fails the test,
 * and tests of the `webgpu` project are skipped, with the reason, where Chromium offers no adapter.
 * A test that provokes an error on purpose pushes a pattern of its text onto `expectedErrors`.
 */
export const test = base.extend<
  { expectedErrors: RegExp[]; webgpuOrSkip: undefined },
  { hasAdapter: boolean }
>({
  expectedErrors: async ({ browserName: _ }, use) => {
    await use([]);
  },

  hasAdapter: [
    async ({ browser }, use, workerInfo) => {
      const address = workerInfo.project.use.baseURL;
      const page = await browser.newPage();
      // Only a secure context has navigator.gpu: the served page, not about:blank.
      await page.goto(address ?? '');
      const hasAdapter = await page.evaluate(async () => {
        const gpu = (navigator as { gpu?: { requestAdapter(): Promise<unknown> } }).gpu;
        return gpu !== undefined && (await gpu.requestAdapter()) !== null;
      });
      await page.close();
      await use(hasAdapter);
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  webgpuOrSkip: [
    async ({ hasAdapter }, use, testInfo) => {
      testInfo.skip(testInfo.project.name === 'webgpu' && !hasAdapter, 'Chromium has no WebGPU adapter here');
      await use(undefined);
    },
    { auto: true },
  ],

  page: async ({ page, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()} (${message.location().url})`);
    });
    await use(page);
    const surprises = errors.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)));
    expect(surprises, 'console errors and exceptions of the page').toEqual([]);
  },
});
