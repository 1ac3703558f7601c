/**
 * Reads the machine reports of vitest and Playwright into counts, and names what failed and what did not run.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';

/** @typedef {import('./stages.mjs').Result} Result */
/** @typedef {{ group: string, title: string, outcome: 'passed' | 'failed' | 'skipped', reason: string, isFlaky?: boolean }} Case */

/** @param {string} file @returns {Result} */
export function readVitest(file) {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  return summarise(testResults.flatMap(vitestCases));
}

/** @param {{ name: string, status: string, message: string, assertionResults: any[] }} suite @returns {Case[]} */
function vitestCases({ name, status, assertionResults }) {
  const file = path.relative(ROOT, name).replaceAll('\\', '/');
  if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
    return [{ group: file, title: 'did not load or ended with an error', outcome: 'failed', reason: '' }];
  }
  return assertionResults.map((test) => ({
    group: [file, ...test.ancestorTitles.slice(0, 1)].join(' › '),
    title: test.title,
    outcome: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    reason: '',
  }));
}

/** @param {string} file @returns {Result} */
export function readPlaywright(file) {
  const { suites, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const result = summarise(suites.flatMap(playwrightCases));
  const failures = errors.map(
    (/** @type {{ message?: string }} */ error) => (error.message ?? 'error').split('\n')[0],
  );
  return { ...result, failed: result.failed + failures.length, failures: [...result.failures, ...failures] };
}

/** @param {any} suite @returns {Case[]} */
function playwrightCases(suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) => ({
      group: `[${test.projectName}] ${spec.file}`,
      title: spec.title,
      outcome: { expected: 'passed', flaky: 'passed', skipped: 'skipped' }[String(test.status)] ?? 'failed',
      isFlaky: test.status === 'flaky',
      reason: test.annotations?.find((/** @type {any} */ note) => note.type === 'skip')?.description ?? '',
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(playwrightCases)];
}

/** @param {Case} test */
const nameOf = ({ group, title }) => `${group} › ${title}`;

/** @param {Case[]} cases @returns {Result} */
function summarise(cases) {
  const of = (/** @type {string} */ outcome) => cases.filter((test) => test.outcome === outcome);
  return {
    passed: of('passed').length,
    failed: of('failed').length,
    skipped: of('skipped').length,
    failures: of('failed').map(nameOf),
    flaky: cases.filter(({ isFlaky }) => isFlaky).map(nameOf),
    notRun: groupSkipped(of('skipped')),
  };
}

/** One line per group: a suite that could not run is one fact, not fifty. @param {Case[]} skipped */
function groupSkipped(skipped) {
  /** @type {Map<string, Case[]>} */
  const groups = new Map();
  for (const test of skipped) {
    const key = test.reason === '' ? test.group : `${test.group} (${test.reason})`;
    groups.set(key, [...(groups.get(key) ?? []), test]);
  }
  return [...groups].map(([group, tests]) =>
    tests.length === 1 ? `${group} › ${tests[0]?.title}` : `${tests.length} tests in ${group}`,
  );
}
