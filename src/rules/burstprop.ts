/**
 * Burstprop in rates, as an arm's rule: the bursts of `bursting.ts`, turned into updates; recurrent weights that learn to cancel
 * what comes down untaught; feedback that is fixed or follows the forward weights.
 *   ΔW_l ∝ −h_{l−1}ᵀ δ_l,  ΔR_l ∝ (σ(u_l) ⊙ h_l)ᵀ (u_l ⊙ (1 − h_l) − c_l),  W ← W + ΔW − λ W, and so does Y where it learns
 * Sources: Payeur, Guerguiev, Zenke, Richards, Naud (2021), Burst-dependent synaptic plasticity can coordinate learning in
 * hierarchical circuits, Nature Neuroscience 24; feedback that learns: Kolen, Pollack (1994), ICNN 3.
 */
import { add, div, matMul, mean, mul, sigmoid, sub, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { backward, carryThrough } from '../engine/backward';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import { type Bursting, CANCELS, comeDown } from './bursting';
import { drawNormally, drawUniformly, rms, SUBSTREAMS, told, weighted } from './dendrites';
import { meanAngleDeg } from './mean-angle';
import type { WholeRule } from './whole-rule';

/** Value of `burstFeedback`. */
const LEARNS = 1;

/** Standard deviation of Y as drawn: loud where it stays, faint where W's changes are to take it over. */
const FEEDBACK_SIGMA = { fixed: 1, learnt: 0.1 } as const;

/** Half the range that the recurrent weights are drawn from. */
const FIRST_RECURRENT = 0.01;

/** Y_l, or W_l − Y_l where the feedback learns: null for layer 1, which sends nothing down. */
interface BurstState extends RuleState {
  /** R_l of hidden dense layers of sigmoids, from a unit's bursts to the others' dendrites; null elsewhere. `[n_l, n_l]` */
  readonly recurrent: PerLayer<Tensor | null>;
}

export const burstprop: WholeRule = {
  kind: 'whole',
  id: 'burstprop',
  create({ params }): LearningRule<BurstState> {
    const learnsFeedback = params.burstFeedback === LEARNS;
    const sigma = params.feedbackScale * FEEDBACK_SIGMA[learnsFeedback ? 'learnt' : 'fixed'];
    const feedbackOf = ({ feedback }: BurstState, layer: number, W: PerLayer<Tensor>): Tensor | null => {
      const held = ofLayer(feedback, layer);
      return held && learnsFeedback ? sub(ofLayer(W, layer), held) : held;
    };
    return {
      id: 'burstprop',
      init: (network, { seed, weights }) =>
        inScope(() => ({
          feedback: network.layers.map(({ index, weightShape }) => {
            if (index === 1) return null;
            const Y = drawNormally(weightShape, sigma, { seed, substream: index });
            return learnsFeedback ? sub(ofLayer(weights, index), Y) : Y;
          }),
          recurrent: network.layers.map(({ index, kind, features, activation }) =>
            params.burstCancelling === CANCELS.learning &&
            kind === 'dense' &&
            activation === 'sigmoid' &&
            index < network.layers.length
              ? drawUniformly([features, features], FIRST_RECURRENT, {
                  seed,
                  substream: SUBSTREAMS.recurrent + index,
                })
              : null,
          ),
        })),
      step(context, state) {
        const layers = context.network.layers.length;
        const Y = context.params.W.map((_, position) => feedbackOf(state, position + 1, context.params.W));
        const { hidden, topChange } = comeDown(context, params, { Y, recurrent: state.recurrent });
        const changes = [...hidden.map(({ change }) => change), topChange];
        const deltas = changes.map((change) => div(change, -rowsOf(change)));
        const gradients = weighted(context, deltas, (layer) => {
          const gain = layer === layers ? params.burstOutputGain : params.burstHiddenGain;
          return { W: gain, b: gain };
        });
        return { deltas, gradients, state: { ...state, recurrent: cancelBetter(params, state, hidden) } };
      },
      afterUpdate({ before, params: after }, state) {
        const { burstDecay } = params;
        if (burstDecay === 0) return { state };
        // Y gets W's own change and decay, which leaves the gap with the decay alone.
        const feedback = state.feedback.map((gap) => gap && sub(gap, mul(gap, burstDecay)));
        return {
          params: { ...after, W: after.W.map((W, at) => sub(W, mul(ofLayer(before.W, at + 1), burstDecay))) },
          state: learnsFeedback ? { ...state, feedback } : state,
        };
      },
      innerOf(context, state) {
        const Y = context.params.W.map((_, position) => feedbackOf(state, position + 1, context.params.W));
        const { hidden } = comeDown(context, params, { Y, recurrent: state.recurrent });
        const exact = backward(context, carryThrough(context, context.params.W)).deltas;
        return {
          scalars: hidden.flatMap(({ apical, apicalChange, change }, position) => [
            told('apical', position + 1, rms(apical)),
            told('apicalTaught', position + 1, rms(add(apical, apicalChange))),
            told('burstProbability', position + 1, mean(sigmoid(apical))),
            told('burstProbabilityTaught', position + 1, mean(sigmoid(add(apical, apicalChange)))),
            told('burstAngleDeg', position + 1, meanAngleDeg(mul(change, -1), ofLayer(exact, position + 1))),
          ]),
          curves: [],
        };
      },
      feedbackOf: (state, layer, { W }) => feedbackOf(state, layer, W),
      dispose: disposeAll,
    };
  },
};

/** R_l learns to cancel what comes down without a teacher, averaged over the batch. */
function cancelBetter(
  { burstCancellingRate }: RuleParams,
  { recurrent }: BurstState,
  hidden: PerLayer<Bursting>,
): PerLayer<Tensor | null> {
  return recurrent.map((R, position) => {
    const layer = hidden[position];
    if (R === null || layer === undefined) return R;
    const { uncancelled, apical } = layer;
    const product = matMul(transpose(uncancelled), apical); // [n_l, n_l]
    return add(R, mul(product, burstCancellingRate / rowsOf(apical)));
  });
}
