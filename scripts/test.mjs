/**
 * `npm test`: installs what is missing, then runs every check in order and goes on after a failing stage.
 * `npm test -- --only lint,types` runs some of: lint, types, unit, build, browser.
 * The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureChromium } from './browser.mjs';
import { CACHE, ensureInstalled } from './install.mjs';
import { STAGES } from './stages.mjs';

/** @typedef {import('./stages.mjs').Result} Result */
/** @typedef {Result & { name: string, seconds: number }} Row */

const names = Object.keys(STAGES);
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only === undefined ? names : values.only.split(',').map((name) => name.trim());
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No stage called ${unknown.join(', ')}. The stages are ${names.join(', ')}.`);
  process.exit(2);
}

ensureInstalled();
mkdirSync(CACHE, { recursive: true });
const needsChromium = chosen.includes('unit') || chosen.includes('browser');
const chromium = needsChromium ? ensureChromium() : null;
if (needsChromium)
  console.log(chromium === null ? 'No Chromium could be found or installed.' : `Chromium: ${chromium}`);

/** @type {Row[]} */
const rows = [];
for (const [name, run] of Object.entries(STAGES)) {
  if (!chosen.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
  const startMs = performance.now();
  const result = run({ chromium });
  const row = { ...result, name, seconds: (performance.now() - startMs) / 1000 };
  rows.push(row);
  console.log(`${name}: ${counts(row)}, ${row.seconds.toFixed(1)} s`);
}
printSummary();

/** @param {Result} result */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function printSummary() {
  console.log(`\n── summary ${'─'.repeat(63)}`);
  for (const row of rows) {
    for (const note of row.failures) console.log(`failed   ${row.name}: ${note}`);
  }
  for (const row of rows) {
    for (const note of row.flaky) console.log(`flaky    ${row.name}: passed at the second try: ${note}`);
  }
  for (const row of rows) {
    for (const note of row.notRun) console.log(`skipped  ${row.name}: ${note}`);
  }
  for (const row of rows) {
    console.log(`${row.name.padEnd(9)}${counts(row)}  (${row.seconds.toFixed(1)} s)`);
  }
  const total = rows.reduce(
    (sum, row) => ({
      passed: sum.passed + row.passed,
      failed: sum.failed + row.failed,
      skipped: sum.skipped + row.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (total.failed > 0) process.exitCode = 1;
}
