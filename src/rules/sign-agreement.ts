/**
 * Sign-agreement feedback: random sizes with the signs of the forward weights, but a fixed random part of them flipped.
 *   δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l),  K = |M| ⊙ f ⊙ sign(W),  f = −1 in the flipped part, 1 elsewhere
 * No flips are frSF; half of them flipped leaves no information on W.
 * Source: Liao, Leibo, Poggio (2016), How important is weight symmetry in backpropagation?, AAAI 30.
 */
import { abs, mul, sign } from '@tensorflow/tfjs-core';
import type { ThroughRule } from './carrier-rule';

/** What is remembered is |M| ⊙ f. */
export const signAgreement: ThroughRule = {
  kind: 'through',
  id: 'signAgreement',
  feedback: 'bound',
  draw: ({ layer, params, draw, markPart }) =>
    mul(abs(draw(layer.weightShape, layer)), markPart(layer.weightShape, params.signFlips, -1)), // as W_l
  carry: ({ W, B }) => mul(B, sign(W)), // as W_l
};
