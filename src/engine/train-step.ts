/**
 * One training step, whatever the rule: forward pass, loss, the rule's pseudo-gradients, the optimiser's update.
 * A pure tensor program: static shapes, nothing read back, no random numbers, no memory but the state that goes in and out.
 */
import { reshape, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { LossId } from '../spec/spec';
import { forward, type Trace } from './forward';
import type { Batch, LearningRule, RuleContext, RuleState } from './learning-rule';
import { LOSSES, type Output } from './losses';
import { type Gradients, type Network, ofLayer, type Params, type PerLayer } from './network';
import type { Optimiser, OptimiserState } from './optimisers';
import { disposeAll, disposeReplaced, inScope } from './scope';

/** What stays the same from step to step. A change of rule is a new setup and a new `ruleState`. */
export interface TrainingSetup {
  readonly network: Network;
  readonly rule: LearningRule;
  readonly optimiser: Optimiser;
  readonly loss: LossId;
}

/** What a step changes. Its holder disposes it (`disposeAll(state)`). */
export interface TrainingState {
  readonly params: Params;
  readonly ruleState: RuleState;
  readonly optimiserState: OptimiserState;
}

/** One batch seen through the rule, before any update. */
export interface LearningPass {
  readonly trace: Trace;
  readonly deltas: PerLayer<Tensor>;
  readonly gradients: Gradients;
}

export interface StepOptions {
  readonly learningRate: number;
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
  { network, loss }: Pick<TrainingSetup, 'network' | 'loss'>,
  params: Params,
  batch: Batch,
): RuleContext {
  const [rows, outputs] = batch.y.shape;
  if (rows !== batch.x.shape[0] || outputs !== network.outputs) {
    throw new Error(
      `openBatch: y should be [${batch.x.shape[0]}, ${network.outputs}], got [${batch.y.shape.join(', ')}]`,
    );
  }
  const trace = forward(network, params, batch.x, batch.draws ?? []);
  const delta = LOSSES[loss].delta(outputOf(network, trace), batch.y); // [rows, n_L]
  const { shape } = ofLayer(trace.a, network.layers.length);
  const outputDelta = delta.rank === shape.length ? delta : reshape(delta, shape); // as a_L
  return { network, params, batch, trace, outputDelta };
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
    const context = openBatch(setup, state.params, batch);
    const { deltas, gradients, state: ruleState } = rule.step(context, state.ruleState);
    const updated = optimiser.update(state.params, gradients, state.optimiserState, learningRate);
    const output = outputOf(network, context.trace);
    return {
      state: { params: follow(updated.params, context.trace), ruleState, optimiserState: updated.state },
      loss: keep === 'nothing' ? null : LOSSES[setup.loss].value(output, batch.y),
      pass: keep === 'pass' ? { trace: context.trace, deltas, gradients } : null,
    };
  });
  disposeReplaced(state, result.state);
  return result;
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
