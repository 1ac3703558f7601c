/**
 * Uniform sign-concordant feedback: the error goes down through the signs of the forward weights, all of one size.
 *   δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l),  K = s sign(W),  s = √(2 / (fan_in + fan_out)),  sign(0) = 0
 * Sources: Liao, Leibo, Poggio (2016), How important is weight symmetry in backpropagation?, AAAI 30; the name: Moskovitz,
 * Litwin-Kumar, Abbott (2018), arXiv:1812.06488.
 */
import { mul, sign } from '@tensorflow/tfjs-core';
import { fansOf } from '../engine/initialise';
import type { ThroughRule } from './carrier-rule';

/** The sign is read from W at every step; s is the standard deviation of Glorot's weights. */
export const usf: ThroughRule = {
  kind: 'through',
  id: 'usf',
  feedback: 'bound',
  carry({ W }) {
    const { fanIn, fanOut } = fansOf(W.shape);
    return mul(sign(W), Math.sqrt(2 / (fanIn + fanOut))); // as W_l
  },
};
