/**
 * Makes sure that the locked dependencies are installed, with Node's own modules alone:
 * this runs on a fresh clone, before there is a node_modules folder.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Everything that checks and builds leave behind for one another; a fresh install empties it. */
export const CACHE = path.join(ROOT, 'node_modules', '.cache', 'lab');

const OLDEST_NODE = [20, 19];

/** One sentence where this Node is too old, else null. */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = OLDEST_NODE;
  const isEnough = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  return isEnough
    ? null
    : `Learning Rules Lab needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${version}. Install a newer one from nodejs.org.`;
}

/** True when node_modules matches package-lock.json: npm writes its own record last, after everything is in place. */
export function isInstalled() {
  const record = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  return statSync(record).mtimeMs >= statSync(path.join(ROOT, 'package-lock.json')).mtimeMs;
}

/** Installs the locked dependencies where they are missing or outdated. Ends the process with a sentence on failure. */
export function ensureInstalled() {
  const problem = nodeProblem();
  if (problem !== null) stop(problem);
  if (isInstalled()) return;
  console.log('Installing the locked dependencies (npm ci, about 240 packages) …');
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'];
  const { status } = runNpm(args);
  if (status !== 0)
    stop('npm ci failed, see above. Check the connection to the npm registry, then run the command again.');
}

/** @param {string[]} args */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: /** @type {const} */ ('inherit') };
  // Started by npm: use that very npm. Windows has only npm.cmd, which needs a shell.
  if (npm !== undefined && /npm(-cli)?\.c?js$/.test(npm)) {
    return spawnSync(process.execPath, [npm, ...args], options);
  }
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
