/**
 * The contestant that needs a browser: a page of its own in headless Chromium, asked through Playwright.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findChromium, vulkanEnvironment } from '../scripts/browser.mjs';
import { type Contender, contenderOf } from './process-contestant';
import type { Answer, Request } from './protocol';

const ORIGIN = 'http://bench.localhost/';
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const SOFTWARE = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Opens the page whose script is `file`. Throws where there is no Chromium. */
export async function startPage(file: string, roundLimitMs: number): Promise<Contender> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium was found');
  const isRoot = process.getuid?.() === 0;
  // Named in the environment only where there is no graphics card.
  const isSoftware = 'VK_ICD_FILENAMES' in vulkanEnvironment(executablePath);
  const browser = await chromium.launch({
    executablePath,
    // A signal ends the bench, and the browser with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...QUIET, ...(isSoftware ? SOFTWARE : []), ...(isRoot ? ['--no-sandbox'] : [])],
  });
  const page = await browser.newPage();
  await page.route(`${ORIGIN}**`, (route) =>
    route.fulfill(
      route.request().url() === ORIGIN
        ? { contentType: 'text/html', body: `<script type="module" src="${path.basename(file)}"></script>` }
        : { contentType: 'text/javascript', body: readFileSync(file) },
    ),
  );
  await page.goto(ORIGIN);
  await page.waitForFunction(() => 'answerBench' in globalThis);
  const kill = (): void => void browser.close();
  const ask = (request: Request, limitMs: number): Promise<Answer> => {
    const answer = page.evaluate((asked) => (globalThis as unknown as Asked).answerBench(asked), request);
    return Promise.race([answer, tooLate(browser, limitMs)]);
  };
  return contenderOf(ask, kill, roundLimitMs);
}

interface Asked {
  readonly answerBench: (request: Request) => Promise<Answer>;
}

function tooLate(browser: Browser, limitMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    setTimeout(
      () => resolve({ ok: false, why: `no answer within ${Math.round(limitMs / 1000)} s` }),
      limitMs,
    ).unref();
    browser.on('disconnected', () => resolve({ ok: false, why: 'the browser ended' }));
  });
}
