/**
 * Runs a golden case through the engine that the page uses: its training step, its rules, its probes.
 * Before each update: loss, output, deltas and angles; after it: weights, biases and feedback weights.
 */
import { clone, scalar, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { ofLayer, type PerLayer } from '../src/engine/network';
import { createOptimiser } from '../src/engine/optimisers';
import { disposeAll, inScope } from '../src/engine/scope';
import { disposePass, type TrainingSetup, type TrainingState, trainStep } from '../src/engine/train-step';
import { PROBES } from '../src/probes';
import { createRule, createState } from '../src/rules';
import { type Comparison, compareAngles, compareValues } from './verify-compare';
import type { GoldenCase } from './verify-read';
import type { StepJson, TensorJson } from './verify-schema';

/** Every comparison that the case asks for, in the order in which the engine computes. Leaves no tensor behind. */
export async function runCase(golden: GoldenCase): Promise<readonly Comparison[]> {
  const setup = setupOf(golden);
  const { network } = setup;
  let state = initialState(golden, setup);
  const comparisons: Comparison[] = [];
  for (const [index, expected] of golden.steps.entries()) {
    const batchJson = golden.batches[index] as GoldenCase['batches'][number];
    const rows = batchJson.x.shape[0] ?? 0;
    const batch = { x: toTensor(batchJson.x, [rows, network.inputs]), y: toTensor(batchJson.y) };
    const updateAngles = await PROBES.updateAngle.read({ setup, state, batch });
    const weightAngles = await PROBES.weightAngle.read({ setup, state });
    const result = trainStep(setup, state, batch, {
      learningRate: golden.optimiser.learningRate,
      keep: 'pass',
    });
    state = result.state;
    const found = {
      loss: result.loss === null ? [] : [result.loss],
      output: result.pass === null ? [] : [ofLayer(result.pass.trace.h, network.layers.length)],
      deltas: result.pass?.deltas ?? [],
      weights: state.params.W,
      biases: state.params.b,
      feedback: feedbackNow(setup, state),
    };
    const step = `step ${index + 1}`;
    comparisons.push(
      ...(await comparePass(step, found, expected)),
      ...compareAllAngles(`update angle %, ${step}`, updateAngles, expected.updateAngleDeg),
      ...compareAllAngles(`weight angle %, ${step}`, weightAngles, expected.weightAngleDeg),
      ...(await compareParams(step, found, expected)),
    );
    disposeAll([batch, result.loss, found.feedback]);
    if (result.pass !== null) disposePass(result.pass);
  }
  disposeAll(state);
  return comparisons;
}

/** What trains a case. */
export function setupOf({ network, loss, choice, optimiser }: GoldenCase): TrainingSetup {
  return { network, rule: createRule(choice), optimiser: createOptimiser(optimiser), loss, seed: 0 };
}

interface Found {
  readonly loss: readonly Tensor[];
  readonly output: readonly Tensor[];
  readonly deltas: PerLayer<Tensor>;
  readonly weights: PerLayer<Tensor>;
  readonly biases: PerLayer<Tensor>;
  readonly feedback: PerLayer<Tensor | null>;
}

async function comparePass(step: string, found: Found, expected: StepJson): Promise<readonly Comparison[]> {
  return [
    ...(await compareTensors(`loss, ${step}`, found.loss, [{ shape: [], data: [expected.loss] }])),
    ...(await compareTensors(`output, ${step}`, found.output, [expected.output])),
    ...(await compareTensors(`delta %, ${step}`, found.deltas, expected.deltas)),
  ];
}

/** What a step left behind, against what it should be; `step` says where in words. */
export async function compareParams(
  step: string,
  found: Pick<Found, 'weights' | 'biases' | 'feedback'>,
  expected: StepJson,
): Promise<readonly Comparison[]> {
  return [
    ...(await compareTensors(`weights %, ${step}`, found.weights, expected.weights)),
    ...(await compareTensors(`biases %, ${step}`, found.biases, expected.biases)),
    ...(await compareTensors(`feedback %, ${step}`, found.feedback, expected.feedback ?? [])),
  ];
}

/** In `where`, % stands for the layer. Expected nulls are not compared. */
async function compareTensors(
  where: string,
  found: readonly (Tensor | null)[],
  expected: readonly (TensorJson | null)[],
): Promise<readonly Comparison[]> {
  const comparisons = expected.map(async (wanted, index) => {
    if (wanted === null) return [];
    const values = (await found[index]?.data<'float32'>()) ?? [];
    return [compareValues(where.replace('%', String(index + 1)), values, wanted.data)];
  });
  return (await Promise.all(comparisons)).flat();
}

/** Expected null means null for every layer. */
function compareAllAngles(
  where: string,
  foundDeg: PerLayer<number | null>,
  expectedDeg: PerLayer<number | null> | null,
): readonly Comparison[] {
  return foundDeg.map((angleDeg, index) =>
    compareAngles(where.replace('%', String(index + 1)), angleDeg, expectedDeg?.[index] ?? null),
  );
}

/** The state that a case starts from. The caller disposes it. */
export function initialState(
  { initial, choice }: GoldenCase,
  { optimiser, network, seed }: TrainingSetup,
): TrainingState {
  const { weights, biases, feedback } = initial;
  const params = {
    W: weights.map((json) => toTensor(json)),
    b: biases.map((json) => toTensor(json)),
    norms: [],
  };
  const given = network.layers.map((_, position) => {
    const json = feedback?.[position] ?? null;
    return json === null ? null : toTensor(json);
  });
  const state = {
    params,
    ruleState: createState(choice, network, { seed, weights: params.W }, given),
    optimiserState: optimiser.init(params),
    step: scalar(0, 'int32'),
  };
  disposeAll(given);
  return state;
}

/** What carries errors as it is after a step. The caller disposes it. */
export function feedbackNow({ network, rule }: TrainingSetup, state: TrainingState): PerLayer<Tensor | null> {
  return inScope(() =>
    network.layers.map(({ index }) => {
      const B = rule.feedbackOf(state.ruleState, index, state.params);
      return B && clone(B);
    }),
  );
}

function toTensor({ shape, data }: TensorJson, as: readonly number[] = shape): Tensor {
  return tensor(Float32Array.from(data), [...as], 'float32');
}
