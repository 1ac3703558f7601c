/**
 * npm run -s experiment -- LINK-or-SPEC.json [--data DIR] [--backend wasm|webgpu|cpu] [--epochs N] [--out results.json]
 * Runs every arm of an experiment without a browser: the same session, seeds and batches as on the page.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { enableProdMode, version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { version } from '../package.json';
import { type BackendId, startBackend } from '../src/engine/backend';
import type { Dataset } from '../src/spec/dataset';
import { FIELDS, limitsOf } from '../src/spec/fields';
import type { ArmSpec, ExperimentSpec } from '../src/spec/spec';
import { epochLine, progressBar, table } from './experiment-report';
import { type ArmProgress, type ArmResult, runArm } from './experiment-run';
import { isLink, type ReadSpec, readLink, readSpecJson } from './experiment-spec';
import { loadDataset } from './load-data';
import { NODE_BACKENDS } from './node-backends';

const USAGE = `Usage: npm run -s experiment -- LINK-or-SPEC.json [--data DIR] [--backend wasm|webgpu|cpu] [--epochs N] [--out FILE]

Runs every arm of an experiment with the engine of the page: the same numbers on the same backend.
  LINK       what the page's address bar holds, in quotes
  SPEC.json  an experiment as JSON (see specs/); what it leaves out is as on the page when it opens
  --data     folder that holds mnist/, fashion-mnist/ and cifar-10/ with the official files
  --backend  wasm    WebAssembly (the default)
             webgpu  WebGPU through Dawn
             cpu     plain JavaScript
  --epochs   instead of the experiment's own number
  --out      file for the results as JSON, overwritten
  --help     this text

Curves hold one entry per whole epoch: test accuracy and angles after it; trainLoss is the mean of the losses of the epoch's
batches, each before its update. Ctrl-C ends the run and writes what there is.`;

const BACKENDS: readonly string[] = ['wasm', 'webgpu', 'cpu'] satisfies BackendId[];

/** Exit codes: wrong arguments or files; ended by Ctrl-C. */
const WRONG = 2;
const INTERRUPTED = 130;

interface Options {
  readonly source: string;
  readonly data: string | null;
  readonly backend: BackendId;
  readonly epochs: number | null;
  readonly out: string | null;
}

/** Thrown with the one line that a person gets to see. */
class Wrong extends Error {}

await main();

async function main(): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === 'help') console.log(USAGE);
    else await run(options);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    console.error(`experiment: ${error.message}`);
    process.exitCode = WRONG;
  }
}

function readOptions(args: readonly string[]): Options | 'help' {
  const parsed = parse(args);
  const { help, data, backend, epochs, out } = parsed.values;
  if (help) return 'help';
  const [source, extra] = parsed.positionals;
  if (source === undefined) throw new Wrong('no link and no spec file given; see --help.');
  if (extra !== undefined) throw new Wrong(`one experiment at a time; "${extra}" is too much.`);
  if (!BACKENDS.includes(backend))
    throw new Wrong(`there is no backend "${backend}"; choose wasm, webgpu or cpu.`);
  if (epochs !== undefined && !/^[1-9]\d*$/.test(epochs)) {
    throw new Wrong(`--epochs should be a whole number from 1, got "${epochs}".`);
  }
  return {
    source,
    data: data ?? null,
    backend: backend as BackendId,
    epochs: epochs === undefined ? null : Number(epochs),
    out: out ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        backend: { type: 'string', default: 'wasm' },
        epochs: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Wrong(firstLine(error));
  }
}

async function readSpec({ source, epochs }: Options): Promise<ExperimentSpec> {
  const read = isLink(source) ? readLink(source) : await readSpecFile(source);
  if ('problem' in read) throw new Wrong(isLink(source) ? read.problem : `${source}: ${read.problem}`);
  if (epochs === null) return read.spec;
  const field = FIELDS.epochs;
  const { max } = field.kind === 'integer' ? limitsOf(field, read.spec) : { max: epochs };
  if (epochs > max) throw new Wrong(`--epochs should be at most ${max}, got ${epochs}.`);
  return { ...read.spec, training: { ...read.spec.training, epochs } };
}

async function readSpecFile(file: string): Promise<ReadSpec> {
  let text: string;
  try {
    text = await readFile(fromCaller(file), 'utf8');
  } catch (error) {
    throw new Wrong(`${file} cannot be read: ${firstLine(error)}`);
  }
  return readSpecJson(text);
}

async function run(options: Options): Promise<void> {
  const spec = await readSpec(options);
  const dataset = await loadDataset(spec, options.data === null ? null : fromCaller(options.data));
  if (typeof dataset === 'string') throw new Wrong(dataset);
  // Keeps tfjs from advertising its native packages.
  enableProdMode();
  const backend = await startBackend(options.backend, NODE_BACKENDS);
  if (backend.kind === 'failed') throw new Wrong(backend.message);
  const interrupt = hearInterrupts();
  const arms: ArmResult[] = [];
  for (const arm of spec.arms) {
    if (interrupt.isHeard()) break;
    arms.push(await runWatched(spec, dataset, arm, interrupt.isHeard));
  }
  const results = {
    spec,
    versions: { lab: version, tfjs: tfjsVersion, node: process.version },
    backend: { id: backend.id, adapter: backend.adapter },
    data: { name: dataset.name, train: dataset.train.count, test: dataset.test.count },
    trainLossIs: 'mean of the losses of the epoch’s batches, each before its update',
    isComplete: !interrupt.isHeard(),
    arms,
  };
  if (options.out !== null) {
    try {
      await writeFile(fromCaller(options.out), `${JSON.stringify(results)}\n`);
    } catch (error) {
      throw new Wrong(`${options.out} cannot be written: ${firstLine(error)}`);
    }
  }
  console.log(table(arms));
  if (interrupt.isHeard()) process.exitCode = INTERRUPTED;
}

async function runWatched(
  spec: ExperimentSpec,
  dataset: Dataset,
  arm: ArmSpec,
  isStopped: () => boolean,
): Promise<ArmResult> {
  const { epochs } = spec.training;
  const name = arm.rule.toUpperCase();
  const isTerminal = process.stderr.isTTY;
  const show = (progress: ArmProgress): void => {
    if (isTerminal) process.stderr.write(`\r\u001b[K${progressBar(name, progress, epochs)}`);
    else if (progress.isEpoch) process.stderr.write(`${epochLine(name, progress, epochs)}\n`);
  };
  try {
    const result = await runArm({ spec, dataset }, arm, show, isStopped);
    if (isTerminal) process.stderr.write('\n');
    return result;
  } catch (error) {
    // A network that does not fit its data is the spec's fault.
    if (error instanceof Error && error.message.startsWith('buildNetwork: ')) {
      throw new Wrong(`network: ${error.message.slice('buildNetwork: '.length)}`);
    }
    throw error;
  }
}

/** The first Ctrl-C asks for an end; one that comes later than that ends at once. */
function hearInterrupts(): { readonly isHeard: () => boolean } {
  let firstMs: number | null = null;
  const onInterrupt = (): void => {
    firstMs ??= performance.now();
    // The terminal and the starting script both pass the first one on.
    if (performance.now() - firstMs > 1000) process.exit(INTERRUPTED);
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return { isHeard: () => firstMs !== null };
}

/** Paths are meant from where npm was called, which need not be the project's folder. */
function fromCaller(file: string): string {
  return path.resolve(process.env.INIT_CWD ?? '.', file);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
