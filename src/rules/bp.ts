/**
 * Backpropagation: the error goes down through the forward weights themselves.
 *   δ_l = (δ_{l+1} Wᵀ_{l+1}) ⊙ φ′(a_l)
 * Source: Rumelhart, Hinton, Williams (1986), Learning representations by back-propagating errors, Nature 323, 533–536.
 */
import { backward, carryThrough, gradientProducts } from '../engine/backward';
import type { LearningRule } from '../engine/learning-rule';

/** The rule that every other one is measured against; it has no weights of its own. */
export const bp: LearningRule = {
  id: 'bp',
  init: (network) => ({ feedback: network.layers.map(() => null) }),
  step(context, state) {
    const errors = backward(context, carryThrough(context, context.params.W));
    return { deltas: errors.deltas, gradients: gradientProducts(context, errors), state };
  },
  feedbackOf: () => null,
  dispose: () => undefined,
};
