/**
 * What a layer takes in whose weights learn from that alone, example by example: rows of a dense layer; patches of a
 * convolution, which its linear map cuts out with the unit vectors for filters, zeros around the map included.
 * A map is centred by channel before it is cut, as the layer itself sees it; rows are left to whoever looks for components.
 */
import { eye, mean, reshape, sub, type Tensor } from '@tensorflow/tfjs-core';
import { createDraws } from '../engine/draws';
import { ofLayer } from '../engine/network';
import type { ProbeContext } from './probe';
import { readLayers } from './read-layers';

/** Examples of numbers that meet a unit's weights one by one. */
export interface OwnInputReading {
  /** `[examples, size]`, in the order of W_l. */
  readonly values: Float32Array;
  readonly size: number;
  /** Whether the layer sees them about their mean, and that mean is still in them. */
  readonly about: 'mean' | 'origin';
  /** Whether the layer sees its input centred, in whichever way. */
  readonly isCentred: boolean;
}

/** Of rows x `[rows, n_0]`; null where the rule says nothing of the layer. Leaves no tensor behind. */
export async function readOwnInput(
  { setup, state }: ProbeContext,
  x: Tensor,
  layer: number,
): Promise<OwnInputReading | null> {
  const { network, rule, loss, seed } = setup;
  const { op, weightShape, kind } = ofLayer(network.layers, layer);
  const size = weightShape.slice(0, -1).reduce((product, length) => product * length, 1);
  let isCentred = false;
  const [values] = await readLayers(() => {
    const { params, ruleState, step } = state;
    const context = { network, params, draws: createDraws(seed, step), loss, x };
    const found = rule.takesIn?.(context, ruleState, layer) ?? null;
    if (!found) return [null];
    isCentred = found.isCentred;
    if (kind === 'dense') return [found.input];
    const map = isCentred ? sub(found.input, mean(found.input, [0, 1, 2])) : found.input;
    // [rows, i, j, u · v · channels]
    return [op.apply(map, reshape(eye(size), [...weightShape.slice(0, -1), size]))];
  });
  if (!values) return null;
  const about = isCentred && kind === 'dense' ? 'mean' : 'origin';
  return { values: Float32Array.from(values), size, about, isCentred };
}
