/**
 * Proves that the checks check: every file in samples/ must get exactly the diagnostic that its first line names.
 * Biome runs on a copy that looks like the project itself, with the project's own settings.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';

const SAMPLES = path.join(ROOT, 'samples');
const SETTINGS = ['biome.json', 'biome.layers.json', 'package.json', '.gitignore'];

/** @typedef {import('./size-budget.mjs').Check} Check */
/** @typedef {Map<string, Set<string>>} Diagnostics by file, relative to samples/ */

/** @returns {Check[]} */
export function checkSamples() {
  const fired = collect();
  const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const samples = files.filter((name) => /\.tsx?$/.test(name));
  const checks = samples.map((name) => {
    const expected =
      /^\/\/ expect: (\S+)/.exec(readFileSync(path.join(SAMPLES, name), 'utf8'))?.[1] ?? 'nothing';
    return compare(name, expected, fired);
  });
  return [...checks, compare('src/math/too-long.ts', 'style/noExcessiveLinesPerFile', fired)];
}

/** @param {string} name @param {string} expected @param {Diagnostics} fired @returns {Check} */
function compare(name, expected, fired) {
  const got = [...(fired.get(name) ?? [])];
  return {
    name: `samples/${name}`,
    isPassed: got.length === 1 && got[0] === expected,
    detail: `expected ${expected}, got ${got.join(' and ') || 'nothing'}`,
  };
}

function collect() {
  /** @type {Diagnostics} */
  const fired = new Map();
  const add = (/** @type {string} */ file, /** @type {string} */ rule) => {
    const name = file.replaceAll('\\', '/');
    fired.set(name, (fired.get(name) ?? new Set()).add(rule));
  };
  const copy = mkdtempSync(path.join(tmpdir(), 'lab-samples-'));
  try {
    cpSync(SAMPLES, copy, { recursive: true });
    for (const name of SETTINGS) cpSync(path.join(ROOT, name), path.join(copy, name));
    // The one sample that is better made than kept.
    const lines = Array.from({ length: 401 }, (_, index) => `export const v${index} = ${index};\n`);
    writeFileSync(path.join(copy, 'src/math/too-long.ts'), lines.join(''));
    lint(copy, add);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  checkTypes(add);
  return fired;
}

/** @param {string} folder @param {(file: string, rule: string) => void} add */
function lint(folder, add) {
  const biome = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--max-diagnostics=none', '--reporter=json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64e6 });
  for (const { category, location, severity } of parseReport(stdout).diagnostics) {
    if (severity === 'error') add(location?.path ?? '?', String(category).replace(/^lint\//, ''));
  }
}

/** @typedef {{ severity: string, category: string, location: { path?: string } | null }} Diagnostic */
/** @typedef {{ summary: { changed: number, unchanged: number } | null, diagnostics: Diagnostic[] }} Report */

/** Biome's JSON report, or an empty one where it printed none. @param {string} text @returns {Report} */
export function parseReport(text) {
  const start = text.indexOf('{"summary"');
  return start < 0 ? { summary: null, diagnostics: [] } : JSON.parse(text.slice(start));
}

/** @param {(file: string, rule: string) => void} add */
function checkTypes(add) {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', 'types', '--pretty', 'false'], {
    cwd: SAMPLES,
    encoding: 'utf8',
  });
  for (const match of stdout.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+)/gm))
    add(match[1] ?? '?', match[2] ?? '?');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const checks = checkSamples();
  const failed = checks.filter((check) => !check.isPassed);
  for (const { name, detail } of failed) console.error(`${name}: ${detail}`);
  console.log(`${checks.length - failed.length} of ${checks.length} samples were caught`);
  if (failed.length > 0) process.exitCode = 1;
}
