/**
 * `npm run -s table`: every rule on MNIST, Fashion-MNIST and a small convolutional network, written as docs/rules.md and into
 * the README.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { startBackend } from '../src/engine/backend';
import type { Dataset } from '../src/spec/dataset';
import type { ExperimentSpec, RuleId } from '../src/spec/spec';
import { loadDataset } from './load-data';
import { NODE_BACKENDS } from './node-backends';
import { keeperIn } from './rule-table-kept';
import { readmeWith } from './rule-table-readme';
import { type RuleTable, tableOf } from './rule-table-run';
import { PLACES, RULE_SETTINGS } from './rule-table-settings';
import { rulesMarkdown } from './rule-table-text';

const USAGE = `Usage: npm run -s table -- [--data DIR] [--quick] [--only RULE,RULE] [--place NAME] [--keep DIR] [--out FILE]

Trains every rule on the experiments of specs/rules and writes the table of rules: test accuracy and loss, update angles, time
of a step beside backpropagation's and what it should be, the last layer alone on the same network, and published figures.
Where all rules run everywhere it goes to docs/rules.md and, in short, to README.md.
  --data   folder that holds mnist/ and fashion-mnist/ with the official files (data)
  --quick  fewer images and epochs, and written nowhere unless --out says so
  --only   ids of the rules wanted: fa,dfa
  --place  one of ${PLACES.map(({ id }) => id).join(', ')}
  --keep   folder for finished rows: what is there is not trained again, so that a run that was broken off goes on
  --out    where to write instead
  --help   this text`;

const QUICK = { images: 1500, epochs: 2 };
const WRONG = 2;

/** The official files are not there. */
class NoData extends Error {}

await main();

async function main(): Promise<void> {
  const read = readOptions();
  if (typeof read === 'string') {
    console.error(`table: ${read}`);
    process.exitCode = WRONG;
    return;
  }
  if (read.help) {
    console.log(USAGE);
    return;
  }
  // Keeps tfjs from advertising its native packages.
  enableProdMode();
  const backend = await startBackend('wasm', NODE_BACKENDS);
  if (backend.kind !== 'ready') throw new Error(`table: no WebAssembly: ${JSON.stringify(backend)}`);
  const load = loaderFrom(fromCaller(read.data));
  const tables: RuleTable[] = [];
  for (const place of PLACES) {
    if (read.place !== null && place.id !== read.place) continue;
    try {
      tables.push(
        await tableOf(place, {
          ...(read.quick && { less: QUICK }),
          ...(read.only !== null && { only: read.only }),
          ...(read.keep !== null && { keep: keeperIn(fromCaller(read.keep)) }),
          load,
          say: (line) => console.error(line),
        }),
      );
    } catch (error) {
      if (!(error instanceof NoData)) throw error;
      console.error(`table: ${error.message}`);
      process.exitCode = WRONG;
      return;
    }
  }
  await writeTables(tables, read);
}

/** To the file asked for; else, if nothing is left out, to docs/rules.md and the README; else to the screen. */
async function writeTables(
  tables: readonly RuleTable[],
  { quick, only, place, out }: Options,
): Promise<void> {
  const text = rulesMarkdown(tables);
  const isWhole = !quick && only === null && place === null;
  if (out === null && !isWhole) {
    console.log(text);
    return;
  }
  const file = out === null ? path.resolve('docs', 'rules.md') : fromCaller(out);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  if (out === null) await writeFile('README.md', readmeWith(await readFile('README.md', 'utf8'), tables));
}

interface Options {
  readonly help: boolean;
  readonly data: string;
  readonly quick: boolean;
  readonly only: readonly RuleId[] | null;
  readonly place: string | null;
  readonly keep: string | null;
  readonly out: string | null;
}

/** The options, or one sentence on what is wrong with them. */
function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: 'data' },
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        place: { type: 'string' },
        keep: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const only = values.only?.split(',') ?? null;
    const unknown = only?.find((rule) => !isInTable(rule));
    if (unknown !== undefined) return `there is no rule "${unknown}" in the table; see --help.`;
    if (values.place !== undefined && !PLACES.some(({ id }) => id === values.place)) {
      return `there is no place "${values.place}"; choose ${PLACES.map(({ id }) => id).join(', ')}.`;
    }
    return {
      help: values.help,
      data: values.data,
      quick: values.quick,
      only: only?.filter(isInTable) ?? null,
      place: values.place ?? null,
      keep: values.keep ?? null,
      out: values.out ?? null,
    };
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  }
}

function isInTable(rule: string): rule is keyof typeof RULE_SETTINGS {
  return Object.hasOwn(RULE_SETTINGS, rule);
}

/** Reads every data set once. */
function loaderFrom(folder: string): (spec: ExperimentSpec) => Promise<Dataset> {
  const loaded = new Map<string, Promise<Dataset | string>>();
  return async (spec) => {
    const key = JSON.stringify(spec.dataset);
    const found = loaded.get(key) ?? loadDataset(spec, folder);
    loaded.set(key, found);
    const dataset = await found;
    if (typeof dataset === 'string') throw new NoData(dataset);
    return dataset;
  };
}

/** Paths are meant from where npm was called, which need not be the project's folder. */
function fromCaller(file: string): string {
  return path.resolve(process.env.INIT_CWD ?? '.', file);
}
