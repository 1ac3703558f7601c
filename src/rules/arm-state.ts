/**
 * What an arm's rules remember between steps, and the weights that carry its errors made from it:
 *   K_l = scale · (what the rule makes of W_l and B_l), cut and painted, at ‖W_l‖ where the feedback follows the weights
 * A layer's weights carry the error out of it, from l to l − 1; a direct matrix brings the output error to its own layer.
 */
import { clone, mul, type Tensor } from '@tensorflow/tfjs-core';
import type { RuleOptions, RuleState } from '../engine/learning-rule';
import { type Layer, type Network, ofLayer, type Params, type PerLayer } from '../engine/network';
import { disposeReplaced, inScope } from '../engine/scope';
import type { InitId, RuleChoice, RuleId } from '../spec/spec';
import type { CarrierRule, DirectRule, DrawSite, ThroughRule } from './carrier-rule';
import { normOf, withNorm } from './norms';
import { cutOf, drawWeights, lay, markPart, type Overlay, overlayOf } from './own-weights';
import type { WholeRule } from './whole-rule';

/** Value of `normConstraint`: weights keep their first norm; feedback has the norm of the weights. */
export const KEEPS_FIRST_NORM = 1;
export const FEEDBACK_FOLLOWS = 2;

/** The rules of an arm, layer by layer. */
export interface Cast {
  readonly choice: RuleChoice;
  /** The rule that brings the error to hidden layer l. */
  readonly ruleAt: (layer: number) => CarrierRule;
  /** The rule whose weights carry it out of layer l: the one of l − 1; out of layer 1, where nothing goes, the arm's own. */
  readonly outOf: (layer: number) => CarrierRule;
}

/** A rule of the table: one that says what carries the error, or one that is a whole `LearningRule` by itself. */
export type ArmRule = CarrierRule | WholeRule;

/** The carrier of that id. Throws for a rule that is whole: it brings no error to a single layer. */
export function carrierAt(table: Readonly<Record<RuleId, ArmRule>>, id: RuleId): CarrierRule {
  const rule = table[id];
  if (rule.kind === 'whole')
    throw new Error(`carrierAt: ${id} is a whole rule and brings errors to no single layer`);
  return rule;
}

/** Casts the rules of a choice from the table of all rules. */
export function castOf(choice: RuleChoice, table: Readonly<Record<RuleId, ArmRule>>): Cast {
  const others = new Map(choice.layerRules.map(({ layer, rule }) => [layer, rule]));
  const ruleAt = (layer: number): CarrierRule => carrierAt(table, others.get(layer) ?? choice.rule);
  return {
    choice,
    ruleAt,
    outOf: (layer) => (layer === 1 ? carrierAt(table, choice.rule) : ruleAt(layer - 1)),
  };
}

/** An arm's own tensors. Every array has an entry per layer; null where the layer's rule has none. */
export interface ArmState extends RuleState {
  /** What the rule out of layer l remembers, as W_l. */
  readonly feedback: PerLayer<Tensor | null>;
  /** The direct matrix into hidden layer l, `[n_l, n_L]` or `[channels, n_L]`. */
  readonly direct: PerLayer<Tensor | null>;
  /** Laid over K_l. As W_l */
  readonly overlays: PerLayer<Overlay>;
  /** ‖W_l‖ when the rule took over, where weights keep it. `[]` */
  readonly firstNorms: PerLayer<Tensor | null>;
  /** How the network's weights were drawn: what is drawn anew follows it. */
  readonly init: InitId;
}

const NOTHING: Overlay = { keep: null, paint: null };

