/**
 * Checks what the build sends to a browser, from the reports that vite.config.ts writes beside it:
 * the scripts that the page loads at its start, and that tfjs stays in the workers.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { CACHE, ROOT } from './install.mjs';

/** All script that the page loads before it can be used, compressed: lazily loaded parts are not counted. */
const START_LIMIT_KB = 250;

/** @typedef {{ fileName: string, isEntry: boolean, imports: string[], hasTfjs: boolean }} Chunk */
/** @typedef {{ name: string, isPassed: boolean, detail: string }} Check */

/** @returns {Check[]} */
export function checkBudget() {
  const folder = path.join(CACHE, 'bundle');
  if (!existsSync(folder)) return [{ name: 'bundle report', isPassed: false, detail: 'the build left none' }];
  const page = readReports(folder, 'page-');
  const worker = readReports(folder, 'worker-');
  const start = staticallyLoaded(page);
  printTable(page, worker, start);
  const startKb = start.reduce((sum, chunk) => sum + gzipKb(chunk), 0);
  const strays = page.filter((chunk) => chunk.hasTfjs).map((chunk) => chunk.fileName);
  const checks = [
    {
      name: 'page start within budget',
      isPassed: start.length > 0 && startKb <= START_LIMIT_KB,
      detail: `${startKb.toFixed(1)} kB gzip of at most ${START_LIMIT_KB}`,
    },
    {
      name: 'no tfjs on the page',
      isPassed: strays.length === 0,
      detail: strays.length === 0 ? 'none' : `in ${strays.join(', ')}`,
    },
  ];
  if (!existsSync(path.join(ROOT, 'src/worker/run.worker.ts'))) return checks;
  const carriers = worker.filter((chunk) => chunk.hasTfjs);
  return [
    ...checks,
    { name: 'tfjs in the worker', isPassed: carriers.length > 0, detail: `${carriers.length} chunks` },
  ];
}

/** @param {string} folder @param {string} prefix @returns {Chunk[]} */
function readReports(folder, prefix) {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return files.flatMap((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
}

/** The entries and all that they import statically. @param {Chunk[]} chunks */
function staticallyLoaded(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set(chunks.filter((chunk) => chunk.isEntry));
  for (const chunk of reached) {
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported !== undefined) reached.add(imported);
    }
  }
  return [...reached];
}

/** @param {Chunk} chunk */
function gzipKb({ fileName }) {
  return gzipSync(readFileSync(path.join(ROOT, 'dist', fileName)), { level: 9 }).length / 1000;
}

/** @param {Chunk[]} page @param {Chunk[]} worker @param {Chunk[]} start */
function printTable(page, worker, start) {
  const row = (/** @type {Chunk} */ chunk, /** @type {string} */ place) =>
    console.log(`  ${place.padEnd(12)}${gzipKb(chunk).toFixed(1).padStart(7)} kB gzip  ${chunk.fileName}`);
  for (const chunk of page) row(chunk, start.includes(chunk) ? 'page start' : 'page, later');
  for (const chunk of worker) row(chunk, 'worker');
}
