/**
 * Weight angle: between W_l and the feedback weights B_l that stand for it.
 *   ∠(W_l, B_l) = arccos(⟨W, B⟩ / (‖W‖ ‖B‖)), over all entries
 * About 90° for independent random weights; it falls as forward weights align with feedback.
 * Source: Lillicrap et al. (2016), Nature Communications 7, 13276.
 */
import { anglesBetween } from './angles';
import { readFeedbackPairs } from './feedback-pairs';
import type { Probe } from './probe';

export const weightAngle: Probe<'weightAngle'> = {
  id: 'weightAngle',
  async read(context) {
    // B_1 carries nothing, and its angle stays where it was: what an unused matrix does.
    const pairs = await readFeedbackPairs(context, 1);
    return anglesBetween(
      pairs.map((pair) => pair?.W ?? null),
      pairs.map((pair) => pair?.B ?? null),
    );
  },
};
