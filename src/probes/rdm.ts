/**
 * Representational dissimilarity matrices: how differently a layer answers to each pair of probe stimuli.
 *   RDM_l[i, j] = 1 − Pearson(h_l(i), h_l(j)); the last layer's pre-activations (logits) stand for its activations
 * A map is taken as it is, or each channel's mean over positions stands for it.
 * Source: Kriegeskorte, Mur, Bandettini (2008), Frontiers in Systems Neuroscience 2:4.
 */
import { mean } from '@tensorflow/tfjs-core';
import { statesFor } from '../engine/answer';
import { pearsonRdm } from '../math/rdm';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

export const rdm: Probe<'rdm'> = {
  id: 'rdm',
  async read({ setup, state, stimuli, maps = 'flattened' }) {
    const responses = await readLayers(() =>
      statesFor({ setup, state }, stimuli).map(
        (response) => (maps === 'mean' && response.rank === 4 ? mean(response, [1, 2]) : response), // [n, …]
      ),
    );
    const rows = stimuli.shape[0] ?? 0;
    return responses.map((values) => pearsonRdm(values, rows, values.length / rows));
  },
};
