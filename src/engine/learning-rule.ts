/**
 * What a learning rule is to the engine: a pair of pure functions, `init` and `step`.
 * A rule turns one mini-batch into pseudo-gradients; the optimiser, shared by all rules, turns those into updates.
 * The interface lives here because the training step calls it; the rules themselves are in rules/.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { InitId, RuleId, RuleParams } from '../spec/spec';
import type { Trace } from './forward';
import type { Gradients, Network, Params, PerLayer } from './network';

/** One mini-batch: x `[rows, n_0]`; y `[rows, n_L]`, one-hot labels or real targets. */
export interface Batch {
  readonly x: Tensor;
  readonly y: Tensor;
  /** Uniform numbers for every dropout (`drawNoise`); may be left out where a network has none. */
  readonly draws?: readonly Tensor[];
}

/** What a rule may look at in one step. It owns none of it. */
export interface RuleContext {
  readonly network: Network;
  readonly params: Params;
  readonly batch: Batch;
  /** The forward pass of this batch with these parameters. */
  readonly trace: Trace;
  /** δ_L, the loss's gradient at a_L, already averaged over the batch; of the shape of a_L. */
  readonly outputDelta: Tensor;
}

/** A rule's own tensors between steps. Rules with more to remember extend it. */
export interface RuleState {
  /** The fixed matrices that carry errors, per layer; null where the rule has none. Shapes are the rule's own. */
  readonly feedback: PerLayer<Tensor | null>;
}

/** The outcome of one step, before the optimiser. */
export interface RuleStep<S extends RuleState> {
  /** δ_l of the shape of a_l, averaged over the batch. */
  readonly deltas: PerLayer<Tensor>;
  readonly gradients: Gradients;
  /** The state given, or a new one; tensors that both share are kept. */
  readonly state: S;
}

/** What a rule's own weights depend on. */
export interface RuleOptions {
  readonly seed: number;
  readonly params: RuleParams;
  /** How the network's weights were drawn; feedback follows it where the initialisation says so. Glorot if left out. */
  readonly init?: InitId;
}

export interface LearningRule<S extends RuleState = RuleState> {
  readonly id: RuleId;
  /** Draws the rule's own weights from the stream `feedback` of this seed. The holder disposes them with `dispose`. */
  init(network: Network, options: RuleOptions): S;
  /** One mini-batch, pure: no value read back, no random number drawn. Tensors live in the caller's scope. */
  step(context: RuleContext, state: S): RuleStep<S>;
  /** The matrix to hold against W_l for the weight angle, of W_l's shape; null where the rule has none. Not a copy. */
  feedbackOf(state: S, layer: number): Tensor | null;
  dispose(state: S): void;
}
