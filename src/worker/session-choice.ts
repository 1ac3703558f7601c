/**
 * Which backend an experiment runs on. Where a hardware GPU is found the question is open, because small networks
 * are often faster on WebAssembly: both take a few training steps of this very network, and the faster one wins.
 */
import { tensor2d, zeros } from '@tensorflow/tfjs-core';
import { type BackendLoaders, isSoftwareAdapter, startBackend } from '../engine/backend';
import { createModel } from '../engine/initialise';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { startTraining, type TrainingSetup, trainStep } from '../engine/train-step';
import { createRule } from '../rules/index';
import { type DatasetShape, featuresOf } from '../spec/dataset';
import { ruleParams } from '../spec/rule-params';
import { type ExperimentSpec, networkOf } from '../spec/spec';
import type { BackendId, BackendInfo, Failure } from './protocol';

const WARM_UP_STEPS = 5;
const TIMED_STEPS = 15;

/** Milliseconds of one training step of this experiment on the backend that is set, waits for the device included. */
export async function timeStep(
  spec: ExperimentSpec,
  shape: DatasetShape,
  now: () => number,
): Promise<number> {
  const rows = spec.training.batch;
  const { network, params } = createModel(networkOf(spec, shape), { ...spec.network, seed: spec.seed });
  const optimiser = createOptimiser(spec.optimiser);
  const rule = createRule({ rule: 'bp', params: ruleParams(), layerRules: [], painted: [] });
  const setup: TrainingSetup = { network, rule, optimiser, loss: spec.loss, seed: spec.seed };
  let state = startTraining(setup, params);
  const values = Float32Array.from({ length: rows * featuresOf(shape) }, (_, index) => (index % 7) / 7);
  const batch = {
    x: tensor2d(values, [rows, featuresOf(shape)]),
    y: zeros([rows, network.outputs]),
  };
  const run = async (steps: number): Promise<void> => {
    for (let step = 0; step < steps; step++) {
      state = trainStep(setup, state, batch, { learningRate: 0, keep: 'nothing' }).state;
    }
    await state.params.b[0]?.data();
  };
  await run(WARM_UP_STEPS);
  const start = now();
  await run(TIMED_STEPS);
  const elapsedMs = now() - start;
  disposeAll([state, batch]);
  return elapsedMs / TIMED_STEPS;
}

/** The two backends compared, in one sentence. */
export function compareInWords(webgpuMs: number, wasmMs: number): string {
  const ratio = (Math.max(webgpuMs, wasmMs) / Math.min(webgpuMs, wasmMs)).toFixed(1);
  const [faster, slower] = webgpuMs < wasmMs ? ['WebGPU', 'WebAssembly'] : ['WebAssembly', 'WebGPU'];
  return `Measured on this network: ${faster} is ${ratio} times as fast as ${slower}.`;
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
  question: { readonly spec: ExperimentSpec; readonly shape: DatasetShape; readonly now: () => number },
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
  const webgpu = await start('webgpu', loaders);
  if ('code' in webgpu) return startWasm(loaders, 'WebGPU did not start. WebAssembly runs everything here.');
  const webgpuMs = await timeStep(question.spec, question.shape, question.now);
  const wasm = await start('wasm', loaders);
  if ('code' in wasm) return start('webgpu', loaders, 'WebGPU runs on hardware here.');
  const wasmMs = await timeStep(question.spec, question.shape, question.now);
  const reason = compareInWords(webgpuMs, wasmMs);
  return webgpuMs < wasmMs ? start('webgpu', loaders, reason) : { ...wasm, reason };
}

/** WebAssembly, or plain JavaScript where even that is missing. */
async function startWasm(loaders: BackendLoaders, reason: string): Promise<BackendInfo | Failure> {
  const wasm = await start('wasm', loaders, reason);
  return 'code' in wasm
    ? start('cpu', loaders, 'Neither WebGPU nor WebAssembly: plain JavaScript, slow.')
    : wasm;
}
