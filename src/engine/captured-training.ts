/**
 * Training on WebGPU as a captured step: batches are gathered on the device, learning rates and losses lie in rings of slots
 * there, so that many steps go to the device in one submit and nothing is waited for.
 * Step s uses slot s mod SLOTS of every ring. The numbers are those of `trainStep` on the same batches, bit for bit.
 */
import { type Tensor, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { type Capture, capture } from './kernels/capture';
import {
  bufferOf,
  type DeviceBuffer,
  flush,
  MAP_READ,
  USAGE,
  type WebGpuBackend,
} from './kernels/webgpu-device';
import { type DeviceRows, gatherRows, pickNumber, storeNumber } from './kernels/webgpu-gather';
import { disposeAll, inScope } from './scope';
import { type TrainingSetup, type TrainingState, trainStep } from './train-step';

/** Most steps that one call may hand to the device. */
export const SLOTS = 256;

/** A training set on the device. It stays the caller's and must live as long as the capture. */
export interface DeviceSet {
  readonly x: DeviceRows;
  /** Null where the target is x again. */
  readonly y: DeviceRows | null;
}

/** What the coming steps need to know, one after another. */
export interface StepsAhead {
  /** Number of the first of them. */
  readonly step: number;
  /** Row numbers, a batch after another. `[steps, rows]` */
  readonly rows: Int32Array;
  /** η of every step. */
  readonly learningRates: Float32Array;
}

export interface CapturedTraining {
  /** Where the run stands. Stays the caller's after `release`; until then no other step may replace its tensors. */
  readonly state: TrainingState;
  readonly commandsPerStep: number;
  /** Bytes on the device besides the state and the set. */
  readonly bytes: number;
  /** Hands these steps to the device, which works them off behind our back. At most SLOTS. */
  run(ahead: StepsAhead): void;
  /** Losses of the last SLOTS steps handed over so far, step s at s mod SLOTS; answers once the device got there. */
  readLosses(): Promise<Float32Array>;
  /** Gives back everything but the state. */
  release(): void;
}

/** Captures training while it takes the first step of `first`. The state's tensors are replaced. */
export function captureTraining(
  gpu: WebGpuBackend,
  setup: TrainingSetup,
  {
    state,
    set,
    first,
  }: { readonly state: TrainingState; readonly set: DeviceSet; readonly first: StepsAhead },
): CapturedTraining {
  const count = first.rows.length;
  const rings = {
    rows: zeros([SLOTS, count], 'int32') as Tensor,
    rates: tensor1d(new Float32Array(SLOTS)),
    losses: tensor1d(new Float32Array(SLOTS)),
  };
  const spare: DeviceBuffer[] = [];

  function write({ step, rows, learningRates }: StepsAhead): void {
    const steps = learningRates.length;
    if (steps > SLOTS) throw new Error(`captureTraining: ${steps} steps at once, at most ${SLOTS}`);
    const slot = step % SLOTS;
    const before = Math.min(steps, SLOTS - slot);
    for (const { ring, values, width } of [
      { ring: bufferOf(gpu, rings.rows), values: rows, width: count },
      { ring: bufferOf(gpu, rings.rates), values: learningRates, width: 1 },
    ]) {
      gpu.queue.writeBuffer(ring, 4 * slot * width, values.subarray(0, before * width));
      if (before < steps) gpu.queue.writeBuffer(ring, 0, values.subarray(before * width));
    }
  }

  const step = (from: TrainingState): TrainingState =>
    inScope(() => {
      const x = gatherRows(gpu, set.x, rings.rows, from.step);
      const y = set.y === null ? x : gatherRows(gpu, set.y, rings.rows, from.step);
      const learningRate = pickNumber(gpu, rings.rates, from.step);
      // Its tensor is gone after the step.
      const at = from.step.clone();
      const { state: next, loss } = trainStep(setup, from, { x, y }, { learningRate });
      if (loss) storeNumber(gpu, rings.losses, at, loss);
      return next;
    });

  // On the device before anything is written to them.
  for (const ring of Object.values(rings)) bufferOf(gpu, ring);
  flush(gpu);
  write(first);
  const constants = [...set.x.tensors, ...(set.y?.tensors ?? [])];
  const captured: Capture<TrainingState> = capture(gpu, step, state, constants);
  return {
    state: captured.state,
    commandsPerStep: captured.commandsPerStep,
    bytes: captured.bytes + 4 * SLOTS * (count + 2),
    run(ahead) {
      write(ahead);
      captured.replay(ahead.learningRates.length);
    },
    async readLosses() {
      const ring = bufferOf(gpu, rings.losses);
      const usage = USAGE.mapRead | USAGE.copyTarget;
      const staging = spare.pop() ?? gpu.device.createBuffer({ size: 4 * SLOTS, usage });
      flush(gpu);
      const encoder = gpu.device.createCommandEncoder();
      encoder.copyBufferToBuffer(ring, 0, staging, 0, 4 * SLOTS);
      gpu.queue.submit([encoder.finish()]);
      await staging.mapAsync(MAP_READ);
      const values = new Float32Array(staging.getMappedRange().slice(0));
      staging.unmap();
      spare.push(staging);
      return values;
    },
    release() {
      captured.release();
      disposeAll(rings);
      for (const buffer of spare) buffer.destroy();
    },
  };
}
