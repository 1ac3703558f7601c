/**
 * Sign agreement: the fraction of feedback weights whose sign is that of the weight they stand for.
 *   #{ sign(B) = sign(W) } / #{ B ≠ 0 }, layers 2 to L
 * One half by chance, 1 for the sign-symmetric rules. Entries of B that are zero carry nothing and do not count.
 * Source: Liao, Leibo, Poggio (2016), How important is weight symmetry in backpropagation?, AAAI 30.
 */
import { type FeedbackPair, readFeedbackPairs } from './feedback-pairs';
import type { Probe } from './probe';

function agreementOf({ W, B }: FeedbackPair): number | null {
  let carrying = 0;
  let agreeing = 0;
  for (let index = 0; index < B.length; index++) {
    const sign = Math.sign(B[index] ?? 0);
    if (sign === 0) continue;
    carrying++;
    if (sign === Math.sign(W[index] ?? 0)) agreeing++;
  }
  return carrying === 0 ? null : agreeing / carrying;
}

export const signAgreement: Probe<'signAgreement'> = {
  id: 'signAgreement',
  async read(context) {
    const pairs = await readFeedbackPairs(context);
    return pairs.map((pair) => pair && agreementOf(pair));
  },
};
