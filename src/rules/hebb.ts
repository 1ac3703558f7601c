/**
 * Plain Hebbian learning with decay: what fires together wires together, up to weights of length 1.
 *   ΔW_l = η (⟨u yᵀ⟩ − λ W_l), then w_i ← w_i / max(1, ‖w_i‖);  δ_l = 0: nothing comes from above
 * Linear units grow along the first principal component of their input where its variance exceeds λ, and vanish where it does
 * not. All units do the same.
 * Sources: Hebb (1949), The organization of behavior; Lagani, Falchi, Gennaro, Amato (2022), Neural Computing and Applications 34.
 */
import { add, div, maximum, mul, sub } from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { hebbian, unitNorms } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

const law: HebbianLaw = {
  id: 'hebb',
  findsComponents: true,
  learn(site) {
    const { W, output, params } = site;
    // W + η (⟨u yᵀ⟩ − λ W)
    const grown = add(W, mul(sub(hebbian(site, output), mul(W, params.hebbDecay)), params.hebbRate)); // as W_l
    return { change: sub(div(grown, maximum(unitNorms(grown), 1)), W), memory: null };
  },
};

export const hebb: WholeRule = {
  kind: 'whole',
  id: 'hebb',
  create: ({ params }) => composeHebbian(law, params),
};
