/** What every state of the page has to pass, whichever view it shows. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Serious and critical findings of axe in words, of what the selectors take in. */
export async function seriousFindings(page: Page, ...within: readonly string[]): Promise<string[]> {
  const all = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await within.reduce((axe, selector) => axe.include(selector), all).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** How far the page is wider than its window, CSS pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
