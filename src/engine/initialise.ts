/**
 * Initial weights, drawn from named random streams so that every arm of an experiment starts from the same numbers.
 * Glorot uniform: U(−c, c), c = √(6 / (fan_in + fan_out)). He normal: N(0, 2 / fan_in). Biases are 0 but in
 * 'akrout', where weights, biases and feedback alike are N(0, 1 / (fan_in + fan_out)).
 * Sources: Glorot, Bengio (2010), AISTATS; He, Zhang, Ren, Sun (2015), ICCV; Akrout et al. (2019), NeurIPS 32.
 */
import { type Tensor, tensor, zeros } from '@tensorflow/tfjs-core';
import { createRng, type Rng } from '../math/rng';
import { sizeOf } from '../spec/shapes';
import type { InitId, NetworkSpec } from '../spec/spec';
import { initialiseNorm } from './batch-norm';
import { buildNetwork, type Network, type Params } from './network';

/** A network and its parameters. */
export interface Model {
  readonly network: Network;
  readonly params: Params;
}

export interface InitOptions {
  readonly init: InitId;
  /** Standard deviation of the weights when init is 'gaussian'. */
  readonly initSigma: number;
  readonly seed: number;
}

/** Inputs that one output sums over, and outputs that one input reaches. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Of weights by their shape: dense `[n_in, n_out]`, or `[kernel, kernel, channels in, filters]`, whose area counts in both. */
export function fansOf(weightShape: readonly number[]): Fans {
  const area = sizeOf(weightShape.slice(0, -2));
  return { fanIn: area * (weightShape.at(-2) ?? 1), fanOut: area * (weightShape.at(-1) ?? 1) };
}

/** c of the Glorot-uniform distribution U(−c, c). */
export function glorotLimit({ fanIn, fanOut }: Fans): number {
  return Math.sqrt(6 / (fanIn + fanOut));
}

type Draw = (rng: Rng, fans: Fans, sigma: number) => () => number;

/** Total table of the initialisations: what draws one weight of a layer. */
export const INITIALISERS: Readonly<Record<InitId, Draw>> = {
  glorot: (rng, fans) => {
    const limit = glorotLimit(fans);
    return () => limit * (2 * rng.uniform() - 1);
  },
  he: (rng, { fanIn }) => {
    const sigma = Math.sqrt(2 / fanIn);
    return () => sigma * rng.normal();
  },
  gaussian: (rng, _fans, sigma) => () => sigma * rng.normal(),
  akrout: (rng, { fanIn, fanOut }) => {
    const sigma = 1 / Math.sqrt(fanIn + fanOut);
    return () => sigma * rng.normal();
  },
  zero: () => () => 0,
};

/** A tensor of this shape, filled row by row. The caller disposes it. */
export function fill(shape: readonly number[], draw: () => number): Tensor {
  return tensor(Float32Array.from({ length: sizeOf(shape) }, draw), [...shape], 'float32');
}

/** Draws all weights of a network; layer l reads its own stream (seed, init, l). The caller disposes the result. */
export function initialise(network: Network, options: InitOptions): Params {
  const drawn = network.layers.map((layer) => {
    const rng = createRng(options.seed, 'init', layer.index);
    const draw = INITIALISERS[options.init](rng, layer, options.initSigma);
    const W = fill(layer.weightShape, draw); // as W_l
    // The draws go on from the weights'.
    return { W, b: options.init === 'akrout' ? fill(layer.biasShape, draw) : zeros([...layer.biasShape]) };
  });
  return {
    W: drawn.map(({ W }) => W),
    b: drawn.map(({ b }) => b),
    norms: network.norms.map((channels) => initialiseNorm(channels)),
  };
}

/** Builds a network and draws its parameters. The caller disposes `params` (`tf.dispose(model.params)`). */
export function createModel(spec: NetworkSpec, options: InitOptions): Model {
  const network = buildNetwork(spec);
  return { network, params: initialise(network, options) };
}
