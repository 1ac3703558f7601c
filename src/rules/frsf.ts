/**
 * Fixed random-magnitude sign-concordant feedback: random sizes, drawn once, with the signs of the forward weights.
 *   δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l),  K = |M| ⊙ sign(W)
 * Sources: Liao, Leibo, Poggio (2016), How important is weight symmetry in backpropagation?, AAAI 30; the name: Moskovitz,
 * Litwin-Kumar, Abbott (2018), arXiv:1812.06488.
 */
import { abs, mul, sign } from '@tensorflow/tfjs-core';
import type { ThroughRule } from './carrier-rule';

/** M has the distribution of the first weights; the sign is read from W at every step. */
export const frsf: ThroughRule = {
  kind: 'through',
  id: 'frsf',
  feedback: 'bound',
  draw: ({ layer, draw }) => draw(layer.weightShape, layer), // as W_l
  carry: ({ W, B: M }) => mul(abs(M), sign(W)), // as W_l
};
