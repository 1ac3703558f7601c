/**
 * W_l beside the feedback weights B_l that stand for it, read back together: what every comparison of the two starts from.
 * B_1 has nobody below to carry an error to, so pairs begin at layer 2 unless layer 1 is asked for.
 */
import type { PerLayer } from '../engine/network';
import type { ProbeContext } from './probe';
import { readLayers } from './read-layers';

/** Values of W_l and B_l, row-major, of the same length. */
export interface FeedbackPair {
  readonly W: Float32Array;
  readonly B: Float32Array;
}

/** A pair for each layer from `first` on; null below it, and where the rule has none that stand for W_l. */
export async function readFeedbackPairs(
  { setup: { network, rule }, state: { params, ruleState } }: ProbeContext,
  first = 2,
): Promise<PerLayer<FeedbackPair | null>> {
  const layers = network.layers.length;
  const values = await readLayers(() => {
    const feedback = network.layers.map(({ index }) => {
      const isCompared = index >= first && !rule.isDirect?.(index);
      return isCompared ? rule.feedbackOf(ruleState, index, params) : null;
    });
    return [...params.W.map((W, position) => (feedback[position] ? W : null)), ...feedback];
  });
  return network.layers.map((_, position) => {
    const W = values[position] ?? null;
    const B = values[layers + position] ?? null;
    return W && B && { W, B };
  });
}
