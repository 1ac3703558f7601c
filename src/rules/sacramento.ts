/**
 * Dendritic microcircuits in their steady state: interneurons of layer l predict the layer above and cancel what it sends to the
 * apical dendrites of l. What they cannot predict is the teacher's doing, and is the error.
 *   v_l = r_{l−1} W_l + b_l,  u_L = v_L + κ (v* − v_L),  u_l = v_l + κ A_l,  r = σ(u)
 *   vᴵ_l = r_l W^IP_l + bᴵ_l,  uᴵ_l = vᴵ_l + κ (u_{l+1} − vᴵ_l),  A_l = r_{l+1} Q_{l+1}ᵀ + σ(uᴵ_l) (W^PI_l)ᵀ
 *   δ_l = −κ^{l−L−1} (σ(u_l) − σ(v_l)),  ΔW_l ∝ −r_{l−1}ᵀ δ_l,  ΔW^IP_l ∝ r_lᵀ (σ(uᴵ_l) − σ(vᴵ_l)),  ΔW^PI_l ∝ −A_lᵀ σ(uᴵ_l)
 * Conductances are folded into the weights; κ is what is left of them. Errors shrink by κ from layer to layer, which is divided out.
 * W^IP_l, W^PI_l and Q_{l+1} have the shape of W_{l+1} and stand at its place.
 * Source: Sacramento, Costa, Bengio, Senn (2018), Dendritic cortical microcircuits approximate the backpropagation algorithm, NeurIPS 31.
 */

import { mul, neg, type Tensor } from '@tensorflow/tfjs-core';
import type { LearningRule } from '../engine/learning-rule';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import { rms, sigmoidChange, told, weighted } from './dendrites';
import { catchUp, learnCircuit } from './interneurons';
import { circuitOf, drawCircuit, type MicroState, type Settled, settle, TOP_DOWN } from './microcircuit';
import type { WholeRule } from './whole-rule';

/** Passes up and down until somata stand still, and those that the rule's inner life shows. */
const PASSES = 2;
const SHOWN_PASSES = 6;

export const sacramento: WholeRule = {
  kind: 'whole',
  id: 'sacramento',
  create({ params }): LearningRule<MicroState> {
    const { microMixing } = params;
    return {
      id: 'sacramento',
      init: (network, options) => drawCircuit(params, network, options),
      step(context, before) {
        const state = catchUp(params, context, before);
        const settled = settle(context, circuitOf(state, context.params), {
          mixing: microMixing,
          target: params.targetPotential,
          passes: PASSES,
        });
        const deltas = deltasOf(settled, microMixing);
        const gain = { W: params.microGain, b: params.microGain };
        const gradients = weighted(context, deltas, () => gain, settled.inputs);
        return { deltas, gradients, state: learnCircuit(params, state, settled) };
      },
      anglesOf(state, { W }) {
        return W.flatMap((weights, position) => {
          const layer = position + 1;
          const [Q, IP, PI] = [
            ofLayer(state.feedback, layer),
            ofLayer(state.interneurons, layer),
            ofLayer(state.inhibition, layer),
          ];
          return [
            ...(Q ? [{ name: 'apicalFeedback', layer, matrix: Q, against: weights }] : []),
            ...(IP ? [{ name: 'interneurons', layer, matrix: IP.W, against: weights }] : []),
            ...(PI ? [{ name: 'inhibition', layer, matrix: PI, against: neg(Q ?? weights) }] : []),
          ];
        });
      },
      innerOf(context, state) {
        const circuit = circuitOf(state, context.params);
        const phase = { mixing: microMixing, target: params.targetPotential, passes: SHOWN_PASSES };
        const [alone, taught] = [
          settle(context, circuit, { ...phase, target: null }),
          settle(context, circuit, phase),
        ];
        return {
          scalars: alone.dendrites.flatMap(({ potential, surprise }, position) => [
            told('apical', position + 1, rms(potential)),
            told('apicalTaught', position + 1, rms(ofLayer(taught.dendrites, position + 1).potential)),
            told('interneuronError', position + 1, rms(surprise)),
          ]),
          curves: [
            { name: 'apical', values: alone.course },
            { name: 'apicalTaught', values: taught.course },
          ],
        };
      },
      feedbackOf: (state, layer, { W }) =>
        params.microTopDown === TOP_DOWN.transposed && layer > 1
          ? ofLayer(W, layer)
          : ofLayer(state.feedback, layer),
      dispose: disposeAll,
    };
  },
};

/** What dendrites did not predict of their somata: δ_l = −κ^{l−L−1} (σ(u_l) − σ(v_l)), averaged over the batch. */
function deltasOf({ somata }: Settled, mixing: number): PerLayer<Tensor> {
  return somata.map(({ v, change }, position) => {
    const depth = somata.length - position; // L − l + 1
    return mul(sigmoidChange(v, change), -(mixing ** -depth) / rowsOf(v)); // as a_l
  });
}
