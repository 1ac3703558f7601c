/**
 * A golden case through captured training: the first step is recorded, the others repeat the recording with batches that are
 * gathered on the device. Loss before each update, weights, biases and feedback weights after it. WebGPU only.
 */
import { captureTraining, type StepsAhead } from '../src/engine/captured-training';
import { type WebGpuBackend, webGpuBackend } from '../src/engine/kernels/webgpu-device';
import { type DeviceRows, rowsOfNumbers } from '../src/engine/kernels/webgpu-gather';
import { disposeAll } from '../src/engine/scope';
import { type Comparison, compareValues } from './verify-compare';
import type { GoldenCase } from './verify-read';
import { compareParams, feedbackNow, initialState, setupOf } from './verify-run';

/** Every comparison that a captured run can make; none on other backends. Leaves no tensor behind. */
export async function runCaptured(golden: GoldenCase): Promise<readonly Comparison[]> {
  const gpu = webGpuBackend();
  const rows = golden.batches[0]?.x.shape[0] ?? 0;
  // A recording is of one batch size.
  const isEven = golden.batches.every(({ x }) => x.shape[0] === rows);
  return gpu && isEven ? runOn(gpu, golden, rows) : [];
}

async function runOn(gpu: WebGpuBackend, golden: GoldenCase, rows: number): Promise<readonly Comparison[]> {
  const setup = setupOf(golden);
  const allRows = (side: 'x' | 'y', width: number): DeviceRows =>
    rowsOfNumbers(Float32Array.from(golden.batches.flatMap((batch) => [...batch[side].data])), width);
  const set = { x: allRows('x', setup.network.inputs), y: allRows('y', setup.network.outputs) };
  const aheadOf = (step: number): StepsAhead => ({
    step,
    rows: Int32Array.from({ length: rows }, (_, row) => step * rows + row),
    learningRates: Float32Array.of(golden.optimiser.learningRate),
  });
  const state = initialState(golden, setup);
  const training = captureTraining(gpu, setup, { state, set, first: aheadOf(0) });
  const comparisons: Comparison[] = [];
  for (const [step, expected] of golden.steps.entries()) {
    if (step > 0) training.run(aheadOf(step));
    const where = `captured step ${step + 1}`;
    const losses = await training.readLosses();
    const feedback = feedbackNow(setup, training.state);
    const { W: weights, b: biases } = training.state.params;
    comparisons.push(
      compareValues(`loss, ${where}`, losses.subarray(step, step + 1), [expected.loss]),
      ...(await compareParams(where, { weights, biases, feedback }, expected)),
    );
    disposeAll(feedback);
  }
  training.release();
  disposeAll([training.state, set.x.tensors, set.y.tensors]);
  return comparisons;
}
