/**
 * Networks with a weak way back, which answer freely and are then shown the answer: contrastive Hebbian learning and GeneRec.
 *   a_l = φ(a_{l−1} W_l + γ a_{l+1} W_{l+1}ᵀ + b_l), swept from below while the output is free (−), from above while it is held at y (+)
 * The output's φ is the loss's own: softmax or sigmoid for the cross-entropies. An error that came down through γ n times is
 * γⁿ as large, so layer l learns γ^{−(L−l)} times as fast; as γ → 0 this is backpropagation with δ_L = o − y.
 * Source: Xie, Seung (2003), Neural Computation 15, 441–454.
 */
import { add, concat, div, mul, norm, sub, type Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import { forward } from '../engine/forward';
import type { AnswerContext, LearningRule, RuleContext } from '../engine/learning-rule';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import type { RuleId, RuleParams } from '../spec/spec';
import { changesAlong, enter, fromAbove, fromBelow, repeat, type Seen, type Site, unroll } from './settling';
import { lossScale, outputAt, squash } from './unit-loss';

/** What settles, and how strongly it hears from above. */
type Reverberation = Site & Pick<RuleContext, 'loss'> & Pick<RuleParams, 'feedbackGain' | 'sweeps'>;

/** Pre-activation of layer l when its neighbours are as in `a`. */
function driveOf(site: Reverberation, a: PerLayer<Tensor>, layer: number): Tensor {
  const below = fromBelow(site, layer, a[layer - 2] ?? null);
  const above = a[layer];
  return above ? add(below, mul(fromAbove(site, layer, above), site.feedbackGain)) : below;
}

function activityOf(site: Reverberation, layer: number, drive: Tensor): Tensor {
  const { network, loss } = site;
  if (layer === network.layers.length) return squash(loss, network, drive);
  return ACTIVATIONS[ofLayer(network.layers, layer).activation].apply(drive);
}

/** One sweep: these layers in this order, each from what its neighbours are by then. */
function sweep(site: Reverberation, a: PerLayer<Tensor>, layers: readonly number[]): PerLayer<Tensor> {
  const now = [...a];
  for (const layer of layers) now[layer - 1] = activityOf(site, layer, driveOf(site, now, layer));
  return now;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** The forward pass: what the first sweep makes of nothing. */
function open(site: Reverberation): PerLayer<Tensor> {
  const last = site.network.layers.length;
  return [...site.trace.h.slice(0, -1), activityOf(site, last, ofLayer(site.trace.a, last))];
}

/** Minus phase: everything settles. */
export function settleFreely(site: Reverberation): PerLayer<Tensor> {
  const layers = upTo(site.network.layers.length);
  return repeat(site.sweeps, open(site), (a) => sweep(site, a, layers));
}

/** Plus phase, from the minus phase: the output is held at y. */
export function settleClamped(site: Reverberation, minus: PerLayer<Tensor>, y: Tensor): PerLayer<Tensor> {
  const layers = upTo(minus.length - 1).reverse();
  const held: PerLayer<Tensor> = [...minus.slice(0, -1), y];
  return repeat(site.sweeps, held, (a) => sweep(site, a, layers));
}

/** What a rule of the family makes of both phases at one layer: descent, of W_l's and b_l's shapes. */
export type Comparison = (
  context: RuleContext,
  layer: number,
  phases: readonly [plus: Seen, minus: Seen],
  scale: number,
) => { readonly W: Tensor; readonly b: Tensor };

/** The rule of an arm. */
export function composeClamping(id: RuleId, params: RuleParams, compare: Comparison): LearningRule {
  const { feedbackGain, sweeps } = params;
  const siteOf = (context: RuleContext): Reverberation => ({ ...context, feedbackGain, sweeps });
  const answering = ({ network, params: weights, x, loss }: AnswerContext) => {
    const trace = forward(network, weights, x);
    const site: Reverberation = { network, params: weights, trace, draws: null, loss, feedbackGain, sweeps };
    return { site, a: settleFreely(site) };
  };
  const answerAt = (site: Reverberation, a: PerLayer<Tensor>) => outputAt(site, driveOf(site, a, a.length));
  return {
    id,
    init: (network) => ({ feedback: network.layers.map(() => null) }),
    step(context, state) {
      const { network, loss, batch } = context;
      const site = siteOf(context);
      const minus = settleFreely(site);
      const plus = settleClamped(site, minus, batch.y);
      const seen = (a: PerLayer<Tensor>, layer: number): Seen => ({
        input: enter(site, layer, a[layer - 2] ?? null),
        s: ofLayer(a, layer),
      });
      const learnt = network.layers.map(({ index }) => {
        // γ^{−(L−l)}
        const gain = feedbackGain ** (index - network.layers.length);
        const scale = (gain * lossScale(loss, network.outputs)) / rowsOf(batch.x);
        const phases = [seen(plus, index), seen(minus, index)] as const;
        return {
          delta: mul(sub(phases[1].s, phases[0].s), scale), // as a_l
          ...compare(context, index, phases, scale),
        };
      });
      return {
        deltas: learnt.map(({ delta }) => delta),
        gradients: { W: learnt.map(({ W }) => W), b: learnt.map(({ b }) => b), norms: [] },
        answer: answerAt(site, minus),
        state,
      };
    },
    predict(context) {
      const { site, a } = answering(context);
      return answerAt(site, a);
    },
    statesOf(context) {
      const { site, a } = answering(context);
      return [...a.slice(0, -1), answerAt(site, a).a];
    },
    innerOf(context) {
      const site = siteOf(context);
      const layers = upTo(context.network.layers.length);
      const freely = unroll(sweeps, open(site), (a) => sweep(site, a, layers));
      const minus = freely.at(-1) ?? open(site);
      const held: PerLayer<Tensor> = [...minus.slice(0, -1), context.batch.y];
      const clamped = unroll(sweeps, held, (a) => sweep(site, a, layers.slice(0, -1).reverse()));
      const plus = clamped.at(-1) ?? held;
      return {
        scalars: minus.map((a, at) => ({
          name: 'phaseDifference',
          layer: at + 1,
          value: div(norm(sub(ofLayer(plus, at + 1), a)), add(norm(a), 1e-30)), // []
        })),
        curves: [{ name: 'movement', values: concat([changesAlong(freely), changesAlong(clamped)]) }],
      };
    },
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}
