/**
 * npm run -s data -- mnist fashion-mnist cifar-10 [--to DIR] [--from URL] [--check]
 * Fetches the published data sets into a folder that the served page finds by itself, or checks what is there.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isOfficialId, OFFICIAL_IDS, OFFICIAL_SETS, type OfficialId } from '../src/spec/official';
import { checkFile, describeState } from './data-check';
import { fetchFile } from './data-fetch';

const USAGE = `Usage: npm run -s data -- SET… [--to DIR] [--from URL] [--check]

Fetches published data sets: mnist (11.6 MB), fashion-mnist (30.9 MB), cifar-10 (170 MB).
  --to DIR    the folder to fill, DIR/mnist and so on (default: data, where npm start finds it)
  --from URL  fetch URL/mnist/… and so on instead of the usual addresses
  --check     fetch nothing: compare what is there with the published sizes and checksums
  --help      this text

Files that are there and right are skipped; an interrupted download goes on where it stopped.
Ends with 0 when everything is there and right, 1 when something is not, 2 when the command line cannot be understood,
130 after Ctrl-C.`;

interface Options {
  readonly sets: readonly OfficialId[];
  readonly folder: string;
  readonly from: string | null;
  readonly checksOnly: boolean;
  readonly wantsHelp: boolean;
}

class UsageError extends Error {}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options.wantsHelp) {
      console.log(USAGE);
      return 0;
    }
    let failed = 0;
    for (const id of options.sets) {
      failed += options.checksOnly ? await checkSet(id, options) : await fetchSet(id, options);
      if (interrupt.signal.aborted) {
        console.log('Interrupted. The same command goes on from here.');
        return 130;
      }
    }
    return failed === 0 ? 0 : 1;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`data: ${message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !isOfficialId(name));
  if (unknown !== undefined) {
    throw new UsageError(`there is no data set "${unknown}"; choose from ${OFFICIAL_IDS.join(', ')}.`);
  }
  const named = positionals.filter(isOfficialId);
  if (named.length === 0 && !values.check && !values.help) {
    throw new UsageError(`no data sets given; choose from ${OFFICIAL_IDS.join(', ')}, or see --help.`);
  }
  if (values.from !== undefined && !/^https?:\/\//.test(values.from)) {
    throw new UsageError(
      `--from needs an address that begins with http:// or https://, not "${values.from}".`,
    );
  }
  return {
    sets: named.length > 0 ? named : OFFICIAL_IDS,
    folder: path.resolve(process.env.INIT_CWD ?? '.', values.to),
    from: values.from?.replace(/\/*$/, '/') ?? null,
    checksOnly: values.check,
    wantsHelp: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string', default: 'data' },
        from: { type: 'string' },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Says how each file of the set stands; answers how many are not right. */
async function checkSet(id: OfficialId, { folder }: Options): Promise<number> {
  let wrong = 0;
  for (const expected of OFFICIAL_SETS[id].files) {
    const state = await checkFile(path.join(folder, id, expected.name), expected);
    if (state.kind !== 'right') wrong++;
    console.log(
      `${state.kind === 'right' ? 'ok  ' : 'FAIL'} ${id}/${expected.name} ${describeState(state, expected)}`,
    );
  }
  return wrong;
}

/** Fetches a set; answers how many of its files are still missing. */
async function fetchSet(id: OfficialId, { folder, from }: Options): Promise<number> {
  const { name, files, mirrors, licence, cite } = OFFICIAL_SETS[id];
  console.log(`${name}. ${licence}.\n  Cite: ${cite}`);
  let failed = 0;
  for (const expected of files) {
    const progress = createProgress(`${id}/${expected.name}`, expected.bytes);
    const result = await fetchFile(expected, {
      folder: path.join(folder, id),
      mirrors: from === null ? mirrors : [`${from}${id}/`],
      signal: interrupt.signal,
      onProgress: progress.show,
    });
    progress.clear();
    if (result.kind === 'interrupted') return files.length;
    if (result.kind === 'failed') failed++;
    const words = {
      there: 'was there already',
      fetched: `is whole and right (${megabytes(expected.bytes)} MB)`,
      failed: result.kind === 'failed' ? `could not be fetched: ${result.why}` : '',
    };
    console.log(`  ${id}/${expected.name} ${words[result.kind]}`);
  }
  return failed;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** A line that counts up on a terminal; a line for every tenth elsewhere, for files of some size. */
function createProgress(name: string, total: number): { show(bytes: number): void; clear(): void } {
  const { stderr } = process;
  let shownMs = 0;
  let tenths = 0;
  return {
    show(bytes) {
      const line = `  ${name} ${megabytes(bytes)} of ${megabytes(total)} MB`;
      if (stderr.isTTY) {
        if (Date.now() - shownMs < 100) return;
        shownMs = Date.now();
        stderr.write(`\r${line}\u001b[K`);
      } else if (total > 5e6 && Math.floor((10 * bytes) / total) > tenths) {
        tenths = Math.floor((10 * bytes) / total);
        stderr.write(`${line}\n`);
      }
    },
    clear() {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}
