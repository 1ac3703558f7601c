/**
 * Captured steps over a long run, on WebGPU: a thousand are a thousand single ones, bit for bit; a hundred thousand take no
 * more memory than the first and stay numbers. Too slow on a software adapter for the ordinary tests.
 */
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { captureTraining, SLOTS, type StepsAhead } from '../../src/engine/captured-training';
import { createModel } from '../../src/engine/initialise';
import { leavesOf } from '../../src/engine/kernels/capture-leaves';
import { webGpuBackend } from '../../src/engine/kernels/webgpu-device';
import { rowsOfClasses, rowsOfNumbers } from '../../src/engine/kernels/webgpu-gather';
import { createOptimiser } from '../../src/engine/optimisers';
import { disposeAll } from '../../src/engine/scope';
import {
  startTraining,
  type TrainingSetup,
  type TrainingState,
  trainStep,
} from '../../src/engine/train-step';
import { createRule } from '../../src/rules';
import { ruleParams } from '../../src/spec/rule-params';
import type { OptimiserSpec } from '../../src/spec/spec';
import { onBackends } from '../on-backends';

const OPTIMISER: OptimiserSpec = {
  id: 'adam',
  learningRate: 0.003,
  weightDecay: 0.0001,
  momentum: 0,
  decay: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
};
const ROWS = 4;
/** A ring of points in two classes: inner and outer. */
const POINTS = Array.from({ length: 20 }, (_, at) => {
  const [angle, radius] = [at * 1.7, at % 2 === 0 ? 0.4 : 0.9];
  return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
});
const CLASSES = POINTS.map((_, at) => at % 2);
const rowsAt = (step: number): readonly number[] =>
  Array.from({ length: ROWS }, (_, row) => (step * 3 + row * 7) % POINTS.length);

function open(): { readonly setup: TrainingSetup; readonly state: TrainingState } {
  const { network, params } = createModel(
    {
      input: [2],
      layers: [
        { kind: 'dense', units: 6, activation: 'tanh' },
        { kind: 'dense', units: 2, activation: 'linear' },
      ],
    },
    { init: 'glorot', initSigma: 0, seed: 2 },
  );
  const setup: TrainingSetup = {
    network,
    rule: createRule({ rule: 'fa', params: ruleParams({}), layerRules: [], painted: [] }),
    optimiser: createOptimiser(OPTIMISER),
    loss: 'softmax-cross-entropy',
    seed: 2,
  };
  return { setup, state: startTraining(setup, params) };
}

const aheadOf = (step: number, steps: number): StepsAhead => ({
  step,
  rows: Int32Array.from(Array.from({ length: steps }, (_, index) => rowsAt(step + index)).flat()),
  learningRates: new Float32Array(steps).fill(OPTIMISER.learningRate),
});

function startCaptured() {
  const gpu = webGpuBackend();
  if (!gpu) throw new Error('the WebGPU backend is not set');
  const { setup, state } = open();
  const set = { x: rowsOfNumbers(Float32Array.from(POINTS.flat()), 2), y: rowsOfClasses(CLASSES, 2) };
  return { set, training: captureTraining(gpu, setup, { state, set, first: aheadOf(0, 1) }) };
}

async function numbersOf(state: TrainingState): Promise<Record<string, readonly number[]>> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [path, tensor] of leavesOf(state)) numbers[path] = Array.from(await tensor.data());
  return numbers;
}

onBackends('captured steps', () => {
  test('a thousand are a thousand single steps, bit for bit', async () => {
    const { training, set } = startCaptured();
    for (let step = 1; step < 1000; step += 111) training.run(aheadOf(step, Math.min(111, 1000 - step)));
    const captured = await numbersOf(training.state);
    training.release();
    disposeAll([training.state, set.x.tensors, set.y.tensors]);

    const { setup, state: start } = open();
    let state = start;
    for (let step = 0; step < 1000; step++) {
      const rows = rowsAt(step);
      const x = tensor2d(
        rows.map((row) => [...(POINTS[row] ?? [])]),
        [ROWS, 2],
      );
      const y = tensor2d(
        rows.map((row) => [0, 1].map((k) => Number(CLASSES[row] === k))),
        [ROWS, 2],
      );
      const { learningRate } = OPTIMISER;
      state = trainStep(setup, state, { x, y }, { learningRate, keep: 'nothing' }).state;
      disposeAll([x, y]);
    }
    expect(captured).toEqual(await numbersOf(state));
    disposeAll(state);
  });

  test('a hundred thousand take no more memory and stay numbers', async () => {
    const { training, set } = startCaptured();
    const bytes = (): number => (memory() as { numBytesInGPU?: number }).numBytesInGPU ?? 0;
    await training.readLosses();
    const [tensors, device] = [memory().numTensors, bytes()];
    let first = 0;
    for (let step = 1; step < 100_000; step += SLOTS) {
      training.run(aheadOf(step, Math.min(SLOTS, 100_000 - step)));
      const losses = await training.readLosses();
      expect(losses.every(Number.isFinite)).toBe(true);
      if (step > 10_000 && first === 0) first = process.memoryUsage().rss;
    }
    expect([memory().numTensors, bytes()]).toEqual([tensors, device]);
    // The process itself may breathe, but does not grow with the steps.
    expect(process.memoryUsage().rss).toBeLessThan(first + 100_000_000);
    const numbers = await numbersOf(training.state);
    expect(numbers.step).toEqual([100_000]);
    expect(Object.values(numbers).flat().every(Number.isFinite)).toBe(true);
    training.release();
    disposeAll([training.state, set.x.tensors, set.y.tensors]);
  });
}, ['webgpu']);
