/**
 * One training step, whatever the rule: forward pass, loss, the rule's pseudo-gradients, the optimiser's update.
 * A pure tensor program: static shapes, nothing read back, random numbers from the device's own step counter, no number of
 * JavaScript's that changes from step to step, no memory but the state that goes in and out.
 */
import { add, reshape, type Scalar, scalar, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import type { InitId, LossId } from '../spec/spec';
import { createDraws } from './draws';
import { forward, type Trace } from './forward';
import { runOwn } from './kernels/own';
import type { Batch, Increment, LearningRule, RuleContext, RuleState } from './learning-rule';
import { LOSSES, type Output } from './losses';
import { type Changes, type Gradients, type Network, ofLayer, type Params, type PerLayer } from './network';
import type { Optimiser, OptimiserState } from './optimisers';
import { disposeAll, disposeReplaced, inScope } from './scope';

/** What stays the same from step to step. A change of rule is a new setup and a new `ruleState`. */
export interface TrainingSetup {
  readonly network: Network;
  readonly rule: LearningRule;
  readonly optimiser: Optimiser;
  readonly loss: LossId;
  /** Of the experiment: every random number of a step depends on it. */
  readonly seed: number;
}

/** What a step changes. Its holder disposes it (`disposeAll(state)`). */
export interface TrainingState {
  readonly params: Params;
  readonly ruleState: RuleState;
  readonly optimiserState: OptimiserState;
  /** Training steps made, as an int32 scalar on the device; below 0 while a rule warms up. `[]` */
  readonly step: Tensor;
}

/** How a run starts. */
export interface StartOptions {
  /** How the weights were drawn. */
  readonly init?: InitId;
  /** Steps of warming up that come before the first training step. */
  readonly warmUpSteps?: number;
}

/** The state before the first step. The parameters become the state's. */
export function startTraining(
  { network, rule, optimiser, seed }: TrainingSetup,
  params: Params,
  { init = 'glorot', warmUpSteps = 0 }: StartOptions = {},
): TrainingState {
  return {
    params,
    ruleState: rule.init(network, { seed, weights: params.W, init }),
    optimiserState: optimiser.init(params),
    step: scalar(-warmUpSteps, 'int32'),
  };
}

/** One batch seen through the rule, before any update. */
export interface LearningPass {
  readonly trace: Trace;
  readonly deltas: PerLayer<Tensor>;
  readonly gradients: Gradients;
}

export interface StepOptions {
  /** A scalar tensor where it changes from step to step. */
  readonly learningRate: number | Tensor;
  /** What to hand back from before the update: nothing, the batch's loss (the default), or the whole pass as well. */
  readonly keep?: 'nothing' | 'loss' | 'pass';
}

export interface StepResult {
  readonly state: TrainingState;
  /** Mean over the batch, before the update; null if `keep` is 'nothing'. The caller disposes it. `[]` */
  readonly loss: Scalar | null;
  /** Null unless `keep` is 'pass'. The caller disposes it with `disposePass`. */
  readonly pass: LearningPass | null;
}

/** The last layer of a trace as losses want it: rows of n_L numbers, even where it is a convolution. */
export function outputOf(network: Network, trace: Trace): Output {
  const { index, activation } = ofLayer(network.layers, network.layers.length);
  const asRows = (tensor: Tensor): Tensor =>
    tensor.rank === 2 ? tensor : reshape(tensor, [-1, network.outputs]);
  return { a: asRows(ofLayer(trace.a, index)), h: asRows(ofLayer(trace.h, index)), activation };
}

/** Training's forward pass and the output error of one batch: what every rule starts from. In the caller's scope. */
export function openBatch(
  { network, loss, seed }: Pick<TrainingSetup, 'network' | 'loss' | 'seed'>,
  { params, step }: Pick<TrainingState, 'params' | 'step'>,
  batch: Batch,
): RuleContext {
  const [rows, outputs] = batch.y.shape;
  if (rows !== batch.x.shape[0] || outputs !== network.outputs) {
    throw new Error(
      `openBatch: y should be [${batch.x.shape[0]}, ${network.outputs}], got [${batch.y.shape.join(', ')}]`,
    );
  }
  const draws = createDraws(seed, step);
  const trace = forward(network, params, batch.x, draws);
  const delta = LOSSES[loss].delta(outputOf(network, trace), batch.y); // [rows, n_L]
  const { shape } = ofLayer(trace.a, network.layers.length);
  const outputDelta = delta.rank === shape.length ? delta : reshape(delta, shape); // as a_L
  return { network, params, batch, trace, outputDelta, draws, loss, step };
}

/**
 * Takes one step: disposes the tensors of `state` that it replaces and returns the new state.
 * Batch tensors stay the caller's. Throws on shapes that do not fit the network.
 */
export function trainStep(
  setup: TrainingSetup,
  state: TrainingState,
  batch: Batch,
  { learningRate, keep = 'loss' }: StepOptions,
): StepResult {
  const { network, rule, optimiser } = setup;
  const result = inScope((): StepResult => {
    const context = openBatch(setup, state, batch);
    const { deltas, gradients, increments, answer, state: ruleState } = rule.step(context, state.ruleState);
    const shared = increments ? withoutOwn(gradients, increments) : gradients;
    const asked = leaveOwn(movable(rule.beforeUpdate?.(shared) ?? shared, setup), increments);
    const updated = optimiser.update(state.params, asked, state.optimiserState, learningRate);
    const params = follow(withIncrements(updated.params, increments), context.trace);
    const rows = batch.x.shape[0] ?? 0;
    const after = rule.afterUpdate?.(
      {
        network,
        before: state.params,
        params,
        get changes() {
          return withOwnChanges(updated.changes, increments);
        },
        draws: context.draws,
        rows,
        loss: setup.loss,
      },
      ruleState,
    );
    return {
      state: {
        params: after?.params ?? params,
        ruleState: after?.state ?? ruleState,
        optimiserState: updated.state,
        step: nextStep(state.step), // []
      },
      loss:
        keep === 'nothing'
          ? null
          : LOSSES[setup.loss].value(answer ?? outputOf(network, context.trace), batch.y),
      pass: keep === 'pass' ? { trace: context.trace, deltas, gradients } : null,
    };
  });
  disposeReplaced(state, result.state);
  return result;
}

/** The counter after one more step. `[]` */
function nextStep(step: Tensor): Tensor {
  return runOwn('LabNextStep', { step })?.[0] ?? add(step, scalar(1, 'int32'));
}

/** One step of warming up with as many rows as a batch has: the counter moves, and what the rule moves of its own accord. */
export function warmUpStep(
  setup: TrainingSetup,
  state: TrainingState,
  rows: number,
  batch: Batch | null = null,
): TrainingState {
  const { network, rule, seed, loss } = setup;
  const next = inScope((): TrainingState => {
    const { params, step } = state;
    const draws = createDraws(seed, step);
    const warmed = rule.warmUp?.({ network, params, draws, rows, loss, batch, step }, state.ruleState);
    return {
      ...state,
      params: warmed?.params ?? params,
      ruleState: warmed?.state ?? state.ruleState,
      step: nextStep(state.step), // []
    };
  });
  disposeReplaced(state, next);
  return next;
}

/** Gradients without those of frozen layers and of the batch normalisations of what they make. */
function movable(gradients: Gradients, { network, rule }: TrainingSetup): Gradients | Changes {
  if (rule.isFrozen === undefined) return gradients;
  const { layers } = network;
  const frozen = layers.map(({ index }) => index).filter((index) => rule.isFrozen?.(index, layers.length));
  const above = layers.filter(({ index }) => frozen.includes(index - 1));
  const frozenNorms = above.flatMap(({ norms }) => norms);
  const unlessFrozen = (gradient: Tensor, position: number): Tensor | null =>
    frozen.includes(position + 1) ? null : gradient;
  return {
    W: gradients.W.map(unlessFrozen),
    b: gradients.b.map(unlessFrozen),
    norms: gradients.norms.map((norm, position) =>
      frozenNorms.includes(position) ? { scale: null, shift: null } : norm,
    ),
  };
}

type Increments = PerLayer<Increment | null>;

/** Zeros for layers with increments of their own: the norm of all gradients, say, is of those that the optimiser gets. */
function withoutOwn({ W, b, norms }: Gradients, increments: Increments): Gradients {
  const unlessOwn = (gradient: Tensor, position: number): Tensor =>
    increments[position] ? zerosLike(gradient) : gradient;
  return { W: W.map(unlessOwn), b: b.map(unlessOwn), norms };
}

/** What the optimiser is asked, without layers that have increments of their own. */
function leaveOwn(asked: Gradients | Changes, increments?: Increments): Gradients | Changes {
  if (!increments) return asked;
  const unlessOwn = (gradient: Tensor | null, position: number): Tensor | null =>
    increments[position] ? null : gradient;
  return { W: asked.W.map(unlessOwn), b: asked.b.map(unlessOwn), norms: asked.norms };
}

/** Parameters with what the layers' own plasticity adds. */
function withIncrements(params: Params, increments?: Increments): Params {
  if (!increments) return params;
  const added = (kind: 'W' | 'b') => (parameter: Tensor, position: number) => {
    const increment = increments[position];
    return increment ? add(parameter, increment[kind]) : parameter;
  };
  return { ...params, W: params.W.map(added('W')), b: params.b.map(added('b')) };
}

/** What was added to each parameter, by the optimiser or by the layer itself. */
function withOwnChanges(changes: Changes, increments?: Increments): Changes {
  if (!increments) return changes;
  return {
    ...changes,
    W: changes.W.map((change, position) => increments[position]?.W ?? change),
    b: changes.b.map((change, position) => increments[position]?.b ?? change),
  };
}

/** The running averages of the batch normalisations, moved on by this pass. */
function follow(params: Params, trace: Trace): Params {
  if (params.norms.length === 0) return params;
  const learnings = trace.stages.flat().flatMap(({ learning }) => learning ?? []);
  const norms = params.norms.map((norm, position) => ({
    ...norm,
    ...learnings.find((learning) => learning.norm === position)?.running,
  }));
  return { ...params, norms };
}

/** Disposes what a step handed back, but not the batch that the trace starts from. */
export function disposePass({ trace, deltas, gradients }: LearningPass): void {
  const outputs = trace.stages.flat().map(({ output }) => output);
  disposeAll([trace.a, trace.h, outputs.filter((output) => output !== trace.input), deltas, gradients]);
}
