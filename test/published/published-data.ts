/**
 * Where the official files are for the reproductions: LAB_DATA, the folder that `npm run data` fills, or one beside the project.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { OfficialId } from '../../src/spec/official';

/** A folder that holds the set, or null. */
export function folderWith(id: OfficialId): string | null {
  const candidates = [process.env.LAB_DATA, 'data', '../shared/data'].filter(
    (folder) => folder !== undefined,
  );
  return candidates.find((folder) => existsSync(path.join(folder, id))) ?? null;
}
