/**
 * Third-party notices from the installed production dependencies. Without arguments it writes THIRD-PARTY-NOTICES.md
 * (names, versions, licences); `--check` fails when that file is out of date; the build writes the full texts.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)/i;
const SUMMARY = path.join(ROOT, 'THIRD-PARTY-NOTICES.md');

/** @typedef {{ name: string, version: string, licence: string, author: string, text: string }} Notice */

/** One notice per production dependency, by name. @returns {Notice[]} */
export function productionNotices() {
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const notices = Object.entries(lock.packages)
    .filter(([folder, entry]) => folder !== '' && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([folder]) => readNotice(path.join(ROOT, folder)));
  // A package that names its licence and ships no text gets the text as another package ships it.
  const apache = notices.find(({ licence, text }) => licence === 'Apache-2.0' && text !== '')?.text ?? '';
  return notices
    .map((notice) => ({ ...notice, text: notice.text || substituteFor(notice, apache) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} folder @returns {Notice} */
function readNotice(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const text = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
  const holder = typeof author === 'string' ? author : (author?.name ?? '');
  return { name, version, licence: license ?? 'see text', author: holder, text };
}

/** @param {Notice} notice @param {string} apache */
function substituteFor({ name, licence, author }, apache) {
  if (licence === 'Apache-2.0') return apache;
  const holder = author === '' ? `the authors of ${name}` : author;
  return `Copyright (c) ${holder}\nLicensed under ${licence} (https://spdx.org/licenses/${licence}.html).`;
}

/** Writes the full texts. @param {string} file */
export function writeFullNotices(file) {
  const parts = productionNotices().map(
    ({ name, version, licence, text }) => `${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${text}\n`,
  );
  const head = 'Learning Rules Lab contains or was built with the following packages.\n\n';
  writeFileSync(file, head + parts.join('\n'));
  return parts.length;
}

function summary() {
  const rows = productionNotices().map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`,
  );
  return [
    '# Third-party notices',
    '',
    'Packages that the lab is built from. The full licence texts are in `THIRD-PARTY-NOTICES.txt` of every build.',
    'This file is written by `node scripts/notices.mjs`.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function main() {
  if (!process.argv.includes('--check')) writeFileSync(SUMMARY, summary());
  else if (readFileSync(SUMMARY, 'utf8') !== summary()) {
    console.error('THIRD-PARTY-NOTICES.md is out of date: run node scripts/notices.mjs');
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
