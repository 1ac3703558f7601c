/**
 * What a layer makes of chosen rows, and the weights that do it: h_l of an evaluation pass, and W_l.
 * In a convolution h_l is a picture per filter, and W_l a small picture per pair of input channel and filter.
 */

import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { answerTo, statesFor } from '../engine/answer';
import { ofLayer } from '../engine/network';
import type { ProbeContext } from './probe';
import { readLayers } from './read-layers';

/** Values, row-major, and their shape. */
export interface Reading {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** h_l of rows x `[rows, n_0]`: `[rows, n_l]` or `[rows, height, width, filters]`. Leaves no tensor behind. */
export async function readFeatureMaps(context: ProbeContext, x: Tensor, layer: number): Promise<Reading> {
  const { layers } = context.setup.network;
  const shape = [x.shape[0] ?? 0, ...ofLayer(layers, layer).shape];
  const [values = new Float32Array()] = await readLayers(() => [
    layer === layers.length ? reshape(answerTo(context, x).h, shape) : ofLayer(statesFor(context, x), layer),
  ]);
  return { shape, values };
}

/** The numbers of a weight-like tensor as they are. A copy. */
export async function readValues(tensor: Tensor): Promise<Reading> {
  const [values = new Float32Array()] = await readLayers(() => [tensor]);
  return { shape: tensor.shape, values: Float32Array.from(values) };
}

/** The weights that carry errors out of a layer, or its direct matrix; null where the rule has neither. A copy. */
export async function readFeedback(
  { setup: { rule }, state: { params, ruleState } }: ProbeContext,
  layer: number,
): Promise<Reading | null> {
  let shape: readonly number[] = [];
  const [values] = await readLayers(() => {
    const feedback = rule.feedbackOf(ruleState, layer, params);
    shape = feedback?.shape ?? [];
    return [feedback];
  });
  return values ? { shape, values: Float32Array.from(values) } : null;
}
