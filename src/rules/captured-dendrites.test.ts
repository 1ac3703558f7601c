/**
 * Rules with dendrites through captured training on WebGPU: the same numbers as step by step, their own weights included.
 */
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { sigmoids } from '../../test/dendrite-bench';
import { onBackends } from '../../test/on-backends';
import { modelOf, SGD, start } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { captureTraining } from '../engine/captured-training';
import { leavesOf } from '../engine/kernels/capture-leaves';
import { webGpuBackend } from '../engine/kernels/webgpu-device';
import { rowsOfBytes, rowsOfClasses } from '../engine/kernels/webgpu-gather';
import { disposeAll } from '../engine/scope';
import { type TrainingState, trainStep } from '../engine/train-step';
import { createRng } from '../math/rng';
import type { NetworkSpec, RuleChoice } from '../spec/spec';

const [COUNT, ROWS, STEPS] = [12, 4, 5];
const rng = createRng(1, 'data');
const CLASSES = Uint8Array.from({ length: COUNT }, () => rng.integer(3));
const rowsAt = (step: number): readonly number[] =>
  Array.from({ length: ROWS }, (_, row) => (step * 5 + row * 7) % COUNT);

const CASES: Readonly<Record<string, { readonly choice: RuleChoice; readonly spec: NetworkSpec }>> = {
  'segregated dendrites': {
    choice: choose('guerguiev', { plateauFeedback: 1 }),
    spec: sigmoids(36, 6, 5, 3),
  },
  'dendritic microcircuits': {
    choice: choose('sacramento', { microStart: 1, microTopDown: 1 }),
    spec: sigmoids(36, 6, 5, 3),
  },
  Burstprop: {
    choice: choose('burstprop', { burstFeedback: 1, burstDecay: 0.01 }),
    spec: {
      input: [6, 6, 1],
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, stride: 2, padding: 'same', activation: 'sigmoid' },
        { kind: 'dense', units: 5, activation: 'sigmoid' },
        { kind: 'dense', units: 3, activation: 'sigmoid' },
      ],
    },
  },
};

async function numbersOf(state: TrainingState): Promise<Record<string, readonly number[]>> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [path, tensor] of leavesOf(state)) numbers[path] = Array.from(await tensor.data());
  return numbers;
}

onBackends('captured training with dendrites', () => {
  test.each(Object.entries(CASES))('is the same with %s', async (_, { choice, spec }) => {
    const bytes = Uint8Array.from({ length: COUNT * 36 }, () => rng.integer(256));
    const run = start(modelOf(spec), choice, { loss: 'mse' });
    for (let step = 0; step < STEPS; step++) {
      const rows = rowsAt(step);
      const x: Tensor = tensor2d(
        rows.map((row) => Array.from(bytes.subarray(36 * row, 36 * row + 36), (byte) => byte * (1 / 255))),
      );
      const y: Tensor = tensor2d(rows.map((row) => [0, 1, 2].map((k) => Number(CLASSES[row] === k))));
      run.state = trainStep(
        run.setup,
        run.state,
        { x, y },
        { learningRate: SGD.learningRate, keep: 'nothing' },
      ).state;
      disposeAll([x, y]);
    }
    const gpu = webGpuBackend();
    if (!gpu) throw new Error('the WebGPU backend is not set');
    const set = { x: rowsOfBytes(bytes, 36), y: rowsOfClasses(CLASSES, 3) };
    const fresh = start(modelOf(spec), choice, { loss: 'mse' });
    const ahead = (step: number, steps: number) => ({
      step,
      rows: Int32Array.from(Array.from({ length: steps }, (_, at) => rowsAt(step + at)).flat()),
      learningRates: new Float32Array(steps).fill(SGD.learningRate),
    });
    const training = captureTraining(gpu, fresh.setup, { state: fresh.state, set, first: ahead(0, 1) });
    training.run(ahead(1, 3));
    training.run(ahead(4, STEPS - 4));
    const [captured, oneByOne] = [await numbersOf(training.state), await numbersOf(run.state)];
    expect(captured).toEqual(oneByOne);
    expect(captured['params.W.1']?.every(Number.isFinite)).toBe(true);
    training.release();
    disposeAll([training.state, run.state, set.x.tensors, set.y.tensors]);
  });
}, ['webgpu']);
