/**
 * One arm's learning rule from its choice: the error goes down by what carries it at each layer, with or without φ′, may be
 * missing, and becomes gradients; then, around the optimiser, clip and signs, the rules' own learning, the norm constraint.
 *   δ_l = (what the rule at layer l brings) ⊙ φ′(a_l),  g_l = h_{l−1}ᵀ δ_l
 * Every part that an arm does not use is left out when the rule is made, not asked for at every step.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { backward, type Carrier, gradientProducts } from '../engine/backward';
import type { AfterUpdate, LearningRule, RuleContext, WarmUp } from '../engine/learning-rule';
import { type Layer, ofLayer, type Params, type PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import type { RuleChoice, RuleId } from '../spec/spec';
import {
  type ArmRule,
  type ArmState,
  type Cast,
  carrierAt,
  carryingWeights,
  castOf,
  directWeights,
  initState,
  KEEPS_FIRST_NORM,
  shownAt,
} from './arm-state';
import { beforeUpdateOf } from './before-update';
import { drawBlock } from './block';
import type { MirrorSite, ThroughRule } from './carrier-rule';
import { carryDirectly } from './direct';
import { withFirstNorm } from './norms';

/** Makes the rule of an arm. It holds no tensors itself: what it remembers is its state. */
export function composeRule(
  choice: RuleChoice,
  table: Readonly<Record<RuleId, ArmRule>>,
): LearningRule<ArmState> {
  const cast = castOf(choice, table);
  const { params } = choice;
  const beforeUpdate = beforeUpdateOf(params);
  const named = [choice.rule, ...choice.layerRules.map(({ rule }) => rule)].map((id) => carrierAt(table, id));
  const learns = named.some((rule) => rule.kind === 'through' && rule.afterUpdate !== undefined);
  const warmsUp = named.some((rule) => rule.kind === 'through' && rule.warmUp !== undefined);
  const freezes = named.some(({ kind }) => kind === 'nothing');
  const isFrozen = (layer: number, layers: number): boolean =>
    layer < layers && cast.ruleAt(layer).kind === 'nothing';
  return {
    id: choice.rule,
    init: (network, options) => initState(cast, network, options),
    step(context, state) {
      const { trace, draws, batch, network } = context;
      const frozen = (layer: number): boolean => isFrozen(layer, network.layers.length);
      const block = drawBlock(params, draws, batch.x.shape[0] ?? 1);
      const errors = backward(context, carrierOf(cast, context, state), {
        hasSlope: params.activationDerivative === 1,
        ...(block && { normMask: (layer) => block.isPresent(layer, ofLayer(trace.a, layer).rank) }),
      });
      const deltas = block?.replace(errors.deltas, frozen) ?? errors.deltas;
      const gradients = gradientProducts(context, { ...errors, deltas }, frozen);
      return { deltas, gradients, state };
    },
    ...(beforeUpdate && { beforeUpdate }),
    ...((learns || params.normConstraint === KEEPS_FIRST_NORM) && {
      afterUpdate: (context: AfterUpdate, state: ArmState) => learnFeedback(cast, context, state),
    }),
    ...(warmsUp && {
      warmUpEpochs: params.mirrorWarmup,
      warmUp: (context: WarmUp, state: ArmState) => ({ state: warmUp(cast, context, state) }),
    }),
    ...(freezes && { isFrozen }),
    feedbackOf(state, layer, { W }) {
      const shown = shownAt(cast, layer, W.length);
      if (shown === 'direct') return directWeights(cast, layer, { state, W });
      const rule = cast.outOf(layer);
      return shown === null || rule.kind !== 'through'
        ? null
        : carryingWeights(cast, rule, layer, { state, W });
    },
    isDirect: (layer) => shownAt(cast, layer, Number.POSITIVE_INFINITY) === 'direct',
    dispose: disposeAll,
  };
}

/** The carrier of the whole network: at each hidden layer, what its rule brings. */
function carrierOf(cast: Cast, context: RuleContext, state: ArmState): Carrier {
  const { params, trace } = context;
  const held = { state, W: params.W };
  return (layer, deltaAbove) => {
    const rule = cast.ruleAt(layer);
    switch (rule.kind) {
      case 'nothing':
        return null;
      case 'direct':
        return carryDirectly(context, layer, directWeights(cast, layer, held));
      case 'through':
        return {
          error: deltaAbove,
          weights: carryingWeights(cast, rule, layer + 1, held),
          through: ofLayer(trace.stages, layer + 1),
        };
    }
  };
}

/** What a rule may read of a layer when it moves its own weights. */
function siteOf(
  { choice: { params } }: Cast,
  layer: Layer,
  { network, params: { W, b }, draws, rows, loss }: Omit<WarmUp, 'batch' | 'step'>,
  { feedback, init }: ArmState,
): MirrorSite {
  const { index } = layer;
  const isSigmoid = index === network.layers.length && loss === 'sigmoid-cross-entropy';
  const activation = isSigmoid ? 'sigmoid' : layer.activation;
  const forward = ofLayer(W, index);
  const B = ofLayer(feedback, index) ?? forward;
  return { layer, activation, params, W: forward, b: ofLayer(b, index), B, draws, rows, init };
}

/** The rule that looks after the weights out of a layer, if one does. */
function keeperOf(cast: Cast, layer: number): ThroughRule | null {
  const rule = cast.outOf(layer);
  return rule.kind !== 'through' || (rule.leavesFirst && layer === 1) ? null : rule;
}

/** After the optimiser: every rule's own weights, then the norm constraint. */
function learnFeedback(
  cast: Cast,
  context: AfterUpdate,
  state: ArmState,
): { readonly params: Params; readonly state: ArmState } {
  const { network, before, params } = context;
  const moved = network.layers.map((layer) => {
    const { index } = layer;
    const W = ofLayer(params.W, index);
    const B = ofLayer(state.feedback, index);
    // A frozen layer
    if (W === ofLayer(before.W, index)) return { W, B };
    const site = siteOf(cast, layer, context, state);
    const learnt = keeperOf(cast, index)?.afterUpdate?.({ ...site, before: ofLayer(before.W, index) });
    const norm = ofLayer(state.firstNorms, index);
    const free = learnt?.W ?? W;
    return { W: norm === null ? free : withFirstNorm(free, norm), B: learnt?.B ?? B };
  });
  return {
    params: { ...params, W: moved.map(({ W }) => W) },
    state: { ...state, feedback: moved.map(({ B }) => B) },
  };
}

/** One step of warming up: every rule's own weights, from noise alone. */
function warmUp(cast: Cast, context: WarmUp, state: ArmState): ArmState {
  const feedback: PerLayer<Tensor | null> = context.network.layers.map((layer) => {
    const learnt = keeperOf(cast, layer.index)?.warmUp?.(siteOf(cast, layer, context, state));
    return learnt ?? ofLayer(state.feedback, layer.index);
  });
  return { ...state, feedback };
}
