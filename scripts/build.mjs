/**
 * `npm run build`: the static site in dist/, its third-party notices and the size budget.
 * Works from any sub-path of any static host.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE, ensureInstalled, ROOT } from './install.mjs';
import { newestMs } from './newest.mjs';
import { writeFullNotices } from './notices.mjs';
import { checkBudget } from './size-budget.mjs';

const DIST = path.join(ROOT, 'dist');
/** Written last: without it a build did not finish. */
const LAST_FILE = path.join(DIST, 'THIRD-PARTY-NOTICES.txt');
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/tfjs-imports.mjs',
  'scripts/served-data.mjs',
];

/** @typedef {import('./size-budget.mjs').Check} Check */

/** True when dist/ is a whole build of the sources as they are. */
export function isBuilt() {
  if (!existsSync(LAST_FILE)) return false;
  const builtMs = statSync(LAST_FILE).mtimeMs;
  return newestMs(SOURCES) <= builtMs;
}

/** Builds into dist/. Returns whether Vite succeeded. */
export function build() {
  rmSync(path.join(CACHE, 'bundle'), { recursive: true, force: true });
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) return false;
  writeFullNotices(LAST_FILE);
  return true;
}

/** What a finished build must fulfil. @returns {Check[]} */
export function checkBuild() {
  const html = readFileSync(path.join(DIST, 'index.html'), 'utf8');
  const absolute = [...html.matchAll(/(?:src|href)="(\/[^"]*|https?:[^"]*)"/g)].map((match) => match[1]);
  const inline = /<script(?![^>]*\ssrc=)[^>]*>|<style/.test(html);
  return [
    ...checkBudget(),
    {
      name: 'works from a sub-path',
      isPassed: absolute.length === 0,
      detail:
        absolute.length === 0 ? 'every address is relative' : `absolute addresses: ${absolute.join(', ')}`,
    },
    {
      name: 'content-security policy',
      isPassed: html.includes('Content-Security-Policy') && !inline,
      detail: inline ? 'inline code, which the policy blocks' : 'present, nothing inline',
    },
  ];
}

/** @param {Check[]} checks */
export function printChecks(checks) {
  for (const { name, isPassed, detail } of checks)
    console.log(`  ${isPassed ? 'ok  ' : 'FAIL'} ${name}: ${detail}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureInstalled();
  const checks = build() ? checkBuild() : null;
  if (checks !== null) printChecks(checks);
  if (checks === null || checks.some((check) => !check.isPassed)) process.exitCode = 1;
}
