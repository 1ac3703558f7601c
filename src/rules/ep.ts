/**
 * Equilibrium propagation: the network settles freely, then once more with its output drawn a little, by β, towards the answer;
 * what has changed in each unit by then is its error, and every synapse sees it in its own two units.
 *   δ_l = −(s⁺_l − s⁻_l) / (β⁺ − β⁻),  g_l = −(s⁺_{l−1}ᵀ s⁺_l − s⁻_{l−1}ᵀ s⁻_l) / (β⁺ − β⁻)
 * symmetric: + and − are the phases with β and −β, both from the free state s⁰; one-sided: − is s⁰ itself.
 * It is the gradient of what the settled network answers, not that of one forward pass.
 * Sources: Scellier, Bengio (2017), Frontiers in Computational Neuroscience 11:24; Laborieux et al. (2021), Frontiers in Neuroscience 15.
 */
import { add, concat, div, mul, norm, reshape, sign, stack, sub, type Tensor } from '@tensorflow/tfjs-core';
import { layerGradients } from '../engine/backward';
import { PLACES } from '../engine/draws';
import { forward } from '../engine/forward';
import type { AnswerContext, InnerLife, LearningRule, RuleContext } from '../engine/learning-rule';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import {
  answerAt,
  atRest,
  type Equilibrium,
  energyOf,
  readoutError,
  seenBy,
  settleFor,
  settlingOf,
} from './ep-network';
import { meanAngleDeg } from './mean-angle';
import { settledGradient } from './settled-gradient';
import { changesAlong, contrast, enter } from './settling';
import { lossScale } from './unit-loss';
import type { WholeRule } from './whole-rule';

/** Values of `nudgeSides`. */
export const NUDGE_SIDES = { symmetric: 0, oneSided: 1, randomSign: 2 } as const;

/** The two phases that are held against each other, and 1 / (β⁺ − β⁻). */
interface Phases {
  readonly free: PerLayer<Tensor>;
  readonly plus: PerLayer<Tensor>;
  readonly minus: PerLayer<Tensor>;
  readonly perBeta: number | Tensor;
}

const siteOf = (context: RuleContext, { settlingUnits, settlingOrder }: RuleParams): Equilibrium => ({
  ...context,
  units: settlingUnits,
  order: settlingOrder,
});

function phasesOf(context: RuleContext, params: RuleParams): Phases {
  const { freeSteps, nudgedSteps, nudge, nudgeSides } = params;
  const site = siteOf(context, params);
  const free = settleFor(site, freeSteps, atRest(site));
  const { y } = context.batch;
  const nudged = (beta: number | Tensor) => settleFor(site, nudgedSteps, free, { beta, y });
  if (nudgeSides === NUDGE_SIDES.symmetric)
    return { free, plus: nudged(nudge), minus: nudged(-nudge), perBeta: 1 / (2 * nudge) };
  if (nudgeSides === NUDGE_SIDES.oneSided)
    return { free, plus: nudged(nudge), minus: free, perBeta: 1 / nudge };
  // One sign for the whole batch, new at every step.
  const side = sign(add(sub(context.draws.uniform([1], PLACES.nudgeSign), 0.5), 1e-9)); // [1]
  return { free, plus: nudged(mul(side, nudge)), minus: free, perBeta: mul(side, 1 / nudge) };
}

/** What the phases ask of each layer. */
function learn(context: RuleContext, params: RuleParams, { plus, minus, perBeta }: Phases) {
  const { network, loss, batch } = context;
  const site = siteOf(context, params);
  const perRow = lossScale(loss, network.outputs) / rowsOf(batch.x);
  const scale = mul(perBeta, perRow); // []
  return network.layers.map((layer, at) => {
    const [up, down] = [plus[at], minus[at]];
    if (up && down) {
      const seen = [seenBy(site, plus, at + 1), seenBy(site, minus, at + 1)] as const;
      return { delta: mul(sub(down, up), scale), ...contrast(context, at + 1, seen, scale) };
    }
    // A readout: its gradient at the phases themselves.
    const sides = params.nudgeSides === NUDGE_SIDES.symmetric ? [plus, minus] : [plus];
    const parts = sides.map((s) => {
      const delta = mul(readoutError(site, s, batch.y), perRow / sides.length); // [rows, n_L]
      return { delta, ...layerGradients(layer, enter(site, at + 1, s.at(-1) ?? null), delta) };
    });
    return parts.reduce((a, b) => ({ delta: add(a.delta, b.delta), W: add(a.W, b.W), b: add(a.b, b.b) }));
  });
}

/** The free state for rows x, after twice the steps of training. */
function answering({ network, params: weights, x, loss }: AnswerContext, params: RuleParams) {
  const trace = forward(network, weights, x);
  const { settlingUnits: units, settlingOrder: order } = params;
  const site = { network, params: weights, trace, draws: null, loss, units, order };
  return { site, s: settleFor(site, 2 * params.freeSteps, atRest(site)) };
}

/**
 * Energy while it settles freely; how far activities move per sweep, freely and then nudged; what the phases leave; and the
 * angle between what a layer learns and the exact gradient of what the settled network costs.
 */
function innerOf(context: RuleContext, params: RuleParams): InnerLife {
  const { freeSteps, nudgedSteps, nudge: beta } = params;
  const site = siteOf(context, params);
  const freely = settlingOf(site, freeSteps, atRest(site));
  const free = freely.at(-1) ?? [];
  if (free.length === 0) return { scalars: [], curves: [] };
  const nudged = settlingOf(site, nudgedSteps, free, { beta, y: context.batch.y });
  const after = nudged.at(-1) ?? free;
  const exact = settledGradient(site, free, { y: context.batch.y, rounds: freeSteps });
  const learnt = learn(context, params, phasesOf(context, params));
  return {
    scalars: [
      ...free.map((s, at) => ({
        name: 'phaseDifference',
        layer: at + 1,
        value: div(norm(sub(ofLayer(after, at + 1), s)), add(norm(s), 1e-30)), // []
      })),
      ...learnt.map(({ W }, at) => ({
        name: 'settledAngleDeg',
        layer: at + 1,
        value: meanAngleDeg(reshape(W, [1, -1]), reshape(ofLayer(exact, at + 1), [1, -1])), // []
      })),
    ],
    curves: [
      { name: 'energy', values: stack(freely.map((s): Tensor => energyOf(site, s))) },
      { name: 'movement', values: concat([changesAlong(freely), changesAlong(nudged)]) },
    ],
  };
}

function create(params: RuleParams): LearningRule {
  return {
    id: 'ep',
    init: (network) => ({ feedback: network.layers.map(() => null) }),
    step(context, state) {
      const phases = phasesOf(context, params);
      const learnt = learn(context, params, phases);
      return {
        deltas: learnt.map(({ delta }) => delta),
        gradients: { W: learnt.map(({ W }) => W), b: learnt.map(({ b }) => b), norms: [] },
        answer: answerAt(siteOf(context, params), phases.free),
        state,
      };
    },
    predict(context) {
      const { site, s } = answering(context, params);
      return answerAt(site, s);
    },
    statesOf(context) {
      const { site, s } = answering(context, params);
      return [...s.slice(0, context.network.layers.length - 1), answerAt(site, s).a];
    },
    innerOf: (context) => innerOf(context, params),
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}

export const ep: WholeRule = { kind: 'whole', id: 'ep', create: ({ params }) => create(params) };
