/**
 * When were sources last changed: decides whether a build is still good.
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';

/**
 * Latest change under these files and folders, in milliseconds since 1970. A folder's own time tells of removed files.
 * @param {readonly string[]} names relative to the project
 * @returns {number}
 */
export function newestMs(names) {
  let latestMs = 0;
  for (const name of names) {
    const file = path.join(ROOT, name);
    const stats = statSync(file);
    const children = stats.isDirectory() ? readdirSync(file).map((child) => path.join(name, child)) : [];
    latestMs = Math.max(latestMs, stats.mtimeMs, newestMs(children));
  }
  return latestMs;
}
