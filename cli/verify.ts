/**
 * npm run -s verify -- FILE… [--backend cpu|wasm|webgpu]
 * Runs golden cases through the engine: a line per case, then the count; ends with 1 if one fails.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { type BackendId, startBackend } from '../src/engine/backend';
import { NODE_BACKENDS } from './node-backends';
import { runCaptured } from './verify-captured';
import { verdict } from './verify-compare';
import { runLocal } from './verify-local';
import { isLocal } from './verify-local-read';
import { readCase } from './verify-read';
import { runCase } from './verify-run';

const USAGE = `Usage: npm run -s verify -- FILE… [--backend cpu|wasm|webgpu]

Runs golden cases through the engine that the page uses: training steps of one rule (schema golden-case/1), or single
quantities of many rules (schema golden-local/1), every one of which counts as a case.
  --backend  cpu     plain JavaScript
             wasm    WebAssembly (the default: what the page uses without a graphics card)
             webgpu  WebGPU through Dawn: a graphics card, or Chromium's software adapter; every case
                     runs a second time with captured steps
  --help     this text

A line per case: PASS name worst 3.1e-7 (delta 2, step 1), the largest difference relative to the expected norm;
or FAIL with what differs, what the engine lacks, or what is wrong with the file.
Tolerances: 1e-4 relative (1e-3 for the few quantities that cancel), 1e-6 where zero is expected, 0.05° for angles.`;

const BACKENDS: readonly string[] = ['cpu', 'wasm', 'webgpu'] satisfies BackendId[];

interface Options {
  readonly files: readonly string[];
  readonly backend: BackendId;
  readonly wantsHelp: boolean;
  /** What is wrong with the command line, or null. */
  readonly problem: string | null;
}

interface Outcome {
  readonly passed: boolean;
  readonly line: string;
}

await main();

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.wantsHelp) {
    console.log(USAGE);
    return;
  }
  const problem = options.problem ?? (await start(options.backend));
  if (problem !== null) console.log(problem);
  const passes: boolean[] = [];
  for (const file of options.files) {
    const outcomes =
      problem === null ? await verifyFile(file) : [{ passed: false, line: `FAIL ${file} not run` }];
    for (const { passed, line } of outcomes) {
      passes.push(passed);
      console.log(line);
    }
  }
  const passed = passes.filter((pass) => pass).length;
  console.log(`${passed} passed, ${passes.length - passed} failed`);
  process.exitCode = problem === null && passed > 0 && passed === passes.length ? 0 : 1;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { backend: { type: 'string', default: 'wasm' }, help: { type: 'boolean', default: false } },
    });
    const { backend, help } = values;
    const problem = BACKENDS.includes(backend)
      ? positionals.length === 0
        ? 'verify: no files given; see --help.'
        : null
      : `verify: there is no backend "${backend}"; choose cpu, wasm or webgpu.`;
    return { files: positionals, backend: backend as BackendId, wantsHelp: help, problem };
  } catch (error) {
    return { files: [], backend: 'wasm', wantsHelp: false, problem: `verify: ${messageOf(error)}` };
  }
}

/** Starts the backend; a sentence when it cannot run here, otherwise null. */
async function start(backend: BackendId): Promise<string | null> {
  // Keeps tfjs from advertising its native packages.
  enableProdMode();
  const choice = await startBackend(backend, NODE_BACKENDS);
  return choice.kind === 'ready' ? null : `verify: ${choice.message}`;
}

async function verifyFile(file: string): Promise<readonly Outcome[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return [{ passed: false, line: `FAIL ${file} cannot be read: ${messageOf(error)}` }];
  }
  return isLocal(text) ? runLocal(path.basename(file, '.json'), text) : [await verifyCase(file, text)];
}

async function verifyCase(file: string, text: string): Promise<Outcome> {
  const read = readCase(text);
  if (read.kind === 'broken') return { passed: false, line: `FAIL ${file} ${read.why}` };
  if (read.kind === 'unsupported') {
    return { passed: false, line: `FAIL ${read.name} unsupported: ${read.features.join(', ')}` };
  }
  try {
    const comparisons = [...(await runCase(read.golden)), ...(await runCaptured(read.golden))];
    return verdict(read.golden.name, comparisons);
  } catch (error) {
    return { passed: false, line: `FAIL ${read.golden.name} ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
