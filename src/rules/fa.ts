/**
 * Feedback alignment: the error goes down through fixed random weights B in place of W.
 *   δ_l = (δ_{l+1} Bᵀ_{l+1}) ⊙ φ′(a_l)
 * Source: Lillicrap, Cownden, Tweed, Akerman (2016), Random synaptic feedback weights support error backpropagation for
 * deep learning, Nature Communications 7, 13276.
 */
import type { ThroughRule } from './carrier-rule';

/** B is drawn once and never updated. B_1 carries nothing; it is there to show what an unused one does. */
export const fa: ThroughRule = {
  kind: 'through',
  id: 'fa',
  feedback: 'fixed',
  draw: ({ layer, drawRanked }) => drawRanked(layer.weightShape, layer), // as W_l
  carry: ({ B }) => B,
};