/** Draws what the arm's rules remember. The holder disposes it. */
export function initState({ choice, ruleAt, outOf }: Cast, network: Network, options: RuleOptions): ArmState {
  const { params } = choice;
  const wishes = { sparsity: params.sparsity, painted: choice.painted };
  const { seed, init = 'glorot', weights } = options;
  const siteOf = (layer: Layer): DrawSite => {
    const address = { seed, layer: layer.index, init };
    return {
      layer,
      params,
      outputs: network.outputs,
      draw: (shape, fans) => drawWeights(shape, fans, address),
      drawRanked: (shape, fans) => drawWeights(shape, fans, address, params.rank),
      markPart: (shape, part, value) => markPart(shape, { part, value }, address),
    };
  };
  /** A site whose draws are scaled, cut and painted at once. */
  const started = (layer: Layer): DrawSite => {
    const site = siteOf(layer);
    const drawRanked: DrawSite['drawRanked'] = (shape, fans) => {
      const overlay = overlayOf(shape, wishes, { seed, layer: layer.index });
      return lay(overlay, scaled(site.drawRanked(shape, fans), params.feedbackScale));
    };
    return { ...site, drawRanked };
  };
  return inScope(() => ({
    feedback: network.layers.map((layer) => {
      const rule = outOf(layer.index);
      if (rule.kind !== 'through') return null;
      const drawn = rule.draw?.(rule.feedback === 'bound' ? siteOf(layer) : started(layer)) ?? null;
      return drawn && remembered(rule, drawn, ofLayer(weights, layer.index));
    }),
    direct: network.layers.map((layer) => {
      const rule = layer.index < network.layers.length ? ruleAt(layer.index) : null;
      return rule?.kind === 'direct' ? drawDirect(rule, started(layer)) : null;
    }),
    overlays: network.layers.map(({ index, weightShape }) => {
      const rule = outOf(index);
      if (rule.kind !== 'through') return NOTHING;
      const address = { seed, layer: index };
      if (rule.feedback === 'learnt') return cutOf(weightShape, wishes, address);
      return rule.feedback === 'bound' ? overlayOf(weightShape, wishes, address) : NOTHING;
    }),
    firstNorms: network.layers.map(({ index }) =>
      params.normConstraint === KEEPS_FIRST_NORM ? normOf(ofLayer(weights, index)) : null,
    ),
    init,
  }));
}

/** The state of an arm whose own weights are given, as it would draw them: of W_l's shape, or direct. They stay the caller's. */
export function stateFrom(
  cast: Cast,
  network: Network,
  options: RuleOptions,
  given: PerLayer<Tensor | null>,
): ArmState {
  const drawn = initState(cast, network, options);
  const replaced = inScope(() => ({
    ...drawn,
    feedback: drawn.feedback.map((held, position) => {
      const [rule, own] = [cast.outOf(position + 1), given[position] ?? null];
      if (held === null || own === null || rule.kind !== 'through') return held;
      return clone(remembered(rule, own, ofLayer(options.weights, position + 1)));
    }),
    direct: drawn.direct.map((held, position) => {
      const own = given[position] ?? null;
      return held === null || own === null ? held : clone(own);
    }),
  }));
  disposeReplaced(drawn, replaced);
  return replaced;
}

const remembered = (rule: ThroughRule, drawn: Tensor, W: Tensor): Tensor =>
  rule.remember?.(drawn, W) ?? drawn;

const drawDirect = (rule: DirectRule, site: DrawSite): Tensor => rule.drawDirect(site);

const scaled = (tensor: Tensor, scale: number): Tensor => (scale === 1 ? tensor : mul(tensor, scale));

/** K_l of a layer under its rule. In the caller's scope, or a tensor of the state or the parameters. */
export function carryingWeights(
  { choice: { params } }: Cast,
  rule: ThroughRule,
  layer: number,
  { state, W: weights }: { readonly state: ArmState; readonly W: Params['W'] },
): Tensor {
  const W = ofLayer(weights, layer);
  const made = rule.carry({ params, W, B: ofLayer(state.feedback, layer) ?? W });
  if (rule.feedback === 'forward') return made;
  const sized = rule.feedback === 'bound' ? scaled(made, params.feedbackScale) : made;
  const K = lay(ofLayer(state.overlays, layer), sized);
  return params.normConstraint === FEEDBACK_FOLLOWS ? withNorm(K, normOf(W)) : K;
}

/** D_l of hidden layer l; where the feedback follows the weights, at the norm of those that backpropagation would use there. */
export function directWeights(
  { choice: { params } }: Cast,
  layer: number,
  { state, W }: { readonly state: ArmState; readonly W: Params['W'] },
): Tensor {
  const D = ofLayer(state.direct, layer);
  if (D === null) throw new Error(`directWeights: layer ${layer} has no direct matrix`);
  return params.normConstraint === FEEDBACK_FOLLOWS ? withNorm(D, normOf(ofLayer(W, layer + 1))) : D;
}

/** Which of a layer's feedback is looked at, painted and compared: what carries out of it, else its direct matrix. */
export function shownAt({ ruleAt, outOf }: Cast, layer: number, layers: number): 'weights' | 'direct' | null {
  const out = outOf(layer);
  const hasWeights = out.kind === 'through' && out.feedback !== 'forward';
  if (hasWeights && layer > 1) return 'weights';
  if (layer < layers && ruleAt(layer).kind === 'direct') return 'direct';
  return hasWeights ? 'weights' : null;
}
