/**
 * Captured training on WebGPU against the same steps one by one: every rule, every kind of layer, every optimiser.
 */
import { memory, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { type CapturedTraining, captureTraining, type DeviceSet, SLOTS } from '../engine/captured-training';
import { createModel } from '../engine/initialise';
import { leavesOf } from '../engine/kernels/capture-leaves';
import { type WebGpuBackend, webGpuBackend } from '../engine/kernels/webgpu-device';
import { rowsOfBytes, rowsOfClasses } from '../engine/kernels/webgpu-gather';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { startTraining, type TrainingSetup, type TrainingState, trainStep } from '../engine/train-step';
import { createRng } from '../math/rng';
import { ruleParams } from '../spec/rule-params';
import type { NetworkSpec, OptimiserSpec, RuleChoice, RuleId } from '../spec/spec';
import { createRule } from './index';

const DENSE: NetworkSpec = {
  input: [12],
  layers: [
    { kind: 'dense', units: 8, activation: 'tanh' },
    { kind: 'dense', units: 6, activation: 'relu' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};
const MAPS: NetworkSpec = {
  input: [4, 3, 1],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'batchnorm' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 5, activation: 'sigmoid' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};
const OPTIMISER: OptimiserSpec = {
  id: 'momentum',
  learningRate: 0,
  weightDecay: 0.001,
  momentum: 0.9,
  decay: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
};
const ROWS = 5;
const COUNT = 40;

/** The rules that carry an error; those with phases of their own take long on a software adapter. */
const CARRIED: readonly RuleId[] = [
  'bp',
  'fa',
  'dfa',
  'usf',
  'brsf',
  'frsf',
  'kp',
  'wm',
  'signAgreement',
  'dial',
  'readout',
  'sacramento',
  'dtp',
  'guerguiev',
];

/** Bytes and classes of a training set, drawn once. */
const rng = createRng(1, 'data');
const BYTES = Uint8Array.from({ length: COUNT * 12 }, () => rng.integer(256));
const CLASSES = Uint8Array.from({ length: COUNT }, () => rng.integer(3));
/** The rows and the learning rate of each step. */
const rowsAt = (step: number): readonly number[] =>
  Array.from({ length: ROWS }, (_, row) => (step * 7 + row * 11) % COUNT);
const rateAt = (step: number): number => 0.05 / (1 + step / 100);

interface Case {
  readonly network?: NetworkSpec;
  readonly rule?: RuleId;
  readonly params?: Partial<RuleChoice['params']>;
  readonly optimiser?: Partial<OptimiserSpec>;
}

function open({ network: spec = DENSE, rule = 'fa', params = {}, optimiser = {} }: Case) {
  const model = createModel(spec, { init: 'glorot', initSigma: 0, seed: 3 });
  const setup: TrainingSetup = {
    network: model.network,
    rule: createRule({ rule, params: ruleParams(params), layerRules: [], painted: [] }),
    optimiser: createOptimiser({ ...OPTIMISER, ...optimiser }),
    loss: 'softmax-cross-entropy',
    seed: 3,
  };
  return { setup, state: startTraining(setup, model.params) };
}

const aheadOf = (step: number, steps: number) => ({
  step,
  rows: Int32Array.from(Array.from({ length: steps }, (_, index) => rowsAt(step + index)).flat()),
  learningRates: Float32Array.from({ length: steps }, (_, index) => rateAt(step + index)),
});

async function trainOneByOne(given: Case, steps: number) {
  const { setup, state: start } = open(given);
  let state = start;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const rows = rowsAt(step);
    const bytes = rows.flatMap((row) => Array.from(BYTES.subarray(12 * row, 12 * row + 12)));
    const x = tensor2d(
      Float32Array.from(bytes, (byte) => byte * (1 / 255)),
      [ROWS, 12],
    );
    const y = tensor2d(
      Float32Array.from(rows.flatMap((row) => [0, 1, 2].map((k) => Number(CLASSES[row] === k)))),
      [ROWS, 3],
    );
    const result = trainStep(setup, state, { x, y }, { learningRate: Math.fround(rateAt(step)) });
    state = result.state;
    losses.push(...((await result.loss?.data<'float32'>()) ?? []));
    disposeAll([x, y, result.loss]);
  }
  const numbers = await numbersOf(state);
  disposeAll(state);
  return { numbers, losses };
}

async function numbersOf(state: TrainingState): Promise<Record<string, readonly number[]>> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [path, tensor] of leavesOf(state)) numbers[path] = Array.from(await tensor.data());
  return numbers;
}

