/**
 * The weight-transport dial: between the forward weights and noise of the same norm, at an angle that is set.
 *   δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l),  K = cos θ W + sin θ ‖W‖ N,  ‖N‖ = 1
 * 0° is backpropagation, bit for bit; 90° is feedback alignment whose feedback grows with W; beyond, the error is turned round.
 * The problem that it dials: Grossberg (1987), Competitive learning: from interactive activation to adaptive resonance,
 * Cognitive Science 11, 23–63.
 */
import { add, div, mul } from '@tensorflow/tfjs-core';
import type { ThroughRule } from './carrier-rule';
import { normOf } from './norms';

/** N is drawn once. In high dimensions it is all but orthogonal to W, and the angle between K and W is θ. */
export const dial: ThroughRule = {
  kind: 'through',
  id: 'dial',
  feedback: 'bound',
  draw({ layer, drawRanked }) {
    const noise = drawRanked(layer.weightShape, layer); // as W_l
    return div(noise, normOf(noise));
  },
  carry({ W, B: N, params }) {
    const angle = (params.dialAngle * Math.PI) / 180;
    return add(mul(W, Math.cos(angle)), mul(N, mul(normOf(W), Math.sin(angle)))); // as W_l
  },
};
