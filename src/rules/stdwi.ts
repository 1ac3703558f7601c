/**
 * Spike-timing-dependent weight inference: between batches a layer's units spike to random input trains. At every spike of unit j,
 * what has just come in faster than usual is what drives it: there lie its large weights. The feedback weights take that over.
 *   δ_l = (δ_{l+1} Bᵀ_{l+1}) ⊙ φ′(a_l),  B = R c ‖W‖ / ‖R‖ with c = `feedbackScale`
 *   R_ij ← R_ij + (1 − (1 − η)^{n_j}) (S_ij / n_j − R_ij): a step of η towards the drive of input i at each of the n_j spikes
 * Source: Ahmad, Ambrogioni, van Gerven (2020), Overcoming the weight transport problem via spike-timing-dependent weight
 * inference, arXiv:2003.03988.
 */
import { add, div, exp, maximum, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { PLACES } from '../engine/draws';
import type { MirrorSite, ThroughRule } from './carrier-rule';
import { normOf, withNorm } from './norms';
import { answerTrains, inputTrains, pairUp } from './spiking';

/** R after one more simulation. As W_l */
function infer({ layer, params, W, B: R, draws }: MirrorSite): Tensor {
  if (layer.kind !== 'dense') return R;
  const { spikingTime: timeMs, spikingTrials: trials, spikingRate } = params;
  const plan = { timeMs, trials, draws, place: PLACES.spikes + layer.index };
  const trains = inputTrains(layer.weightShape[0] ?? 1, plan); // [T, trials, n_in]
  const { sums, counts } = pairUp(trains, answerTrains(trains, W));
  // 1 − (1 − η)^n
  const share = sub(1, exp(mul(counts, Math.log1p(-spikingRate)))); // [n_out]
  const seen = div(sums, maximum(counts, 1)); // as W_l
  return add(R, mul(sub(seen, R), share));
}

/** One simulation after every step; as many as there are steps in `mirrorWarmup` epochs before the first. */
export const stdwi: ThroughRule = {
  kind: 'through',
  id: 'stdwi',
  feedback: 'learnt',
  draw: ({ layer, drawRanked }) => drawRanked(layer.weightShape, layer), // as W_l
  carry: ({ W, B: R, params }) => withNorm(R, mul(normOf(W), params.feedbackScale)), // as W_l
  afterUpdate: (site) => ({ B: infer(site) }),
  warmUp: infer,
  leavesFirst: true,
};
