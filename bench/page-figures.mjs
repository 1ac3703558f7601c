/**
 * Times the built page in Chromium: how soon it can be used, how long both arms take to 90 % test accuracy,
 * the longest main-thread task while they train, and what ten minutes do to the heap.
 *   node bench/page-figures.mjs [--minutes 10] [--backend wasm|webgpu]
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findChromium } from '../scripts/browser.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '0' }, backend: { type: 'string', default: 'wasm' } },
});

/** Runs in the page before anything else: watches for long tasks. */
function instrument() {
  const figures = { longest: 0 };
  Object.assign(globalThis, { labFigures: figures });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) figures.longest = Math.max(figures.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
}

const accuracies = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.arm .acc b')].map((element) => Number.parseFloat(element.textContent)),
  );

async function heapMb(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

await build({ logLevel: 'error' });
const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
const { port } = server.httpServer.address();
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...(values.backend === 'webgpu'
      ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']
      : ['--disable-gpu']),
  ],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(instrument);
const epochs = values.minutes === '0' ? 10 : 1000;
await page.goto(`http://localhost:${port}/#v=1&be=${values.backend}&e=${epochs}`);

await page.getByRole('button', { name: 'Play' }).waitFor();
await page.waitForFunction(
  () =>
    document.querySelectorAll('.arm .acc b').length === 2 &&
    [...document.querySelectorAll('.arm .acc b')].every((element) => /\d/.test(element.textContent)),
);
console.log(
  `interactive with both arms measured after ${((await page.evaluate(() => performance.now())) / 1000).toFixed(2)} s`,
);

await page.evaluate(() => Object.assign(labFigures, { longest: 0 }));
await page.keyboard.press('Space');
const start = Date.now();
while (!(await accuracies(page)).every((accuracy) => accuracy >= 90)) {
  if (Date.now() - start > 300_000) throw new Error('90 % was not reached within five minutes');
  await page.waitForTimeout(50);
}
console.log(`both arms at 90 % after ${((Date.now() - start) / 1000).toFixed(1)} s`);

const minutes = Number(values.minutes);
for (let minute = 0; minute < minutes; minute++) {
  console.log(`minute ${minute}: heap ${(await heapMb(page)).toFixed(1)} MB`);
  await page.waitForTimeout(60_000);
}
if (minutes === 0) await page.waitForTimeout(3000);
console.log(`heap at the end ${(await heapMb(page)).toFixed(1)} MB`);
const figures = await page.evaluate(() => labFigures);
console.log(`longest main-thread task while training ${figures.longest.toFixed(0)} ms`);
await browser.close();
await server.close();
