/**
 * Simplified difference target propagation: no gradient at all; the right answer, decoded, is the first target.
 *   ĥ_{L−1} = h_{L−1} + g_L(y, c) − g_L(o, c),  below as in difference target propagation: δ_l = 2 (h_l − ĥ_l) ⊙ φ′(a_l)
 * o is the network's answer; c = tanh(h_{L−1} A), fixed random features beside it (the auxiliary output), tell examples of one
 * class apart. Nothing is asked of c.
 * Source: Bartunov, Santoro, Richards, Marris, Hinton, Lillicrap (2018), NeurIPS 31.
 */
import { sub } from '@tensorflow/tfjs-core';
import { ofLayer } from '../engine/network';
import type { RuleParams } from '../spec/spec';
import { decode, encode } from './decoders';
import { composeTargets, type FirstTarget, type TargetPlan } from './local-targets';
import type { WholeRule } from './whole-rule';

/** g_L(y, c) − g_L(o, c). */
const firstTarget: FirstTarget = (context, state) => {
  const last = context.network.layers.length;
  const answer = encode(context, state, last, ofLayer(context.trace.h, last - 1));
  const wanted = { ...answer, h: context.batch.y };
  return sub(decode(context, state, last, wanted).g, decode(context, state, last, answer).g); // as h_{L−1}
};

/** What the rule does with these numbers. */
export const sdtpPlan = (params: RuleParams): TargetPlan => ({
  id: 'sdtp',
  params,
  firstTarget,
  decodesAnswer: true,
});

export const sdtp: WholeRule = {
  kind: 'whole',
  id: 'sdtp',
  create: ({ params }) => composeTargets(sdtpPlan(params)),
};
