/**
 * Weight angle: between W_l and the feedback weights B_l that stand for it.
 *   ∠(W_l, B_l) = arccos(⟨W, B⟩ / (‖W‖ ‖B‖)), over all entries
 * About 90° for independent random weights; it falls as forward weights align with feedback.
 * Source: Lillicrap et al. (2016), Nature Communications 7, 13276.
 */
import { anglesBetween } from './angles';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

export const weightAngle: Probe<'weightAngle'> = {
  id: 'weightAngle',
  async read({ setup, state }) {
    const { network, rule } = setup;
    const values = await readLayers(() => [
      ...state.params.W,
      ...network.layers.map(({ index }) => rule.feedbackOf(state.ruleState, index)),
    ]);
    const layers = network.layers.length;
    return anglesBetween(values.slice(0, layers), values.slice(layers));
  },
};
