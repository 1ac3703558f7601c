/**
 * The same few steps of training twice on WebGPU: captured and replayed, and one by one. What an arm remembers must come out alike.
 */
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { captureTraining } from '../src/engine/captured-training';
import { leavesOf } from '../src/engine/kernels/capture-leaves';
import { webGpuBackend } from '../src/engine/kernels/webgpu-device';
import { rowsOfBytes, rowsOfClasses } from '../src/engine/kernels/webgpu-gather';
import { disposeAll } from '../src/engine/scope';
import { type TrainingState, trainStep } from '../src/engine/train-step';
import { createRng } from '../src/math/rng';
import type { NetworkSpec, RuleChoice } from '../src/spec/spec';
import { modelOf, SGD, start } from './rule-bench';

const [COUNT, ROWS, STEPS, PIXELS, CLASSES] = [12, 4, 6, 36, 3];
const rng = createRng(1, 'data');
const bytes = Uint8Array.from({ length: COUNT * PIXELS }, () => rng.integer(256));
const classes = Uint8Array.from({ length: COUNT }, () => rng.integer(CLASSES));
const rowsAt = (step: number): readonly number[] =>
  Array.from({ length: ROWS }, (_, row) => (step * 5 + row * 7) % COUNT);

/** Everything that a state holds, by its path. */
export type StateNumbers = Readonly<Record<string, readonly number[]>>;

async function numbersOf(state: TrainingState): Promise<StateNumbers> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [path, tensor] of leavesOf(state)) numbers[path] = Array.from(await tensor.data());
  return numbers;
}

/** Six steps, one by one; networks of 36 inputs and 3 outputs. */
export async function trainedOneByOne(spec: NetworkSpec, choice: RuleChoice): Promise<StateNumbers> {
  const run = start(modelOf(spec), choice);
  for (let step = 0; step < STEPS; step++) {
    const rows = rowsAt(step);
    const pixels = rows.map((row) =>
      Array.from(bytes.subarray(PIXELS * row, PIXELS * (row + 1)), (byte) => byte * (1 / 255)),
    );
    const x: Tensor = tensor2d(pixels);
    const y: Tensor = tensor2d(rows.map((row) => [0, 1, 2].map((k) => Number(classes[row] === k))));
    const options = { learningRate: SGD.learningRate, keep: 'nothing' } as const;
    run.state = trainStep(run.setup, run.state, { x, y }, options).state;
    disposeAll([x, y]);
  }
  const numbers = await numbersOf(run.state);
  disposeAll(run.state);
  return numbers;
}

/** The same steps captured at the first and replayed. Throws without WebGPU. */
export async function trainedCaptured(spec: NetworkSpec, choice: RuleChoice): Promise<StateNumbers> {
  const gpu = webGpuBackend();
  if (!gpu) throw new Error('the WebGPU backend is not set');
  const set = { x: rowsOfBytes(bytes, PIXELS), y: rowsOfClasses(classes, CLASSES) };
  const { setup, state } = start(modelOf(spec), choice);
  const ahead = (step: number, steps: number) => ({
    step,
    rows: Int32Array.from(Array.from({ length: steps }, (_, at) => rowsAt(step + at)).flat()),
    learningRates: new Float32Array(steps).fill(SGD.learningRate),
  });
  const training = captureTraining(gpu, setup, { state, set, first: ahead(0, 1) });
  training.run(ahead(1, 3));
  training.run(ahead(4, STEPS - 4));
  const numbers = await numbersOf(training.state);
  training.release();
  disposeAll([training.state, set.x.tensors, set.y.tensors]);
  return numbers;
}
