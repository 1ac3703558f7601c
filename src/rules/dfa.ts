/**
 * Direct feedback alignment: every hidden layer hears the output error itself, through its own fixed random matrix.
 *   δ_l = (δ_L B_lᵀ) ⊙ φ′(a_l)
 * Source: Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, NeurIPS 29.
 */
import { dispose, matMul, type Tensor, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import { backward, gradientProducts } from '../engine/backward';
import { drawFeedback } from '../engine/initialise';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import { ofLayer } from '../engine/network';

/** B_l `[n_l, n_L]` is Glorot-uniform × `feedbackScale`, never updated; the last layer needs none. */
export const dfa: LearningRule<RuleState> = {
  id: 'dfa',
  init: (network, { seed, params }) => ({
    feedback: network.layers.map(({ index, features }) =>
      index === network.layers.length
        ? null
        : drawFeedback(
            [features, network.outputs],
            { fanIn: features, fanOut: network.outputs },
            { seed, layer: index, scale: params.feedbackScale },
          ),
    ), // [n_l, n_L]
  }),
  step(context, state) {
    // δ_L B_lᵀ
    const deltas = backward(
      context,
      (layer) => matMul(context.outputDelta as Tensor2D, transpose(feedbackAt(state, layer))), // [rows, n_l]
    );
    return { deltas, gradients: gradientProducts(context, deltas), state };
  },
  feedbackOf: () => null,
  dispose: (state) => dispose(state.feedback as Tensor[]),
};

function feedbackAt(state: RuleState, layer: number): Tensor2D {
  const B = ofLayer(state.feedback, layer);
  if (B === null) throw new Error(`dfa: layer ${layer} has no feedback weights`);
  return B as Tensor2D;
}
