/**
 * Burstprop in rates: an axon sends events and, multiplexed, bursts. Events go up; bursts come down, and their change is the error.
 *   b_L = p_b h_L,  bᵗ_L = b_L − p_b ∂ℓ/∂a_L;   u_l = b_{l+1} Y_{l+1}ᵀ,  p_l = σ(u_l ⊙ (1 − h_l) − c_l),  b_l = p_l ⊙ h_l
 *   δ_l = −(bᵗ_l − b_l),  ΔW_l ∝ −h_{l−1}ᵀ δ_l;   c_l = (σ(u_l) ⊙ h_l) R_l,  ΔR_l ∝ (σ(u_l) ⊙ h_l)ᵀ (u_l ⊙ (1 − h_l) − c_l)
 * Where c cancels what comes down without a teacher, p is ½ and δ_l a quarter of what backpropagation brings there with Y = W.
 * Sources: Payeur, Guerguiev, Zenke, Richards, Naud (2021), Burst-dependent synaptic plasticity can coordinate learning in
 * hierarchical circuits, Nature Neuroscience 24; feedback that learns: Kolen, Pollack (1994), ICNN 3.
 */
import { add, div, matMul, mean, mul, sigmoid, sub, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { backward, carryThrough } from '../engine/backward';
import type { LearningRule, RuleContext, RuleState } from '../engine/learning-rule';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import {
  drawNormally,
  drawUniformly,
  rms,
  rowsOf,
  SUBSTREAMS,
  sigmoidChange,
  told,
  weighted,
} from './dendrites';
import { meanCosine } from './mean-cosine';
import type { WholeRule } from './whole-rule';

/** Values of `burstFeedback` and of `burstCancelling`. */
const LEARNS = 1;
const CANCELS = { not: 0, learning: 1, perfectly: 2 } as const;

/** Half the range that the recurrent weights are drawn from. */
const FIRST_RECURRENT = 0.01;

/** Y_l, or W_l − Y_l where the feedback learns: null for layer 1, which sends nothing down. */
interface BurstState extends RuleState {
  /** R_l of hidden dense layers, from a unit's bursts to the others' dendrites; null elsewhere. `[n_l, n_l]` */
  readonly recurrent: PerLayer<Tensor | null>;
}

/** One hidden layer under both feedback phases, all as a_l. */
interface Bursting {
  /** σ(u) ⊙ h: bursts before anything is cancelled. */
  readonly uncancelled: Tensor;
  /** The apical potential without a teacher, and what the teacher adds to it. */
  readonly apical: Tensor;
  readonly apicalChange: Tensor;
  /** b, and bᵗ − b. */
  readonly bursts: Tensor;
  readonly change: Tensor;
}

export const burstprop: WholeRule = {
  kind: 'whole',
  id: 'burstprop',
  create({ params }): LearningRule<BurstState> {
    const learnsFeedback = params.burstFeedback === LEARNS;
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
            const Y = drawNormally(weightShape, params.feedbackScale, { seed, substream: index });
            return learnsFeedback ? sub(ofLayer(weights, index), Y) : Y;
          }),
          recurrent: network.layers.map(({ index, kind, features }) =>
            params.burstCancelling === CANCELS.learning && kind === 'dense' && index < network.layers.length
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
            told('deltaCosine', position + 1, meanCosine(mul(change, -1), ofLayer(exact, position + 1))),
          ]),
          curves: [],
        };
      },
      feedbackOf: (state, layer, { W }) => feedbackOf(state, layer, W),
      dispose: disposeAll,
    };
  },
};

/** What bursts come down through. */
interface Downward extends Pick<BurstState, 'recurrent'> {
  readonly Y: PerLayer<Tensor | null>;
}

/** Bursts from the output down, without the teacher and with. */
function comeDown(
  { network, trace, outputDelta, loss }: RuleContext,
  { burstBaseline, burstCancelling }: RuleParams,
  { Y, recurrent }: Downward,
): { readonly hidden: PerLayer<Bursting>; readonly topChange: Tensor } {
  const layers = network.layers.length;
  // From the mean over the batch, and over outputs too, to ∂ℓ/∂a of ℓ = ½ Σ_k (y_k − h_k)² or Σ_k |y_k − h_k|
  const unit = rowsOf(outputDelta) * network.outputs * (loss === 'mse' ? 0.5 : 1);
  const topChange = mul(outputDelta, -burstBaseline * unit); // as a_L
  let bursts: Tensor = mul(ofLayer(trace.h, layers), burstBaseline); // as a_L
  let change: Tensor = topChange;
  const hidden: Bursting[] = [];
  for (let layer = layers - 1; layer >= 1; layer--) {
    const { op } = ofLayer(network.layers, layer + 1);
    const weights = ofLayer(Y, layer + 1);
    if (weights === null) throw new Error(`burstprop: layer ${layer + 1} has no feedback weights`);
    const down = (from: Tensor): Tensor =>
      ofLayer(trace.stages, layer + 1).reduceRight(
        (carried, stage) => stage.passBack(carried),
        op.transport(from, weights),
      );
    const R = ofLayer(recurrent, layer);
    const bursting = burst(
      ofLayer(trace.h, layer),
      { u: down(bursts), uChange: down(change) },
      (layerNow) => {
        if (burstCancelling === CANCELS.perfectly) return layerNow.driven;
        return R && matMul(layerNow.uncancelled, R);
      },
    );
    ({ bursts, change } = bursting);
    hidden.unshift(bursting);
  }
  return { hidden, topChange };
}

/** One layer's bursts, from what comes down to its apical dendrites and what the teacher adds to that. All as a_l. */
function burst(
  h: Tensor,
  { u, uChange }: { readonly u: Tensor; readonly uChange: Tensor },
  cancel: (now: { readonly driven: Tensor; readonly uncancelled: Tensor }) => Tensor | null,
): Bursting {
  const uncancelled = mul(sigmoid(u), h);
  const driven = mul(u, sub(1, h));
  const c = cancel({ driven, uncancelled });
  const apical = c ? sub(driven, c) : driven;
  const apicalChange = mul(uChange, sub(1, h));
  const bursts = mul(sigmoid(apical), h);
  const change = mul(sigmoidChange(apical, apicalChange), h); // bᵗ − b
  return { uncancelled, apical, apicalChange, bursts, change };
}

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
