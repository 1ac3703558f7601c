/**
 * Hebbian principal components: each unit learns from what the units before it have left over.
 *   Δw_i = η ⟨y_i (u − Σ_{j ≤ i} y_j w_j)⟩,  ΔW_l = η (⟨u yᵀ⟩ − W_l triu⟨y yᵀ⟩);  δ_l = 0: nothing comes from above
 * Linear units become the principal components in order of their variance; y is ReLU or tanh where the layer is.
 * Sources: Sanger (1989), Neural Networks 2, 459–473; Lagani, Falchi, Gennaro, Amato (2022), Neural Computing and Applications 34.
 */
import { add, mul, range, reshape, step, sub, type Tensor } from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { gram, type HebbianSite, hebbian, mixUnits } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

/** 1 where j ≤ i, at row j and column i. `[count, count]` */
function upToItself(count: number): Tensor {
  const order = range(0, count);
  return step(add(sub(reshape(order, [1, count]), reshape(order, [count, 1])), 0.5));
}

/** ⟨u yᵀ⟩ − W triu⟨y yᵀ⟩. As W_l, in the caller's scope */
export function hpcaChange(site: HebbianSite): Tensor {
  const { W, output } = site;
  const explained = gram(output); // [n_l, n_l]
  return sub(hebbian(site, output), mixUnits(W, mul(explained, upToItself(explained.shape[0] ?? 1))));
}

const law: HebbianLaw = {
  id: 'hpca',
  findsComponents: true,
  learn: (site) => ({ change: mul(hpcaChange(site), site.params.hebbRate), memory: null }),
};

export const hpca: WholeRule = {
  kind: 'whole',
  id: 'hpca',
  create: ({ params }) => composeHebbian(law, params),
};
