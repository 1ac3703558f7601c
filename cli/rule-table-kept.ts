/**
 * Rows of the table of rules that were made before: a file each, with the experiment that it belongs to.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExperimentSpec } from '../src/spec/spec';
import type { Row, TableOptions } from './rule-table-run';
import { specText } from './rule-table-specs';

interface Kept {
  /** The text of the experiment's file. */
  readonly spec: string;
  readonly row: Row;
}

/** Keeps rows in a folder, so that a table that was broken off goes on, and two processes can share one. */
export function keeperIn(folder: string): NonNullable<TableOptions['keep']> {
  return async (name, spec, make) => {
    const file = path.join(folder, `${name}.json`);
    const found = await readKept(file, spec);
    if (found) return found;
    const row = await make();
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify({ spec: specText(spec), row } satisfies Kept, null, 2));
    return row;
  };
}

/** The row in a file; null where there is none, or one of another experiment. */
async function readKept(file: string, spec: ExperimentSpec): Promise<Row | null> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Kept;
    return kept.spec === specText(spec) ? kept.row : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
