/**
 * Real files in the official formats, where the machine has them: LAB_DATA names the folder. They are never part of the
 * project, so the tests that read them are skipped elsewhere.
 */
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ByteSource } from '../src/data/byte-source';

const FOLDER = process.env.LAB_DATA ?? path.resolve(import.meta.dirname, '../../shared/data');

/** Files of a folder of real data, by name; none where it is not there. */
export function realFiles(set: string): ByteSource[] {
  const folder = path.join(FOLDER, set);
  if (!existsSync(folder)) {
    console.log(`No real data in ${set}: their tests are skipped.`);
    return [];
  }
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      return { name, size: statSync(file).size, open: () => createReadStream(file) };
    });
}
