/**
 * Update angle: between the rule's pseudo-gradient and backpropagation's gradient, on the same batch and weights.
 *   ∠(h_{l−1}ᵀ δ_l, h_{l−1}ᵀ δ_l^BP), weights only, before optimiser and weight decay
 * Below 90° the rule's step still goes downhill. Source: Lillicrap et al. (2016), Nature Communications 7, 13276.
 */
import { backward, carryThrough, gradientProducts } from '../engine/backward';
import { openBatch } from '../engine/train-step';
import { anglesBetween } from './angles';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

export const updateAngle: Probe<'updateAngle'> = {
  id: 'updateAngle',
  async read({ setup, state, batch }) {
    const { network, rule } = setup;
    const values = await readLayers(() => {
      const context = openBatch(setup, state, batch);
      const ofRule = rule.step(context, state.ruleState).gradients;
      const trueErrors = backward(context, carryThrough(context, state.params.W));
      return [...ofRule.W, ...gradientProducts(context, trueErrors).W];
    });
    const layers = network.layers.length;
    return anglesBetween(values.slice(0, layers), values.slice(layers));
  },
};
