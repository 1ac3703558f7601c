/**
 * Which backend an experiment runs on. Where a hardware GPU is found the question is open, because small networks
 * are often faster on WebAssembly: both take a few training steps of this very experiment, and the faster one wins.
 * What was measured is kept for the next visit.
 */
import { type BackendLoaders, describeAdapter, isSoftwareAdapter, startBackend } from '../engine/backend';
import type { DatasetShape } from '../spec/dataset';
import type { ExperimentSpec } from '../spec/spec';
import type { BackendId, BackendInfo, Failure } from './protocol';
import { type StepTimes, type TimesStore, timesKey } from './session-timing';

/** What is asked, and with what it is answered. */
export interface Question {
  readonly spec: ExperimentSpec;
  readonly shape: DatasetShape;
  /** Milliseconds of a step of this experiment on the backend that is set. */
  measure(): Promise<number>;
  readonly times: TimesStore | null;
}

const words = (ms: number): string => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

/** The two backends compared, in two sentences. */
export function compareInWords({ webgpuMs, wasmMs }: StepTimes, isKept = false): string {
  const ratio = (Math.max(webgpuMs, wasmMs) / Math.min(webgpuMs, wasmMs)).toFixed(1);
  const [faster, slower] = webgpuMs < wasmMs ? ['WebGPU', 'WebAssembly'] : ['WebAssembly', 'WebGPU'];
  const when = isKept ? 'Measured here before' : 'Measured on this network';
  return `${when}: ${faster} is ${ratio} times as fast as ${slower}. A step takes ${words(webgpuMs)} on WebGPU and ${words(wasmMs)} on WebAssembly.`;
}

async function start(
  wanted: BackendId,
  loaders: BackendLoaders,
  reason?: string,
): Promise<BackendInfo | Failure> {
  const choice = await startBackend(wanted, loaders);
  if (choice.kind === 'failed') return { code: choice.code, message: choice.message, remedy: choice.remedy };
  return { id: choice.id, adapter: choice.adapter, reason: reason ?? choice.reason };
}

/** Decides, and leaves the chosen backend set. */
export async function chooseBackend(
  wish: BackendId | 'auto',
  loaders: BackendLoaders,
  question: Question,
): Promise<BackendInfo | Failure> {
  if (wish !== 'auto') return start(wish, loaders);
  const found = await loaders.webgpu
    .look()
    .catch(() => ({ available: false as const, why: 'it does not answer' }));
  if (!found.available)
    return startWasm(loaders, `No WebGPU: ${found.why}. WebAssembly runs everything here.`);
  if (found.adapter && isSoftwareAdapter(found.adapter)) {
    return startWasm(loaders, 'WebGPU here is software only. WebAssembly runs everything faster.');
  }
  const key = timesKey(found.adapter ? describeAdapter(found.adapter) : '', question.spec, question.shape);
  const kept = (await question.times?.read(key)) ?? null;
  if (kept) {
    const reason = compareInWords(kept, true);
    const chosen = await start(kept.webgpuMs < kept.wasmMs ? 'webgpu' : 'wasm', loaders, reason);
    if (!('code' in chosen)) return chosen;
  }
  return compare(loaders, question, key);
}

/** Both take a few steps. */
async function compare(
  loaders: BackendLoaders,
  { measure, times }: Question,
  key: string,
): Promise<BackendInfo | Failure> {
  const webgpu = await start('webgpu', loaders);
  if ('code' in webgpu) return startWasm(loaders, 'WebGPU did not start. WebAssembly runs everything here.');
  const webgpuMs = await measure();
  const wasm = await start('wasm', loaders);
  if ('code' in wasm) return start('webgpu', loaders, 'WebGPU runs on hardware here.');
  const measured = { webgpuMs, wasmMs: await measure() };
  await times?.write(key, measured);
  const reason = compareInWords(measured);
  return measured.webgpuMs < measured.wasmMs ? start('webgpu', loaders, reason) : { ...wasm, reason };
}

/** WebAssembly, or plain JavaScript where even that is missing. */
async function startWasm(loaders: BackendLoaders, reason: string): Promise<BackendInfo | Failure> {
  const wasm = await start('wasm', loaders, reason);
  return 'code' in wasm
    ? start('cpu', loaders, 'Neither WebGPU nor WebAssembly: plain JavaScript, slow.')
    : wasm;
}
