/**
 * How a session trains on WebGPU: captured steps, many to a submit, at most two submits under way. Nothing is waited for but
 * the submit before the last; losses come in behind, in the order of their steps.
 */
import {
  type CapturedTraining,
  captureTraining,
  type DeviceSet,
  SLOTS,
  type StepsAhead,
} from '../engine/captured-training';
import { type WebGpuBackend, webGpuBackend } from '../engine/kernels/webgpu-device';
import { type DeviceRows, rowsOfBytes, rowsOfClasses, rowsOfNumbers } from '../engine/kernels/webgpu-gather';
import { disposeAll } from '../engine/scope';
import type { TrainingSetup } from '../engine/train-step';
import { featuresOf } from '../spec/dataset';
import type { Material } from './session-batches';
import type { Span, Trainer, TrainerOptions } from './session-stepwise';

/** Work that a submit should hold: short enough to answer calls and draw frames in between. */
const SUBMIT_MS = 8;

/** What a session tells about the steps to come, and a clock in milliseconds. */
export interface CapturedOptions extends TrainerOptions {
  /** Row numbers of the batch of a step. Rows of all batches are equally many. */
  rowsAt(step: number): Uint32Array;
  now(): number;
}

/** The training set as the device holds it: pictures as bytes. Null where it is more than the device can bind at once. */
function uploadSet(gpu: WebGpuBackend, { dataset, target }: Material): DeviceSet | null {
  const { x, labels, targets } = dataset.train;
  const most = gpu.device.limits.maxStorageBufferBindingSize;
  if (x.byteLength > most || (targets?.byteLength ?? 0) > most) return null;
  const features = featuresOf(dataset);
  const inputs = x instanceof Uint8Array ? rowsOfBytes(x, features) : rowsOfNumbers(x, features);
  const answers = (): DeviceRows | null => {
    if (targets) return rowsOfNumbers(targets, dataset.outputs);
    return labels ? rowsOfClasses(labels, dataset.outputs) : null;
  };
  return { x: inputs, y: target === 'input' ? null : answers() };
}

/** Captured steps, or null where the backend is not WebGPU or the training set is too large for it. */
export function createCapturedTrainer(material: Material, options: CapturedOptions): Trainer | null {
  const gpu = webGpuBackend();
  const set = gpu && uploadSet(gpu, material);
  if (!gpu || !set) return null;
  let captured: { readonly setup: TrainingSetup; readonly training: CapturedTraining } | null = null;
  let underWay: Promise<void> = Promise.resolve();
  let before: Promise<void> = Promise.resolve();
  let losses: Promise<void> = Promise.resolve();
  let stepMs = SUBMIT_MS;
  let isClosed = false;
  /** Why losses did not come in: the device is lost. */
  let failure: unknown = null;

  function aheadOf({ from, until }: Span): StepsAhead {
    const steps = Array.from({ length: until - from }, (_, index) => from + index);
    const width = options.rowsAt(from).length;
    const rows = new Int32Array(steps.length * width);
    for (const [index, step] of steps.entries()) rows.set(options.rowsAt(step), index * width);
    return {
      step: from,
      rows,
      learningRates: Float32Array.from(steps, (step) => options.learningRateAt(step)),
    };
  }

  /** Reads the losses of the steps just handed over, behind those that were asked for before. */
  function askForLosses(training: CapturedTraining, { from, until }: Span): void {
    const wanted: number[] = [];
    for (let step = from; step < until; step++) if (options.wantsLoss(step)) wanted.push(step);
    if (wanted.length === 0) return;
    const reading = training.readLosses();
    losses = losses
      .then(() => reading)
      .then((values) => {
        for (const step of wanted) if (!isClosed) options.onLoss(step, values[step % SLOTS] ?? Number.NaN);
      })
      .catch((error: unknown) => {
        failure ??= error;
      });
  }

  /** Notes how long the submit takes that begins now. */
  function watch(steps: number): void {
    const start = options.now();
    const last = underWay;
    before = last;
    underWay = Promise.all([last, gpu?.queue.onSubmittedWorkDone()]).then(() => {
      stepMs = 0.7 * stepMs + (0.3 * (options.now() - start)) / steps;
    });
  }

  return {
    isBehind: true,
    async run(setup, state, { from, until }) {
      if (captured?.setup !== setup) {
        captured?.training.release();
        const first = aheadOf({ from, until: from + 1 });
        captured = { setup, training: captureTraining(gpu, setup, { state, set, first }) };
        askForLosses(captured.training, { from, until: from + 1 });
        return { state: captured.training.state, taken: 1 };
      }
      // Two submits are under way at most, so a step seems to take twice as long as it does.
      const most = Math.max(1, Math.min(SLOTS, Math.round((2 * SUBMIT_MS) / stepMs)));
      const span = { from, until: Math.min(until, from + most) };
      captured.training.run(aheadOf(span));
      watch(span.until - from);
      askForLosses(captured.training, span);
      await before;
      return { state: captured.training.state, taken: span.until - from };
    },
    async settle() {
      await losses;
      if (failure !== null && !isClosed) throw failure;
    },
    release() {
      captured?.training.release();
      captured = null;
    },
    close() {
      isClosed = true;
      captured?.training.release();
      captured = null;
      disposeAll([set.x.tensors, set.y?.tensors ?? []]);
    },
  };
}
