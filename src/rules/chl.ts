/**
 * Contrastive Hebbian learning: a synapse strengthens by what its two units do while the output is held at the answer, and
 * weakens by what they do while it is free.
 *   δ_l = −γ^{−(L−l)} (a⁺_l − a⁻_l),  g_l = −γ^{−(L−l)} (a⁺_{l−1}ᵀ a⁺_l − a⁻_{l−1}ᵀ a⁻_l)
 * Sources: Movellan (1991), Connectionist Models Summer School; Xie, Seung (2003), Neural Computation 15, 441–454.
 */
import { type Comparison, composeClamping } from './clamping';
import { contrast } from './settling';
import type { WholeRule } from './whole-rule';

/** a⁻ᵀa⁻ − a⁺ᵀa⁺, scaled. */
const compare: Comparison = (context, layer, phases, scale) => contrast(context, layer, phases, scale);

export const chl: WholeRule = {
  kind: 'whole',
  id: 'chl',
  create: ({ params }) => composeClamping('chl', params, compare),
};
