/**
 * What a layer makes of chosen rows, and the weights that do it: h_l of an evaluation pass, and W_l.
 * In a convolution h_l is a picture per filter, and W_l a small picture per pair of input channel and filter.
 */

import type { Tensor } from '@tensorflow/tfjs-core';
import { forward } from '../engine/forward';
import type { Model } from '../engine/initialise';
import { ofLayer, type Params } from '../engine/network';
import { readLayers } from './read-layers';

/** Values, row-major, and their shape. */
export interface Reading {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** h_l of rows x `[rows, n_0]`: `[rows, n_l]` or `[rows, height, width, filters]`. Leaves no tensor behind. */
export async function readFeatureMaps(
  { network, params }: Pick<Model, 'network' | 'params'>,
  x: Tensor,
  layer: number,
): Promise<Reading> {
  const [values = new Float32Array()] = await readLayers(() => [
    ofLayer(forward(network, params, x).h, layer),
  ]);
  return { shape: [x.shape[0] ?? 0, ...ofLayer(network.layers, layer).shape], values };
}

/** W_l: `[n_{l−1}, n_l]` or `[kernel, kernel, channels, filters]`. A copy. */
export async function readWeights({ W }: Pick<Params, 'W'>, layer: number): Promise<Reading> {
  const weights = ofLayer(W, layer);
  const [values = new Float32Array()] = await readLayers(() => [weights]);
  return { shape: weights.shape, values: Float32Array.from(values) };
}
