/**
 * The stages of `npm test`. Each prints what it does and returns its counts; none throws for a failing check.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { vulkanEnvironment } from './browser.mjs';
import { build, checkBuild, isBuilt, printChecks } from './build.mjs';
import { checkSamples, parseReport } from './check-samples.mjs';
import { CACHE, ROOT } from './install.mjs';
import { readPlaywright, readVitest } from './reports.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[], flaky: string[], notRun: string[] }} Result */
/** @typedef {{ chromium: string | null }} Context */
/** @typedef {import('./size-budget.mjs').Check} Check */

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const TSC = 'node_modules/typescript/bin/tsc';
const VITEST = 'node_modules/vitest/vitest.mjs';
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';
const STAGE_LIMIT_MS = 25 * 60_000;

/** @type {Record<string, (context: Context) => Result>} */
export const STAGES = { lint, types, unit, build: buildStage, browser };

/** Runs one of Node's scripts with its output on the terminal. @param {string[]} args @param {Record<string, string>} env */
function show(args, env = {}) {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, timeout: STAGE_LIMIT_MS };
  return spawnSync(process.execPath, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** @param {string[]} args */
function capture(args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 256e6 });
}

/** @param {Check[]} checks @returns {Result} */
function resultOf(checks) {
  const failures = checks.filter((check) => !check.isPassed).map(({ name, detail }) => `${name}: ${detail}`);
  return {
    passed: checks.length - failures.length,
    failed: failures.length,
    skipped: 0,
    failures,
    flaky: [],
    notRun: [],
  };
}

/** Formatting, lint and import layers of every file; generated files; the known-bad samples. */
function lint() {
  const { stdout } = capture([BIOME, 'check', '--reporter=json', '--max-diagnostics=none', '.']);
  const { summary, diagnostics } = parseReport(stdout);
  const files = Number(summary?.changed ?? 0) + Number(summary?.unchanged ?? 0);
  const serious = diagnostics.filter(({ severity }) => severity !== 'information' && severity !== 'hint');
  const badFiles = new Set(serious.map(({ location }) => location?.path ?? 'biome'));
  if (badFiles.size > 0 || files === 0) show([BIOME, 'check', '--max-diagnostics=100', '.']);
  const others = [
    generated('biome.layers.json', 'scripts/import-layers.mjs'),
    generated('THIRD-PARTY-NOTICES.md', 'scripts/notices.mjs'),
    { name: 'biome', isPassed: files > 0, detail: 'it checked no files' },
    ...checkSamples(),
  ];
  printChecks(others.filter((check) => !check.isPassed));
  const result = resultOf(others);
  return {
    ...result,
    passed: result.passed + files - badFiles.size,
    failed: result.failed + badFiles.size,
    failures: [...[...badFiles].map((file) => `${file} (format or lint)`), ...result.failures],
  };
}

/** @param {string} name @param {string} script @returns {Check} */
function generated(name, script) {
  const { status, stderr } = capture([script, '--check']);
  return { name, isPassed: status === 0, detail: stderr.trim() };
}

/** Every TypeScript project, one check each. */
function types() {
  const { references } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
  const { status, stdout } = capture([TSC, '-b', '--pretty', 'false']);
  if (status === 0)
    return resultOf([]).failed === 0 ? { ...resultOf([]), passed: references.length } : resultOf([]);
  console.log(stdout);
  const errors = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error TS\d+/gm)].map((match) => match[1] ?? '');
  const files = [...new Set(errors)];
  return {
    ...resultOf([]),
    failed: Math.max(errors.length, 1),
    failures: files.map((file) => `${file}: ${errors.filter((name) => name === file).length} type errors`),
  };
}

/** @param {Context} context */
function unit({ chromium }) {
  const report = path.join(CACHE, 'unit.json');
  rmSync(report, { force: true });
  const args = [VITEST, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = show(args, vulkanEnvironment(chromium));
  return withStatus(existsSync(report) ? readVitest(report) : resultOf([]), status, 'vitest');
}

function buildStage() {
  if (!build()) return resultOf([{ name: 'vite build', isPassed: false, detail: 'see above' }]);
  const checks = [{ name: 'vite build', isPassed: true, detail: 'done' }, ...checkBuild()];
  printChecks(checks);
  return resultOf(checks);
}

/** @param {Context} context @returns {Result} */
function browser({ chromium }) {
  const canServe = isBuilt() || build();
  if (!canServe || chromium === null) {
    const { stdout } = capture([PLAYWRIGHT, 'test', '--list', '--reporter=list']);
    const skipped = Number(/Total: (\d+) test/.exec(stdout)?.[1] ?? 1);
    const reason = canServe ? 'no Chromium was found or installed' : 'the build failed';
    return { ...resultOf([]), skipped, notRun: [`${skipped} browser tests: ${reason}`] };
  }
  const report = path.join(CACHE, 'browser.json');
  rmSync(report, { force: true });
  const { status } = show([PLAYWRIGHT, 'test'], { CHROME_PATH: chromium });
  return withStatus(existsSync(report) ? readPlaywright(report) : resultOf([]), status, 'playwright');
}

/** A runner that ends badly without a failed test, or says nothing at all, is a failure too. @param {Result} result @param {number | null} status @param {string} name @returns {Result} */
function withStatus(result, status, name) {
  const isSilent = result.passed + result.failed + result.skipped === 0;
  if (result.failed > 0 || (status === 0 && !isSilent)) return result;
  const sentence = isSilent ? `${name} ran no tests` : `${name} ended with code ${status}, see above`;
  return { ...result, failed: 1, failures: [sentence] };
}
