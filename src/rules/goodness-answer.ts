/**
 * How a network under forward-forward answers: what readouts make of a pass that claims no label, or a pass for every label.
 *   a_L = u_L W_L + b_L + Σ_{1<l<L−1} u_{l+1} R_l  (pass with labels 1/n_L);   a_L,k = Σ_{l≥2} G_l  (pass with label k)
 * The first layer, which sees the label itself, is left out of both wherever there is another.
 * Source: Hinton (2022), The forward-forward algorithm: some preliminary investigations, arXiv:2212.13345.
 */
import { add, fill, mul, ones, reshape, stack, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import { applyLayer } from '../engine/forward';
import { dense } from '../engine/linear-op';
import type { Output } from '../engine/losses';
import { type Network, ofLayer, type PerLayer } from '../engine/network';
import { type Ascent, ascend, embed, enterNormalised, type Judged, normalised } from './goodness';

/** What answers need besides the network's own weights. */
export interface Answering {
  /** Patterns of the labels; null where these take the place of the first inputs. */
  readonly patterns: Tensor | null;
  /** R_l `[n_l, n_L]` of hidden layers but the first and the last, which W_L reads; null elsewhere. */
  readonly readouts: PerLayer<Tensor | null>;
}

/** Whether a layer has a readout besides W_L. */
export const hasReadout = ({ layers }: Network, layer: number): boolean =>
  layer > 1 && layer < layers.length - 1;

/** A pass with no label in particular: what each hidden layer makes of it, and u_L. */
export interface NeutralPass {
  readonly judged: PerLayer<Judged>;
  readonly input: Tensor;
}

/** In the caller's scope. */
export function neutralPass(ascent: Ascent, x: Tensor, { patterns }: Answering): NeutralPass {
  const { outputs, layers } = ascent.network;
  const neutral = fill([x.shape[0] ?? 1, outputs], 1 / outputs); // [rows, n_L]
  const judged = ascend(ascent, embed(x, neutral, patterns));
  return { judged, input: enterNormalised(ascent, ofLayer(layers, layers.length), judged.at(-1)?.h ?? x) };
}

/** What the further readout of a layer sees. `[rows, n_l]` */
export const readingOf = ({ h }: Judged): Tensor => normalised(reshape(h, [h.shape[0] ?? 1, -1]));

/** The readouts' answer. */
export function readOut({ network, params }: Ascent, pass: NeutralPass, { readouts }: Answering): Output {
  const last = ofLayer(network.layers, network.layers.length);
  let { a } = applyLayer({ ...last, activation: 'linear' }, pass.input, params); // [rows, n_L]
  for (const [at, R] of readouts.entries()) {
    if (R !== null) a = add(a, dense.apply(readingOf(ofLayer(pass.judged, at + 1)), R));
  }
  return { a, h: ACTIVATIONS[last.activation].apply(a), activation: last.activation };
}

/** Goodness of every label, summed over the layers that count. */
export function scan(ascent: Ascent, x: Tensor, { patterns }: Answering): Output {
  const { outputs } = ascent.network;
  const columns = Array.from({ length: outputs }, (_, label) => {
    const claimed = tensor2d([Array.from({ length: outputs }, (_, at) => Number(at === label))]); // [1, n_L]
    const judged = ascend(ascent, embed(x, mul(ones([x.shape[0] ?? 1, 1]), claimed), patterns));
    const counted = judged.length > 1 ? judged.slice(1) : judged;
    return counted.map(({ goodness }) => goodness).reduce((total, next) => add(total, next)); // [rows]
  });
  const a = stack(columns, 1); // [rows, n_L]
  return { a, h: a, activation: 'linear' };
}
