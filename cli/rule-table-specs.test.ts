import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyNotRule } from '../src/spec/rule-limits';
import { readSpecJson } from './experiment-spec';
import { PLACES } from './rule-table-settings';
import { specFiles, specText } from './rule-table-specs';

const FOLDER = path.resolve('specs', 'rules');
/** What a rule cannot do has no file. */
const files = specFiles().filter(({ spec, rule }) => whyNotRule(spec, rule) === null);

describe('specs/rules', () => {
  // `npx vitest run cli/rule-table-specs.test.ts -u` writes the files anew.
  it.each(files)('$file is the experiment of the table', async ({ file, spec }) => {
    const text = specText(spec);
    expect(readSpecJson(text)).toEqual({ spec });
    await expect(text).toMatchFileSnapshot(path.join(FOLDER, file));
  });

  it('holds no other files', () => {
    const found = PLACES.flatMap(({ id }) =>
      readdirSync(path.join(FOLDER, id)).map((name) => `${id}/${name}`),
    );
    expect(found.toSorted()).toEqual(files.map(({ file }) => file).toSorted());
  });
});
