/**
 * Backpropagation: the error goes down through the forward weights themselves.
 *   δ_l = (δ_{l+1} Wᵀ_{l+1}) ⊙ φ′(a_l)
 * Source: Rumelhart, Hinton, Williams (1986), Learning representations by back-propagating errors, Nature 323, 533–536.
 */
import type { ThroughRule } from './carrier-rule';

/** The rule that every other one is measured against; it has no weights of its own. */
export const bp: ThroughRule = {
  kind: 'through',
  id: 'bp',
  feedback: 'forward',
  carry: ({ W }) => W,
};
