/**
 * A bench for rules in tests: small networks, one batch seen through an arm's rule, a few training steps. Whoever gets
 * tensors disposes them.
 */
import { clone, mul, scalar, type Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { createModel, type Model } from '../src/engine/initialise';
import type { Batch } from '../src/engine/learning-rule';
import type { PerLayer } from '../src/engine/network';
import { createOptimiser } from '../src/engine/optimisers';
import { disposeAll, inScope } from '../src/engine/scope';
import {
  openBatch,
  startTraining,
  type TrainingSetup,
  type TrainingState,
  trainStep,
} from '../src/engine/train-step';
import { angleDeg } from '../src/math/angle';
import { createRule, createState } from '../src/rules/index';
import type { Activation, InitId, LossId, NetworkSpec, OptimiserSpec, RuleChoice } from '../src/spec/spec';

/** Plain gradient descent with η = 0.1, and what the other optimisers read. */
export const SGD: OptimiserSpec = {
  id: 'sgd',
  learningRate: 0.1,
  weightDecay: 0,
  momentum: 0.9,
  decay: 0.99,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
};

/** Dense layers of these sizes, the input's first. */
export function denseSpec(sizes: readonly number[], activations: readonly Activation[]): NetworkSpec {
  const [input = 1, ...units] = sizes;
  return {
    input: [input],
    layers: units.map((count, index) => ({
      kind: 'dense',
      units: count,
      activation: activations[index] ?? 'linear',
    })),
  };
}

/** A fresh model of a specification. */
export function modelOf(spec: NetworkSpec, init: InitId = 'glorot', seed = 1): Model {
  return createModel(spec, { init, initSigma: 0.8, seed });
}

/** A fresh model with weights 0.6 times as large: what settles through them and back calms down. */
export function calmModel(spec: NetworkSpec): Model {
  const { network, params } = modelOf(spec);
  const W = inScope(() => params.W.map((weights) => mul(weights, 0.6)));
  disposeAll(params.W);
  return { network, params: { ...params, W } };
}

/** What one batch asks of the parameters. */
export interface Learnt {
  readonly deltas: PerLayer<Tensor>;
  readonly W: PerLayer<Tensor>;
  readonly b: PerLayer<Tensor>;
  readonly norms: readonly { readonly scale: Tensor; readonly shift: Tensor }[];
}

export interface Lesson {
  readonly batch: Batch;
  readonly loss?: LossId;
  /** The step whose random numbers are drawn. */
  readonly step?: number;
  /** Weights of the rule's own in place of those that it would draw; they stay the caller's. */
  readonly given?: PerLayer<Tensor | null>;
}

/** Deltas and gradients of one batch under an arm's rule, before any update. */
export function learn({ network, params }: Model, choice: RuleChoice, lesson: Lesson): Learnt {
  const { batch, loss = 'softmax-cross-entropy', step = 0, given = [] } = lesson;
  return inScope(() => {
    const state = createState(choice, network, { seed: 1, weights: params.W }, given);
    const context = openBatch({ network, loss, seed: 1 }, { params, step: scalar(step, 'int32') }, batch);
    const { deltas, gradients } = createRule(choice).step(context, state);
    return { deltas, ...gradients };
  });
}

/** A run under way. */
export interface Run {
  readonly setup: TrainingSetup;
  state: TrainingState;
}

/** Starts an arm on a model, whose parameters become the run's. */
export function start(
  { network, params }: Model,
  choice: RuleChoice,
  options: { readonly optimiser?: OptimiserSpec; readonly loss?: LossId; readonly init?: InitId } = {},
): Run {
  const { optimiser = SGD, loss = 'softmax-cross-entropy', init = 'glorot' } = options;
  const rule = createRule(choice);
  const setup = { network, rule, optimiser: createOptimiser(optimiser), loss, seed: 1 };
  return { setup, state: startTraining(setup, params, { init }) };
}

/** Takes some steps, each on the batch of its number; `batchAt` makes it, and it is disposed here. */
export function train(
  run: Run,
  steps: number,
  batchAt: (step: number) => Batch,
  learningRate: number = SGD.learningRate,
): void {
  for (let step = 0; step < steps; step++) {
    const batch = batchAt(step);
    run.state = trainStep(run.setup, run.state, batch, { learningRate, keep: 'nothing' }).state;
    disposeAll(batch);
  }
}

/** What carries errors out of a layer, or straight to it: a copy. */
export async function feedbackOf({ setup, state }: Run, layer: number): Promise<Float32Array> {
  const held = inScope(() => {
    const B = setup.rule.feedbackOf(state.ruleState, layer, state.params);
    if (B === null) throw new Error(`layer ${layer} has no feedback`);
    return clone(B);
  });
  const values = Float32Array.from(await held.data<'float32'>());
  held.dispose();
  return values;
}

/** W_l: a copy. */
export async function weightsOf({ state }: Run, layer: number): Promise<Float32Array> {
  const W = state.params.W[layer - 1];
  if (W === undefined) throw new Error(`there is no layer ${layer}`);
  return Float32Array.from(await W.data<'float32'>());
}

/** Degrees between W_l and what carries out of layer l. */
export async function weightAngle(run: Run, layer: number): Promise<number> {
  return angleDeg(await weightsOf(run, layer), await feedbackOf(run, layer));
}

/** ‖a − b‖ / ‖b‖. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const difference = Array.from(a, (value, at) => value - (b[at] ?? Number.NaN));
  const norm = (values: readonly number[]): number =>
    Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
  return norm(difference) / norm(Array.from(b));
}

/** Every number the same to the last bit. */
export async function expectSameBits(a: PerLayer<Tensor>, b: PerLayer<Tensor>): Promise<void> {
  expect(a.length).toBe(b.length);
  for (const [index, tensor] of a.entries()) {
    expect(await tensor.data(), `tensor ${index}`).toEqual(await b[index]?.data());
  }
}
