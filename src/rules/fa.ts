/**
 * Feedback alignment: the error goes down through fixed random weights B in place of W.
 *   δ_l = (δ_{l+1} Bᵀ_{l+1}) ⊙ φ′(a_l)
 * Source: Lillicrap, Cownden, Tweed, Akerman (2016), Random synaptic feedback weights support error backpropagation for
 * deep learning, Nature Communications 7, 13276.
 */
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { backward, carryThrough, gradientProducts } from '../engine/backward';
import { drawFeedback } from '../engine/initialise';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import { ofLayer, type PerLayer } from '../engine/network';

/** B_l of every layer, of W_l's shape. B_1 carries nothing; it is there to show what an unused one does. */
export interface FaState extends RuleState {
  readonly feedback: PerLayer<Tensor>;
}

/** Feedback weights are Glorot-uniform × `feedbackScale`, never updated. */
export const fa: LearningRule<FaState> = {
  id: 'fa',
  init: (network, options) => ({
    feedback: network.layers.map((layer) => drawFeedback(layer.weightShape, layer, layer.index, options)), // as W_l
  }),
  step(context, state) {
    const errors = backward(context, carryThrough(context, state.feedback));
    return { deltas: errors.deltas, gradients: gradientProducts(context, errors), state };
  },
  feedbackOf: (state, layer) => ofLayer(state.feedback, layer),
  dispose: (state) => dispose(state.feedback as Tensor[]),
};
