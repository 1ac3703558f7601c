/**
 * What one rule has to say: through which weights the error comes down. Everything that rules share stands elsewhere:
 * the backward pass in engine/backward.ts, scale, sparsity and painted entries in carrying-weights.ts, ablations in block.ts.
 *   δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l)   with K from `carry`, of W's shape
 *   δ_l = (δ_L D_lᵀ) ⊙ φ′(a_l)           with D from `drawDirect`
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Draws } from '../engine/draws';
import type { Fans } from '../engine/initialise';
import type { Layer } from '../engine/network';
import type { Activation, InitId, RuleId, RuleParams } from '../spec/spec';

/** Where a rule draws weights of its own. Results are new tensors in the caller's scope. */
export interface DrawSite {
  readonly layer: Layer;
  readonly params: RuleParams;
  /** Numbers in one row of the output, n_L. */
  readonly outputs: number;
  /** Random weights of a shape, distributed as the network's own: Glorot-uniform, or Gaussian where those are 'akrout'. */
  draw(shape: readonly number[], fans: Fans): Tensor;
  /** The same with the arm's `rank`: a product of two thin matrices of the same variance. */
  drawRanked(shape: readonly number[], fans: Fans): Tensor;
  /** Ones, and `value` in a fixed random part of the entries. */
  markPart(shape: readonly number[], part: number, value: number): Tensor;
}

/** What K_l is made of. */
export interface CarrySite {
  readonly params: RuleParams;
  readonly W: Tensor;
  /** What the rule remembers of this layer: what it drew, or `afterUpdate` made since. */
  readonly B: Tensor;
}

/** What a rule may read when it moves its own weights. */
export interface MirrorSite extends CarrySite {
  readonly layer: Layer;
  /** The layer's nonlinearity; in the last layer the sigmoid where the loss reads it through one. */
  readonly activation: Activation;
  readonly b: Tensor;
  readonly draws: Draws;
  /** Of a batch. */
  readonly rows: number;
  readonly init: InitId;
}

/** What a rule may read once the forward weights have moved. */
export interface AfterSite extends MirrorSite {
  /** W_l before the update; `W` is after it. */
  readonly before: Tensor;
}

/** Carries the error down layer by layer through K_l of W_l's shape. */
export interface ThroughRule {
  readonly kind: 'through';
  readonly id: RuleId;
  /**
   * What K is: W itself ('forward'); drawn once ('fixed'); drawn, then learnt ('learnt'); made from W at every step ('bound').
   * Scale and painted entries hold for what was drawn, or, where it is bound, for K at every step.
   */
  readonly feedback: 'forward' | 'fixed' | 'learnt' | 'bound';
  /** The rule's own weights of a layer, of W_l's shape; none if left out. */
  draw?(site: DrawSite): Tensor;
  /** What is kept of the weights drawn; they themselves if left out. */
  remember?(drawn: Tensor, W: Tensor): Tensor;
  /** K_l, in the caller's scope; may be W or B themselves. */
  carry(site: CarrySite): Tensor;
  /** After the optimiser: B, and W where the rule moves it too. */
  afterUpdate?(site: AfterSite): { readonly B: Tensor; readonly W?: Tensor };
  /** Warming up: B. */
  warmUp?(site: MirrorSite): Tensor;
  /** True where the weights of layer 1, which carry nothing, are not looked after. */
  readonly leavesFirst?: boolean;
}

/** Brings the output error to every hidden layer on its own, through D_l `[n_l, n_L]` or `[channels, n_L]`. */
export interface DirectRule {
  readonly kind: 'direct';
  readonly id: RuleId;
  /** D_l of a hidden layer. */
  drawDirect(site: DrawSite): Tensor;
}

/** Brings nothing: the layer stays as it is. */
export interface FreezingRule {
  readonly kind: 'nothing';
  readonly id: RuleId;
}

export type CarrierRule = ThroughRule | DirectRule | FreezingRule;
