/**
 * Batchwise random-magnitude sign-concordant feedback: random sizes, new at every step, with the signs of the forward weights.
 *   δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l),  K = |M_t| ⊙ sign(W)
 * Sources: Liao, Leibo, Poggio (2016), How important is weight symmetry in backpropagation?, AAAI 30; the name: Moskovitz,
 * Litwin-Kumar, Abbott (2018), arXiv:1812.06488.
 */

import type { ThroughRule } from './carrier-rule';
import { drawLike } from './draw-like';
import { frsf } from './frsf';

/** M of the next step is drawn as soon as a step is done, so that whoever looks sees what will carry. */
export const brsf: ThroughRule = {
  ...frsf,
  id: 'brsf',
  afterUpdate: ({ layer, draws, init }) => ({ B: drawLike(layer, draws, init) }), // as W_l
  leavesFirst: true,
};
