/**
 * Weights drawn anew within a training step, where the tensors live, with the distribution of the first ones:
 *   Glorot-uniform  c (2u − 1), c = √(6 / (fan_in + fan_out));  'akrout'  N(0, 1 / (fan_in + fan_out))
 */
import { mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { type Draws, PLACES } from '../engine/draws';
import { glorotLimit } from '../engine/initialise';
import type { Layer } from '../engine/network';
import type { InitId } from '../spec/spec';

/** As W_l, in the caller's scope; the same for every arm at the same step. */
export function drawLike(layer: Layer, draws: Draws, init: InitId): Tensor {
  const { weightShape, index, fanIn, fanOut } = layer;
  const place = PLACES.magnitudes + index;
  if (init === 'akrout') return mul(draws.normal(weightShape, place), 1 / Math.sqrt(fanIn + fanOut));
  return mul(sub(mul(draws.uniform(weightShape, place), 2), 1), glorotLimit(layer));
}
