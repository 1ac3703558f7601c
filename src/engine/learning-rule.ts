/**
 * What a learning rule is to the engine: pure functions. `step` turns one mini-batch into pseudo-gradients, which the
 * optimiser, shared by all rules, turns into updates, or into increments of a layer's own; `afterUpdate` lets a rule look
 * after its own weights. What else a rule may say, it says for measurements: its answer, its angles, its inner life.
 * The interface lives here because the training step calls it; the rules themselves are in rules/.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { InitId, LossId, RuleId } from '../spec/spec';
import type { Draws } from './draws';
import type { Trace } from './forward';
import type { Output } from './losses';
import type { Changes, Gradients, Network, Params, PerLayer } from './network';

export type { Draws } from './draws';

/** One mini-batch: x `[rows, n_0]`; y `[rows, n_L]`, one-hot labels or real targets. */
export interface Batch {
  readonly x: Tensor;
  readonly y: Tensor;
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
  readonly draws: Draws;
  readonly loss: LossId;
  /** Training steps made, as on the device: int32. `[]` */
  readonly step: Tensor;
}

/** What a rule may look at when it answers. It owns none of it. */
export interface AnswerContext extends Pick<RuleContext, 'network' | 'params' | 'draws' | 'loss'> {
  /** `[rows, n_0]` */
  readonly x: Tensor;
}

/** What a rule may look at once the parameters have moved. It owns none of it. */
export interface AfterUpdate {
  readonly network: Network;
  /** Before the update. */
  readonly before: Params;
  /** After it. */
  readonly params: Params;
  /** What the optimiser added. */
  readonly changes: Changes;
  readonly draws: Draws;
  /** Of the batch. */
  readonly rows: number;
  /** Says how the last pre-activation is read. */
  readonly loss: LossId;
}

/** What a rule may look at while it warms up: there is no update. */
export interface WarmUp extends Pick<AfterUpdate, 'network' | 'params' | 'draws' | 'rows' | 'loss'> {
  /** Training data, `rows` of it; null where whoever warms up has none. */
  readonly batch: Batch | null;
  /** As on the device: below 0, counting up to the first training step. int32 `[]` */
  readonly step: Tensor;
}

/** A rule's own tensors between steps. Rules with more to remember extend it. */
export interface RuleState {
  /** The weights that carry errors, or what they are made of, per layer; null where the rule has none. */
  readonly feedback: PerLayer<Tensor | null>;
}

/** What a layer's own plasticity adds to its parameters, of their shapes. */
export interface Increment {
  readonly W: Tensor;
  readonly b: Tensor;
}

/** The outcome of one step, before the optimiser. */
export interface RuleStep<S extends RuleState> {
  /** δ_l of the shape of a_l, averaged over the batch; zeros in frozen layers. */
  readonly deltas: PerLayer<Tensor>;
  readonly gradients: Gradients;
  /**
   * Layers that the rule moves itself: added as it is, without optimiser, learning rate and decay; null leaves the layer to
   * the optimiser. The layer's gradients are then for measurements alone: downhill is against them.
   */
  readonly increments?: PerLayer<Increment | null>;
  /** What the network answered, where that is not the end of the trace: the training loss is of this. */
  readonly answer?: Output;
  /** The state given, or a new one; tensors that both share are kept. */
  readonly state: S;
}

/** What a rule's own weights depend on besides its choice. */
export interface RuleOptions {
  readonly seed: number;
  /** The network's weights W_l as they are when the rule takes over; read, not kept. */
  readonly weights: PerLayer<Tensor>;
  /** How they were drawn; feedback follows it where the initialisation says so. Glorot if left out. */
  readonly init?: InitId;
}

/** An angle that a rule names: between a matrix of its own and what that should come to be. */
export interface NamedAngle {
  /** camelCase, without spaces and slashes. */
  readonly name: string;
  readonly layer: number;
  readonly matrix: Tensor;
  /** Of the same shape; where inverted, of the transposed one. */
  readonly against: Tensor;
  /** Whether it is the pseudo-inverse of `against` that counts; rank 2 then. */
  readonly isInverted?: boolean;
}

/** A rule's inner life on one batch. */
export interface InnerLife {
  readonly scalars: readonly InnerScalar[];
  readonly curves: readonly InnerCurve[];
}

/** One number over training; of one layer or of the whole network. Names as those of angles. */
export interface InnerScalar {
  readonly name: string;
  readonly layer: number | null;
  /** `[]` */
  readonly value: Tensor;
}

/** Numbers along the phases of one step: an energy while the network settles. */
export interface InnerCurve {
  readonly name: string;
  /** `[T]` */
  readonly values: Tensor;
}

/** What a layer takes in that learns from its input alone. */
export interface OwnInput {
  /** As the layer's linear map gets it: h_{l−1} after the stages between. */
  readonly input: Tensor;
  /** Whether the layer sees it about its mean: of every feature, or of every channel of a map. */
  readonly isCentred: boolean;
}

export interface LearningRule<S extends RuleState = RuleState> {
  readonly id: RuleId;
  /** Draws the rule's own weights from the stream `feedback` of this seed. The holder disposes them with `dispose`. */
  init(network: Network, options: RuleOptions): S;
  /** One mini-batch, pure: nothing read back, no random numbers but the context's. Tensors live in the caller's scope. */
  step(context: RuleContext, state: S): RuleStep<S>;
  /** What the optimiser gets in place of the gradients (clipped, signs alone); measurements read the gradients themselves. */
  beforeUpdate?(gradients: Gradients): Gradients;
  /** After the optimiser: the rule's state, and the parameters where it moves them too. In the caller's scope. */
  afterUpdate?(context: AfterUpdate, state: S): { readonly params?: Params; readonly state: S };
  /** One step of warming up, before training starts. In the caller's scope. */
  warmUp?(context: WarmUp, state: S): { readonly params?: Params; readonly state: S };
  /** How long it warms up; not at all if left out. */
  readonly warmUpEpochs?: number;
  /** What the network answers under this rule, where that is not a forward pass: settled, or scanned. In the caller's scope. */
  predict?(context: AnswerContext, state: S): Output;
  /** Activities as h_l that representations are read from, where a forward pass does not give them; of layer L as a_L. */
  statesOf?(context: AnswerContext, state: S): PerLayer<Tensor>;
  /** In the caller's scope, or tensors of state and parameters. */
  anglesOf?(state: S, params: Params): readonly NamedAngle[];
  /** What goes on within the step that this batch would be: measured, not trained. In the caller's scope. */
  innerOf?(context: RuleContext, state: S): InnerLife;
  /** What a layer takes in of these rows, where it learns from that alone; else null. In the caller's scope. */
  takesIn?(context: AnswerContext, state: S, layer: number): OwnInput | null;
  /** Whether nothing of this layer of so many moves at all: no update, no decay. Never if left out. */
  isFrozen?(layer: number, layers: number): boolean;
  /**
   * The weights that carry errors out of layer l, of W_l's shape; or the direct matrix `[n_l, n_L]` into hidden layer l; or null.
   * Of B_1, which carries nothing, too. A tensor of the state or one made for the caller: read it within a scope and leave it.
   */
  feedbackOf(state: S, layer: number, params: Params): Tensor | null;
  /** Whether `feedbackOf(layer)` is a direct matrix: it has no W_l to be held against, even of the same shape. */
  isDirect?(layer: number): boolean;
  dispose(state: S): void;
}
