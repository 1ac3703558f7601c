/**
 * Every tfjs module that the sources name, deep imports too: Vite's optimisers must be told each of them,
 * or a second copy of tfjs-core with a registry of its own gets loaded.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';

/** @param {readonly string[]} folders relative to the project */
export function tfjsImports(folders) {
  const names = new Set(['@tensorflow/tfjs-core']);
  for (const folder of folders) {
    for (const file of sourcesIn(path.join(ROOT, folder))) {
      for (const match of readFileSync(file, 'utf8').matchAll(/['"](@tensorflow\/[\w./-]+)['"]/g)) {
        const name = match[1] ?? '';
        if (!/\.(wasm|json)$/.test(name)) names.add(name);
      }
    }
  }
  return [...names].sort();
}

/** @param {string} folder */
function sourcesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((name) => /\.tsx?$/.test(name)).map((name) => path.join(folder, name));
}
