/**
 * Winner takes all: the unit whose weights point most nearly where the input does moves towards it; the others stay.
 *   r_i = 1 for the k largest cos(u, w_i), else 0;  Δw_i = η (Σ r_i u / Σ r_i − w_i);  δ_l = 0: nothing comes from above
 * The sums run over the batch, so that a winner moves towards the centre of what it won.
 * Sources: Rumelhart, Zipser (1985), Cognitive Science 9, 75–112; Lagani, Falchi, Gennaro, Amato (2022), Neural Computing and
 * Applications 34.
 */
import { div, maximum } from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { towardsMeans, unitNorms, winners } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

const law: HebbianLaw = {
  id: 'wta',
  learn(site) {
    const { params, response, W } = site;
    // ‖u‖ is the same for all units
    const r = winners(div(response, maximum(unitNorms(W), 1e-12)), params.winners); // as a_l
    return { change: towardsMeans(site, r, params.winnerRate), memory: null };
  },
};

export const wta: WholeRule = {
  kind: 'whole',
  id: 'wta',
  create: ({ params }) => composeHebbian(law, params),
};
