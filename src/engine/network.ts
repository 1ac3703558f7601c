/**
 * From the description of a network to its layers: shapes, fans and the linear map of each.
 * Layer l = 1 … L holds the weights between h_{l−1} and h_l; layer 0 is the input.
 * Everything kept per layer is an array whose entry l − 1 belongs to layer l (`PerLayer`, read with `ofLayer`).
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Activation, LayerSpec, NetworkSpec } from '../spec/spec';
import { dense, type LinearOp } from './linear-op';

/** One entry per layer; entry l − 1 belongs to layer l. */
export type PerLayer<T> = readonly T[];

/** One parametric layer: a linear map and a nonlinearity. */
export interface Layer {
  /** l, counted from 1. */
  readonly index: number;
  readonly op: LinearOp;
  readonly activation: Activation;
  /** Dense: `[n_{l−1}, n_l]`. */
  readonly weightShape: readonly number[];
  readonly biasShape: readonly number[];
  /** Numbers in one row of h_l. */
  readonly features: number;
  /** Inputs that one output sums over, and outputs that one input reaches. */
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface Network {
  /** Numbers in one row of the input, n_0. */
  readonly inputs: number;
  /** Numbers in one row of the output, n_L. */
  readonly outputs: number;
  readonly layers: PerLayer<Layer>;
}

/** Weights W_l and biases b_l of all layers. The holder disposes them (`tf.dispose(params)`). */
export interface Params {
  readonly W: PerLayer<Tensor>;
  readonly b: PerLayer<Tensor>;
}

/** Pseudo-gradients, one for every parameter: same shapes as the parameters. */
export type Gradients = Params;

/** Entry of layer `layer` (counted from 1). Throws when there is no such layer. */
export function ofLayer<T>(perLayer: PerLayer<T>, layer: number): T {
  if (!(layer >= 1 && layer <= perLayer.length)) {
    throw new Error(`ofLayer: layer ${layer} of a network of ${perLayer.length}`);
  }
  return perLayer[layer - 1] as T;
}

type LayerBuilder = (spec: LayerSpec, index: number, inputs: number) => Layer;

/** What the engine can build: one entry per layer kind of the specification. */
export const LAYER_KINDS: Readonly<Record<LayerSpec['kind'], LayerBuilder>> = {
  dense: (spec, index, inputs) => ({
    index,
    op: dense,
    activation: spec.activation,
    weightShape: [inputs, spec.units],
    biasShape: [spec.units],
    features: spec.units,
    fanIn: inputs,
    fanOut: spec.units,
  }),
};

/** Lays out the network of a specification. Throws on an unknown layer kind, an empty network or a size below 1. */
export function buildNetwork(spec: NetworkSpec): Network {
  const inputs = spec.input.reduce((product, size) => product * size, 1);
  if (spec.layers.length === 0) throw new Error('buildNetwork: a network needs at least one layer');
  let features = inputs;
  const layers = spec.layers.map((layerSpec, position) => {
    if (!Object.hasOwn(LAYER_KINDS, layerSpec.kind)) {
      throw new Error(`buildNetwork: layer ${position + 1} is of an unknown kind: ${layerSpec.kind}`);
    }
    const layer = LAYER_KINDS[layerSpec.kind](layerSpec, position + 1, features);
    features = layer.features;
    return layer;
  });
  for (const size of [inputs, ...layers.map((layer) => layer.features)]) {
    if (!Number.isInteger(size) || size < 1) throw new Error(`buildNetwork: a layer of ${size} units`);
  }
  return { inputs, outputs: features, layers };
}
