/**
 * Oja's rule, every unit for itself: Hebbian growth and a decay that grows with the answer, so that weights come to length 1.
 *   Δw_i = η (⟨y_i u⟩ − ⟨y_i²⟩ w_i);  δ_l = 0: nothing comes from above
 * Each unit finds the first principal component of its input, and since none knows of the others, all find the same.
 * Source: Oja (1982), Simplified neuron model as a principal component analyzer, Journal of Mathematical Biology 15, 267–273.
 */
import { div, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { columnSums, examplesOf, flat, type HebbianSite, hebbian } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

/** ⟨y_i u⟩ − ⟨y_i²⟩ w_i. As W_l, in the caller's scope */
export function ojaChange(site: HebbianSite): Tensor {
  const { W, output } = site;
  const squares = div(columnSums(flat(square(output))), examplesOf(site)); // [n_l]
  return sub(hebbian(site, output), mul(W, squares));
}

const law: HebbianLaw = {
  id: 'oja',
  findsComponents: true,
  learn: (site) => ({ change: mul(ojaChange(site), site.params.hebbRate), memory: null }),
};

export const oja: WholeRule = {
  kind: 'whole',
  id: 'oja',
  create: ({ params }) => composeHebbian(law, params),
};
