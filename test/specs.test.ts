import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSpecJson } from '../cli/experiment-spec';
import { DATASET_CATALOGUE } from '../src/spec/catalogue';
import { repair } from '../src/spec/check';
import { PRESET_IDS, PRESETS } from '../src/spec/presets';
import { specJson } from '../src/spec/spec-json';

const FOLDER = path.resolve('specs');
/** What only the user's own files can fill has no spec file. */
const withFile = PRESET_IDS.filter((id) => DATASET_CATALOGUE[PRESETS[id].spec.dataset.id].source !== 'files');

describe('specs/', () => {
  // `npx vitest run test/specs.test.ts -u` writes the files anew.
  it.each(withFile)('%s.json is the preset of that name', async (id) => {
    const text = `${JSON.stringify(specJson(PRESETS[id].spec), null, 2)}\n`;
    expect(readSpecJson(text)).toEqual({ spec: PRESETS[id].spec });
    await expect(text).toMatchFileSnapshot(path.join(FOLDER, `${id}.json`));
  });
});

describe('presets', () => {
  it.each(PRESET_IDS)('%s can be run as it is', (id) => {
    expect(repair(PRESETS[id].spec)).toEqual({ spec: PRESETS[id].spec, issues: [] });
  });

  it('say what they are in one short sentence each', () => {
    for (const { caption, about } of Object.values(PRESETS)) {
      expect(caption.length).toBeLessThan(48);
      expect(about.length).toBeLessThan(110);
      expect(about.endsWith('.')).toBe(true);
    }
  });
});
