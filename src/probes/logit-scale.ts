/**
 * Logit scale: the root mean square of the output pre-activations, √(mean a_L²) over rows and outputs.
 * It grows without bound in a run that goes on sharpening its answers after all of them are right.
 */
import { square, sum } from '@tensorflow/tfjs-core';
import { answerTo } from '../engine/answer';
import { chunkRowsOf, sumOverChunks } from '../engine/evaluate';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

export const logitScale: Probe<'logitScale'> = {
  id: 'logitScale',
  async read({ setup, state, rows }) {
    const { network } = setup;
    const [squares] = await readLayers(() => [
      sumOverChunks(rows, ({ x }) => sum(square(answerTo({ setup, state }, x).a)), chunkRowsOf(network)), // []
    ]);
    return Math.sqrt((squares?.[0] ?? Number.NaN) / (rows.count * network.outputs));
  },
};