function needGpu(): WebGpuBackend {
  const gpu = webGpuBackend();
  if (!gpu) throw new Error('the WebGPU backend is not set');
  return gpu;
}

interface Captured {
  readonly training: CapturedTraining;
  readonly set: DeviceSet;
  readonly tensors: readonly Tensor[];
}

function start(given: Case): Captured {
  const { setup, state } = open(given);
  const [x, y] = [rowsOfBytes(BYTES, 12), rowsOfClasses(CLASSES, 3)];
  const training = captureTraining(needGpu(), setup, { state, set: { x, y }, first: aheadOf(0, 1) });
  return { training, set: { x, y }, tensors: [...x.tensors, ...y.tensors] };
}

function finish({ training, tensors }: Captured): void {
  training.release();
  disposeAll([training.state, tensors]);
}

async function trainCaptured(given: Case, steps: number, atOnce: readonly number[]) {
  const captured = start(given);
  const { training } = captured;
  for (let step = 1, turn = 0; step < steps; turn++) {
    const next = Math.min(atOnce[turn % atOnce.length] ?? 1, steps - step);
    training.run(aheadOf(step, next));
    step += next;
  }
  const losses = Array.from((await training.readLosses()).subarray(0, steps));
  const numbers = await numbersOf(training.state);
  finish(captured);
  return { numbers, losses };
}

onBackends('captured training', () => {
  test.each(CARRIED)('is the same with %s', async (rule) => {
    const given: Case = { rule, params: { gradientClip: 1, blockProbability: 0.5, blockMode: 2 } };
    const captured = await trainCaptured(given, 6, [1, 3, 2]);
    expect(captured).toEqual(await trainOneByOne(given, 6));
    expect(captured.numbers['params.W.2']?.every(Number.isFinite)).toBe(true);
  });

  test.each(['bp', 'dfa', 'kp'] as const)(
    'is the same through maps, norms and dropout with %s',
    async (rule) => {
      const given: Case = { rule, network: MAPS };
      expect(await trainCaptured(given, 5, [3])).toEqual(await trainOneByOne(given, 5));
    },
  );

  test.each(['sgd', 'rmsprop', 'adam'] as const)('is the same with %s', async (id) => {
    const given: Case = { optimiser: { id } };
    expect(await trainCaptured(given, 6, [5])).toEqual(await trainOneByOne(given, 6));
  });

  test('is the same after a hundred steps', async () => {
    const [captured, oneByOne] = [await trainCaptured({}, 100, [1, 7, 40]), await trainOneByOne({}, 100)];
    expect(captured.numbers).toEqual(oneByOne.numbers);
    expect(captured.losses).toEqual(oneByOne.losses);
    expect(captured.numbers.step).toEqual([100]);
  });

  test('goes round its rings again and again without more memory or a NaN', async () => {
    const captured = start({ rule: 'bp' });
    const { training } = captured;
    await training.readLosses();
    const bytes = () => (memory() as { numBytesInGPU?: number }).numBytesInGPU;
    const before = { tensors: memory().numTensors, bytes: bytes() };
    for (let step = 1; step < 601; step += 150) {
      training.run(aheadOf(step, Math.min(150, 601 - step)));
      await training.readLosses();
    }
    expect({ tensors: memory().numTensors, bytes: bytes() }).toEqual(before);
    const losses = await training.readLosses();
    expect(losses).toHaveLength(SLOTS);
    expect(losses.every(Number.isFinite)).toBe(true);
    // It learns: the set is small enough to be known by heart.
    expect(losses.reduce((sum, loss) => sum + loss, 0) / SLOTS).toBeLessThan(0.5);
    finish(captured);
  });
}, ['webgpu']);
