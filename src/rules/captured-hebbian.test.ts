/**
 * Hebbian rules through captured training on WebGPU: the same numbers as step by step, their own memory included.
 */
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { denseSpec, modelOf, SGD, start } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { captureTraining } from '../engine/captured-training';
import { leavesOf } from '../engine/kernels/capture-leaves';
import { webGpuBackend } from '../engine/kernels/webgpu-device';
import { rowsOfBytes, rowsOfClasses } from '../engine/kernels/webgpu-gather';
import { disposeAll } from '../engine/scope';
import { type TrainingState, trainStep } from '../engine/train-step';
import { createRng } from '../math/rng';
import type { NetworkSpec, RuleChoice } from '../spec/spec';

const [COUNT, ROWS, STEPS] = [12, 4, 6];
const rng = createRng(1, 'data');
const BYTES = Uint8Array.from({ length: COUNT * 36 }, () => rng.integer(256));
const CLASSES = Uint8Array.from({ length: COUNT }, () => rng.integer(3));
const rowsAt = (step: number): readonly number[] =>
  Array.from({ length: ROWS }, (_, row) => (step * 5 + row * 7) % COUNT);

const DENSE = denseSpec([36, 6, 5, 3], ['relu', 'relu', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'batchnorm' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'dense', units: 5, activation: 'relu' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

const CHOICES: readonly RuleChoice[] = [
  choose('hebb'),
  choose('oja', { gradientClip: 0.5 }),
  choose('hpca', { hebbSteps: 2 }),
  choose('wta', { winners: 2 }),
  choose('softWta', { hebbReadout: 1 }),
  choose('softHebb'),
  choose('similarityMatching', { hebbSteps: 2 }),
  choose('nonNegativeSm', { settlingRounds: 3 }),
];

async function numbersOf(state: TrainingState): Promise<Record<string, readonly number[]>> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [path, tensor] of leavesOf(state)) numbers[path] = Array.from(await tensor.data());
  return numbers;
}

async function oneByOne(spec: NetworkSpec, choice: RuleChoice) {
  const run = start(modelOf(spec), choice);
  for (let step = 0; step < STEPS; step++) {
    const rows = rowsAt(step);
    const pixels = rows.map((row) =>
      Array.from(BYTES.subarray(36 * row, 36 * row + 36), (byte) => byte * (1 / 255)),
    );
    const x: Tensor = tensor2d(pixels);
    const y: Tensor = tensor2d(rows.map((row) => [0, 1, 2].map((k) => Number(CLASSES[row] === k))));
    run.state = trainStep(
      run.setup,
      run.state,
      { x, y },
      { learningRate: SGD.learningRate, keep: 'nothing' },
    ).state;
    disposeAll([x, y]);
  }
  const numbers = await numbersOf(run.state);
  disposeAll(run.state);
  return numbers;
}

async function captured(spec: NetworkSpec, choice: RuleChoice) {
  const gpu = webGpuBackend();
  if (!gpu) throw new Error('the WebGPU backend is not set');
  const set = { x: rowsOfBytes(BYTES, 36), y: rowsOfClasses(CLASSES, 3) };
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

onBackends('captured Hebbian training', () => {
  test.each(CHOICES)(
    'is the same with $rule',
    async (choice) => {
      for (const spec of choice.rule === 'hpca' || choice.rule === 'nonNegativeSm'
        ? [DENSE, CONV]
        : [DENSE]) {
        const numbers = await captured(spec, choice);
        expect(numbers).toEqual(await oneByOne(spec, choice));
        expect(numbers['params.W.1']?.every(Number.isFinite)).toBe(true);
      }
    },
    120_000,
  ); // Software adapters compile their programs slowly.
}, ['webgpu']);
