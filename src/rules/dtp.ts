/**
 * Difference target propagation: the layer below the output gets a target one step down the loss; decoders carry it on, and
 * what they would have made of the activity itself is taken off, so that an imperfect decoder does no harm.
 *   ĥ_{L−1} = h_{L−1} − η₀ ∂ℓ/∂h_{L−1},  ĥ_{l−1} = h_{l−1} + g_l(ĥ_l) − g_l(h_l),  δ_l = 2 (h_l − ĥ_l) ⊙ φ′(a_l)
 * Sources: Lee, Zhang, Fischer, Bengio (2015), ECML PKDD; Ernoult et al. (2022), ICML 39, for the Jacobian loss.
 */
import { mul } from '@tensorflow/tfjs-core';
import type { RuleParams } from '../spec/spec';
import { composeTargets, type FirstTarget, type TargetPlan } from './local-targets';
import { fromAbove } from './settling';
import { unitGradient } from './unit-loss';
import type { WholeRule } from './whole-rule';

/** −η₀ ∂ℓ/∂h_{L−1}: the only exact gradient, through the last layer alone. */
const firstTarget: FirstTarget = (context, _state, { targetRate }) => {
  const top = context.network.layers.length - 1;
  const gradient = fromAbove(context, top, unitGradient(context)); // as h_{L−1}
  return mul(gradient, -targetRate);
};

/** What the rule does with these numbers. */
export const dtpPlan = (params: RuleParams): TargetPlan => ({
  id: 'dtp',
  params,
  firstTarget,
  decodesAnswer: false,
});

export const dtp: WholeRule = {
  kind: 'whole',
  id: 'dtp',
  create: ({ params }) => composeTargets(dtpPlan(params)),
};
