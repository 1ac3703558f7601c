/**
 * SoftHebb: units compete softly; the winner learns, and all others learn the opposite, each as much as it answered.
 *   y = softmax(β s √fan_in), its sign turned for all but the largest;  g_i = Σ y_i (u − s_i w_i)
 *   Δw_i = η √|‖w_i‖ − 1| g_i / max|g|;  δ_l = 0: nothing comes from above
 * √fan_in makes s what it is for inputs of variance 1. The rate of a unit falls as its weights come to length 1.
 * Sources: Moraitis, Toichkin, Journé, Chua, Guo (2022), Neuromorphic Computing and Engineering 2; Journé, Rodriguez, Guo,
 * Moraitis (2023), ICLR.
 */
import { abs, div, max, maximum, mul, softmax, sqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { columnSums, flat, type HebbianSite, unitNorms, winners } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

/** Σ y_i (u − s_i w_i) with s · sharpness in the softmax. As W_l, in the caller's scope */
export function softHebbChange({ layer, input, response, W }: HebbianSite, sharpness: number): Tensor {
  const shares = softmax(mul(response, sharpness)); // as a_l
  const y = mul(shares, sub(mul(winners(response, 1), 2), 1)); // as a_l
  return sub(layer.op.gradientProduct(input, y), mul(W, columnSums(flat(mul(y, response)))));
}

const law: HebbianLaw = {
  id: 'softHebb',
  /** Away from length 1, where nothing would move. */
  startNorm: ({ softHebbStart }) => softHebbStart,
  learn(site) {
    const { W, layer, params } = site;
    const g = softHebbChange(site, params.softHebbBeta * Math.sqrt(layer.fanIn)); // as W_l
    const rates = mul(sqrt(abs(sub(unitNorms(W), 1))), params.softHebbRate); // [n_l]
    return { change: mul(div(g, maximum(max(abs(g)), 1e-12)), rates), memory: null };
  },
};

export const softHebb: WholeRule = {
  kind: 'whole',
  id: 'softHebb',
  create: ({ params }) => composeHebbian(law, params),
};
