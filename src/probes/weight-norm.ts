/**
 * Weight norm: ‖W_l‖_F = √Σ w², per layer; biases not included.
 */
import { frobeniusNorm } from '../math/angle';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

export const weightNorm: Probe<'weightNorm'> = {
  id: 'weightNorm',
  async read({ state }) {
    const weights = await readLayers(() => state.params.W);
    return weights.map((W) => frobeniusNorm(W));
  },
};
