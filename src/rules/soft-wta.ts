/**
 * Soft winner-take-all: every unit takes its share of every input, the more the better its weights fit.
 *   c_i = ((cos(u, w_i) + 1) / 2)²,  r = softmax(c / T);  Δw_i = η (Σ r_i u / Σ r_i − w_i);  δ_l = 0: nothing comes from above
 * Sources: Nowlan (1989), NeurIPS 2; Lagani, Falchi, Gennaro, Amato (2022), Neural Computing and Applications 34.
 */
import { add, mul, softmax, square, type Tensor } from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { cosines, type HebbianSite, towardsMeans } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

/** r, which adds up to 1 over the units. As a_l */
function shares(site: HebbianSite): Tensor {
  const fit = square(mul(add(cosines(site), 1), 0.5)); // as a_l
  return softmax(mul(fit, 1 / site.params.winnerTemperature));
}

const law: HebbianLaw = {
  id: 'softWta',
  learn: (site) => ({ change: towardsMeans(site, shares(site), site.params.winnerRate), memory: null }),
};

export const softWta: WholeRule = {
  kind: 'whole',
  id: 'softWta',
  create: ({ params }) => composeHebbian(law, params),
};
