/**
 * How long a training step of an experiment takes on the backend that is set: its own network, rule and optimiser, captured
 * where sessions capture. Measured once per machine and kind of step, and kept.
 */
import { tensor2d, zeros } from '@tensorflow/tfjs-core';
import { captureTraining, type StepsAhead } from '../engine/captured-training';
import { createModel } from '../engine/initialise';
import { type WebGpuBackend, webGpuBackend } from '../engine/kernels/webgpu-device';
import { rowsOfBytes, rowsOfNumbers } from '../engine/kernels/webgpu-gather';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { startTraining, type TrainingSetup, type TrainingState, trainStep } from '../engine/train-step';
import { createRule } from '../rules/index';
import { type DatasetShape, featuresOf } from '../spec/dataset';
import { type ExperimentSpec, networkOf } from '../spec/spec';

/** A measurement takes about so long, and no more than so many steps. */
const BUDGET_MS = 100;
const MOST_STEPS = 32;

interface Timed {
  readonly setup: TrainingSetup;
  readonly state: TrainingState;
  readonly rows: number;
  readonly features: number;
}

/** Takes steps, so many at a time, and waits for them; gives back everything with `close`. */
interface Steps {
  take(steps: number): Promise<void>;
  close(): void;
}

function oneByOne({ setup, state: start, rows, features }: Timed): Steps {
  let state = start;
  const values = Float32Array.from({ length: rows * features }, (_, index) => (index % 7) / 7);
  const batch = { x: tensor2d(values, [rows, features]), y: zeros([rows, setup.network.outputs]) };
  return {
    async take(steps) {
      for (let step = 0; step < steps; step++) {
        state = trainStep(setup, state, batch, { learningRate: 0, keep: 'nothing' }).state;
      }
      await state.params.b[0]?.data();
    },
    close: () => disposeAll([state, batch]),
  };
}

function captured(gpu: WebGpuBackend, { setup, state, rows, features }: Timed): Steps {
  const set = {
    x: rowsOfBytes(
      new Uint8Array(features).map((_, index) => index % 251),
      features,
    ),
    y: rowsOfNumbers(new Float32Array(setup.network.outputs), setup.network.outputs),
  };
  let step = 0;
  const ahead = (steps: number): StepsAhead => ({
    step,
    rows: new Int32Array(steps * rows),
    learningRates: new Float32Array(steps),
  });
  const training = captureTraining(gpu, setup, { state, set, first: ahead(1) });
  step += 1;
  return {
    async take(steps) {
      training.run(ahead(steps));
      step += steps;
      await gpu.queue.onSubmittedWorkDone();
    },
    close() {
      training.release();
      disposeAll([training.state, set.x.tensors, set.y.tensors]);
    },
  };
}

/** Milliseconds of one training step of the first arm, waits for the device included. Leaves no tensor behind. */
export async function timeStep(
  spec: ExperimentSpec,
  shape: DatasetShape,
  now: () => number,
): Promise<number> {
  const { network, params } = createModel(networkOf(spec, shape), { ...spec.network, seed: spec.seed });
  const optimiser = createOptimiser(spec.optimiser);
  const [arm] = spec.arms;
  if (!arm) throw new Error('timeStep: the experiment has no arm');
  const setup: TrainingSetup = {
    network,
    rule: createRule(arm),
    optimiser,
    loss: spec.loss,
    seed: spec.seed,
  };
  const { init } = spec.network;
  const timed = {
    setup,
    state: startTraining(setup, params, { init }),
    rows: spec.training.batch,
    features: featuresOf(shape),
  };
  const gpu = webGpuBackend();
  const steps = gpu ? captured(gpu, timed) : oneByOne(timed);
  await steps.take(2);
  const first = now();
  await steps.take(1);
  const count = Math.max(1, Math.min(MOST_STEPS, Math.round(BUDGET_MS / Math.max(0.01, now() - first))));
  const start = now();
  await steps.take(count);
  const elapsedMs = now() - start;
  steps.close();
  return elapsedMs / count;
}

/** Milliseconds per step on both backends. */
export interface StepTimes {
  readonly webgpuMs: number;
  readonly wasmMs: number;
}

/** Where measured times are kept between visits. */
export interface TimesStore {
  read(key: string): Promise<StepTimes | null>;
  write(key: string, times: StepTimes): Promise<void>;
}

/** What the time of a step depends on, the machine's adapter included. */
export function timesKey(adapter: string, spec: ExperimentSpec, shape: DatasetShape): string {
  const arm = spec.arms[0];
  return JSON.stringify([
    adapter,
    shape.inputShape,
    shape.outputs,
    spec.network.hidden,
    spec.training.batch,
    spec.optimiser.id,
    arm?.rule,
  ]);
}
