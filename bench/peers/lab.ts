/**
 * The lab itself: the only file of the bench that knows the engine's interface. Batches are made as a session makes them,
 * from bytes in the order of the epoch: by JavaScript for a step on wasm, by the device for captured steps on WebGPU.
 */
import { NODE_BACKENDS } from '../../cli/node-backends';
import { type BackendId, startBackend } from '../../src/engine/backend';
import { captureTraining, type DeviceSet, SLOTS, type StepsAhead } from '../../src/engine/captured-training';
import { evaluate } from '../../src/engine/evaluate';
import { createModel } from '../../src/engine/initialise';
import { webGpuBackend } from '../../src/engine/kernels/webgpu-device';
import { rowsOfBytes, rowsOfClasses } from '../../src/engine/kernels/webgpu-gather';
import { createOptimiser } from '../../src/engine/optimisers';
import { disposeAll } from '../../src/engine/scope';
import {
  startTraining,
  type TrainingSetup,
  type TrainingState,
  trainStep,
} from '../../src/engine/train-step';
import { createRule } from '../../src/rules/index';
import type { Dataset } from '../../src/spec/dataset';
import { createArm, DEFAULT_SPEC } from '../../src/spec/presets';
import { createBatches, sourceOf, type TrainingBatches } from '../../src/worker/session-batches';
import type { BenchData } from '../bench-data';
import { type BenchCase, featuresOf } from '../cases';
import type { OpenRunner } from './runner';

const SEED = 0;

/** The bench's data as the lab's own; the first batch is the test split. */
export function datasetOf(bench: BenchCase, { x, labels, count }: BenchData): Dataset {
  const train = { x, labels, count, targets: null };
  const test = {
    x: x.subarray(0, bench.batch * featuresOf(bench)),
    labels: labels.subarray(0, bench.batch),
    count: bench.batch,
    targets: null,
  };
  return {
    id: 'mnist',
    name: 'Bench',
    inputShape: bench.network.input,
    outputs: 10,
    classNames: Array.from({ length: 10 }, (_, index) => String(index)),
    train,
    test,
  };
}

/** Takes so many steps and answers the milliseconds of JavaScript until they were handed over. */
interface Trainer {
  readonly state: TrainingState;
  take(steps: number): number;
}

interface Course {
  readonly bench: BenchCase;
  readonly setup: TrainingSetup;
  readonly batches: TrainingBatches;
  readonly start: TrainingState;
}

/** `variant`: backend, rule and `eager` for one call of JavaScript per kernel: "webgpu fa", "webgpu bp eager". */
export const openLab: OpenRunner = async (bench, variant, data) => {
  const [backend = '', rule = '', mode = ''] = variant.split(' ');
  const started = await startBackend(backend as BackendId, NODE_BACKENDS);
  if (started.kind === 'failed') throw new Error(started.message);
  const dataset = datasetOf(bench, data);
  const material = { dataset, target: 'labels' } as const;
  const { network, params } = createModel(bench.network, { init: 'glorot', initSigma: 0, seed: SEED });
  const setup: TrainingSetup = {
    network,
    rule: createRule(createArm(0, rule === 'fa' ? 'fa' : 'bp')),
    optimiser: createOptimiser({ ...DEFAULT_SPEC.optimiser, id: bench.optimiser }),
    loss: 'softmax-cross-entropy',
    seed: SEED,
  };
  const course: Course = {
    bench,
    setup,
    batches: createBatches(material, bench.batch, SEED),
    start: startTraining(setup, params),
  };
  const isCaptured = started.id === 'webgpu' && mode !== 'eager';
  const trainer = isCaptured ? capturedTrainer(course, dataset) : eagerTrainer(course);
  return {
    about: [started.id, started.adapter, isCaptured ? 'captured' : null]
      .filter((part) => part !== null)
      .join(', '),
    async train(count) {
      const scriptMs = trainer.take(count);
      await trainer.state.params.b[0]?.data();
      return { steps: count, scriptMs };
    },
    async loss() {
      const measured = { network, params: trainer.state.params, loss: setup.loss };
      return (await evaluate(measured, sourceOf(material))).loss;
    },
  };
};

function eagerTrainer({ bench, setup, batches, start }: Course): Trainer {
  let state = start;
  let step = 0;
  return {
    get state() {
      return state;
    },
    take(steps) {
      const began = performance.now();
      for (const end = step + steps; step < end; step++) {
        const batch = batches.at(step);
        state = trainStep(setup, state, batch, { learningRate: bench.learningRate, keep: 'nothing' }).state;
        disposeAll(batch);
      }
      return performance.now() - began;
    },
  };
}

function capturedTrainer({ bench, setup, batches, start }: Course, { train }: Dataset): Trainer {
  const gpu = webGpuBackend();
  if (gpu === null || train.labels === null) throw new Error('captured steps need WebGPU');
  const set: DeviceSet = {
    x: rowsOfBytes(train.x as Uint8Array, featuresOf(bench)),
    y: rowsOfClasses(train.labels, 10),
  };
  const aheadFrom = (step: number, steps: number): StepsAhead => {
    const rows = new Int32Array(steps * bench.batch);
    for (let index = 0; index < steps; index++) rows.set(batches.rowsAt(step + index), index * bench.batch);
    return { step, rows, learningRates: new Float32Array(steps).fill(bench.learningRate) };
  };
  const training = captureTraining(gpu, setup, { state: start, set, first: aheadFrom(0, 1) });
  let step = 1;
  return {
    state: training.state,
    take(steps) {
      const began = performance.now();
      for (const end = step + steps; step < end; ) {
        const chunk = Math.min(SLOTS, end - step);
        training.run(aheadFrom(step, chunk));
        step += chunk;
      }
      return performance.now() - began;
    },
  };
}
