/**
 * GeneRec: a unit's error is how its activity differs between the phases, and the synapse multiplies it with what comes in.
 *   δ_l = −γ^{−(L−l)} (a⁺_l − a⁻_l),  g_l = inᵀ δ_l with in = a⁻_{l−1}, or, at the midpoint, ½ (a⁺ + a⁻)_{l−1}
 * The midpoint made symmetric (the same for the synapse seen from the other side, added) is contrastive Hebbian learning.
 * Source: O’Reilly (1996), Neural Computation 8, 895–938.
 */
import { add, mul, sub } from '@tensorflow/tfjs-core';
import { layerGradients } from '../engine/backward';
import { ofLayer } from '../engine/network';
import type { RuleParams } from '../spec/spec';
import { type Comparison, composeClamping } from './clamping';
import { contrast } from './settling';
import type { WholeRule } from './whole-rule';

/** Values of `generecForm`. */
export const GENEREC_FORMS = { plain: 0, midpoint: 1, symmetric: 2 } as const;

const compareAs =
  ({ generecForm }: RuleParams): Comparison =>
  (context, layer, phases, scale) => {
    if (generecForm === GENEREC_FORMS.symmetric) return contrast(context, layer, phases, scale);
    const [plus, minus] = phases;
    const isMidpoint = generecForm === GENEREC_FORMS.midpoint;
    const input = isMidpoint ? mul(add(plus.input, minus.input), 0.5) : minus.input;
    const delta = mul(sub(minus.s, plus.s), scale); // as a_l
    return layerGradients(ofLayer(context.network.layers, layer), input, delta);
  };

export const generec: WholeRule = {
  kind: 'whole',
  id: 'generec',
  create: ({ params }) => composeClamping('generec', params, compareAs(params)),
};
