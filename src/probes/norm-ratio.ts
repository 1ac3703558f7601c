/**
 * Norm ratio: how large the feedback weights are beside the weights that they stand for.
 *   ‖B_l‖_F / ‖W_l‖_F, layers 2 to L
 * Above 1 a layer hears errors louder than backpropagation would send them. BioTorch logs it as "weight difference".
 * Source: Sanfiz, Akrout (2021), Benchmarking the Accuracy and Robustness of Feedback Alignment Algorithms, arXiv:2108.13446.
 */
import { frobeniusNorm } from '../math/angle';
import { readFeedbackPairs } from './feedback-pairs';
import type { Probe } from './probe';

export const normRatio: Probe<'normRatio'> = {
  id: 'normRatio',
  async read(context) {
    const pairs = await readFeedbackPairs(context);
    return pairs.map((pair) => {
      const ratio = pair === null ? Number.NaN : frobeniusNorm(pair.B) / frobeniusNorm(pair.W);
      return Number.isFinite(ratio) ? ratio : null;
    });
  },
};
