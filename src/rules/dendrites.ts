/**
 * What the rules with dendrites share: a teacher moves the potential of an apical dendrite a little, and what it moves there is the error.
 *   σ(x + d) − σ(x) = ½ tanh(d / 2) (1 − tanh((x + d) / 2) tanh(x / 2))
 * The right-hand side keeps its digits where the teacher moves little: deep layers live on the seventh decimal of their rates.
 * Sources: Guerguiev, Lillicrap, Richards (2017), eLife 6:e22901; Sacramento, Costa, Bengio, Senn (2018), NeurIPS 31;
 * Payeur, Guerguiev, Zenke, Richards, Naud (2021), Nature Neuroscience 24.
 */
import {
  add,
  matMul,
  mean,
  mul,
  sqrt,
  square,
  sub,
  type Tensor,
  tanh,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { layerGradients } from '../engine/backward';
import { inputOf } from '../engine/forward';
import { fill } from '../engine/initialise';
import { runOwn } from '../engine/kernels/own';
import type { InnerScalar, RuleContext } from '../engine/learning-rule';
import { type Gradients, ofLayer, type PerLayer } from '../engine/network';
import { createRng } from '../math/rng';

/** σ(x + d) − σ(x) for x and d of one shape. As x. */
export function sigmoidChange(x: Tensor, d: Tensor): Tensor {
  const own = runOwn('LabSigmoidChange', { x, d })?.[0];
  if (own) return own;
  const bend = sub(1, mul(tanh(mul(add(x, d), 0.5)), tanh(mul(x, 0.5)))); // as x
  return mul(mul(tanh(mul(d, 0.5)), 0.5), bend); // as x
}

/** Substreams of `feedback` that rules with dendrites draw from, besides the layer's own number: one family each. */
export const SUBSTREAMS = { recurrent: 30_000, interneurons: 31_000, inhibition: 32_000 } as const;

/** Where numbers are drawn: the stream (seed, feedback, substream). */
export interface Drawing {
  readonly seed: number;
  readonly substream: number;
}

/** U(−limit, limit) of this shape. In the caller's scope. */
export function drawUniformly(shape: readonly number[], limit: number, { seed, substream }: Drawing): Tensor {
  const rng = createRng(seed, 'feedback', substream);
  return fill(shape, () => limit * (2 * rng.uniform() - 1));
}

/** N(0, sigma²) of this shape. In the caller's scope. */
export function drawNormally(shape: readonly number[], sigma: number, { seed, substream }: Drawing): Tensor {
  const rng = createRng(seed, 'feedback', substream);
  return fill(shape, () => sigma * rng.normal());
}

/** How much of a layer's products its weights and its biases get. */
export interface Gain {
  readonly W: number;
  readonly b: number;
}

/**
 * Pseudo-gradients gain · h_{l−1}ᵀ δ_l for δ_l averaged over the batch, zeros for batch normalisations.
 * `inputs` is what each layer took in, where that is not what the trace says.
 */
export function weighted(
  { network, trace, params }: Pick<RuleContext, 'network' | 'trace' | 'params'>,
  deltas: PerLayer<Tensor>,
  gainOf: (layer: number) => Gain,
  inputs?: PerLayer<Tensor>,
): Gradients {
  const products = network.layers.map((layer) => {
    const { index } = layer;
    const input = inputs ? ofLayer(inputs, index) : inputOf(trace, index);
    const { W, b } = layerGradients(layer, input, ofLayer(deltas, index));
    const gain = gainOf(index);
    return { W: mul(W, gain.W), b: mul(b, gain.b) };
  });
  return {
    W: products.map(({ W }) => W), // as W_l
    b: products.map(({ b }) => b), // [n_l] or [filters]
    norms: params.norms.map(({ scale, shift }) => ({ scale: zerosLike(scale), shift: zerosLike(shift) })),
  };
}

/** W_{l+1} ⋯ W_L: what leads from layer l to the output where slopes do not count. `[n_l, n_L]` */
export function pathToOutput(W: PerLayer<Tensor>, layer: number): Tensor {
  return W.slice(layer).reduce((path, weights) => matMul(path, weights));
}

/** Root mean square. `[]` */
export const rms = (tensor: Tensor): Tensor => sqrt(mean(square(tensor)));

/** A number of a layer's inner life. */
export const told = (name: string, layer: number, value: Tensor): InnerScalar => ({ name, layer, value });
