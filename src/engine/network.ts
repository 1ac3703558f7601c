/**
 * From the description of a network to its layers: shapes, fans, the linear map of each and the stages between them.
 * Layer l = 1 … L holds the weights between h_{l−1} and h_l; layer 0 is the input. Dense and conv2d layers count; pooling,
 * flatten, batch normalisation and dropout are stages on the way into the next layer.
 * Everything kept per layer is an array whose entry l − 1 belongs to layer l (`PerLayer`, read with `ofLayer`).
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { isMap, type Shape, shapeAfter, sizeOf } from '../spec/shapes';
import type { Activation, LayerSpec, NetworkSpec, ParametricLayerSpec } from '../spec/spec';
import { batchNorm } from './batch-norm';
import { convolution } from './conv';
import { droppingOut } from './dropout';
import { dense, type LinearOp } from './linear-op';
import { pooling } from './pooling';
import { type NormGradients, type NormParams, reshaping, type Stage } from './stage';

/** One entry per layer; entry l − 1 belongs to layer l. */
export type PerLayer<T> = readonly T[];

/** One parametric layer: a linear map and a nonlinearity. */
export interface Layer {
  /** l, counted from 1. */
  readonly index: number;
  readonly kind: ParametricLayerSpec['kind'];
  /** What h_{l−1} passes, in order, on its way into the linear map. */
  readonly stages: readonly Stage[];
  readonly op: LinearOp;
  readonly activation: Activation;
  /** Dense: `[n_{l−1}, n_l]`; conv2d: `[kernel, kernel, channels in, filters]`. */
  readonly weightShape: Shape;
  readonly biasShape: Shape;
  /** Of one row that enters the linear map, after the stages: `[n_{l−1}]` or `[height, width, channels in]`. */
  readonly inputShape: Shape;
  /** Places, among the network's batch normalisations, of those among its stages. */
  readonly norms: readonly number[];
  /** Of one row of h_l: `[n_l]` or `[height, width, filters]`. */
  readonly shape: Shape;
  /** Numbers in one row of h_l, n_l. */
  readonly features: number;
  /** Inputs that one output sums over, and outputs that one input reaches; a kernel's area counts in both. */
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface Network {
  /** Numbers in one row of the input, n_0. */
  readonly inputs: number;
  /** Numbers in one row of the output, n_L. */
  readonly outputs: number;
  readonly layers: PerLayer<Layer>;
  /** Channels of each batch normalisation, in order. */
  readonly norms: readonly number[];
  /** Shape of a row at each dropout, in order. */
  readonly dropouts: readonly Shape[];
}

/** Everything that a network remembers. The holder disposes it (`disposeAll(params)`). */
export interface Params {
  /** Weights W_l and biases b_l. */
  readonly W: PerLayer<Tensor>;
  readonly b: PerLayer<Tensor>;
  /** One for each batch normalisation, in order. */
  readonly norms: readonly NormParams[];
}

/** Pseudo-gradients, one for every trained parameter, of its shape. */
export interface Gradients {
  readonly W: PerLayer<Tensor>;
  readonly b: PerLayer<Tensor>;
  readonly norms: readonly NormGradients[];
}

/** What a step adds to every trained parameter, of its shape; null where nothing moves. */
export interface Changes {
  readonly W: PerLayer<Tensor | null>;
  readonly b: PerLayer<Tensor | null>;
  readonly norms: readonly { readonly scale: Tensor | null; readonly shift: Tensor | null }[];
}

/** Entry of layer `layer` (counted from 1). Throws when there is no such layer. */
export function ofLayer<T>(perLayer: PerLayer<T>, layer: number): T {
  if (!(layer >= 1 && layer <= perLayer.length)) {
    throw new Error(`ofLayer: layer ${layer} of a network of ${perLayer.length}`);
  }
  return perLayer[layer - 1] as T;
}

/** The part of a layer that its kind decides. */
type LinearPart = Pick<Layer, 'op' | 'weightShape' | 'biasShape' | 'fanIn' | 'fanOut'>;

/** The parametric layers that the engine can build: the linear map from rows of the shape given. */
const LINEAR_PARTS: {
  readonly [Kind in ParametricLayerSpec['kind']]: (
    spec: Extract<ParametricLayerSpec, { kind: Kind }>,
    input: Shape,
  ) => LinearPart;
} = {
  dense: ({ units }, input) => {
    const inputs = sizeOf(input);
    return {
      op: dense,
      weightShape: [inputs, units],
      biasShape: [units],
      fanIn: inputs,
      fanOut: units,
    };
  },
  conv2d: (spec, input) => {
    const { kernel, filters } = spec;
    const channels = input.at(-1) ?? 0;
    return {
      op: convolution(spec, input),
      weightShape: [kernel, kernel, channels, filters],
      biasShape: [filters],
      fanIn: kernel ** 2 * channels,
      fanOut: kernel ** 2 * filters,
    };
  },
};

/** Every kind of layer and stage that the engine can build. */
export const LAYER_KINDS: Readonly<Record<LayerSpec['kind'], 'layer' | 'stage'>> = {
  dense: 'layer',
  conv2d: 'layer',
  maxpool2d: 'stage',
  avgpool2d: 'stage',
  flatten: 'stage',
  batchnorm: 'stage',
  dropout: 'stage',
};

/** A network under construction, from the input up. */
interface Site {
  readonly layers: Layer[];
  readonly norms: number[];
  readonly dropouts: Shape[];
  /** Of a row where the next layer or stage comes. */
  shape: Shape;
  /** Stages since the last layer. */
  stages: Stage[];
  /** The batch normalisations among them. */
  normsHere: number[];
}

function addStage(site: Site, spec: Exclude<LayerSpec, ParametricLayerSpec>, shape: Shape): void {
  switch (spec.kind) {
    case 'flatten':
      site.stages.push(reshaping('flatten', shape));
      break;
    case 'batchnorm':
      if (site.layers.length === 0) throw new Error('buildNetwork: batchnorm comes after a layer');
      site.stages.push(batchNorm(site.norms.length, shape));
      site.normsHere.push(site.norms.length);
      site.norms.push(shape.at(-1) ?? 0);
      break;
    case 'dropout':
      site.stages.push(droppingOut(spec.rate, site.dropouts.length, shape));
      site.dropouts.push(shape);
      break;
    default:
      site.stages.push(pooling(spec, site.shape, shape));
  }
  site.shape = shape;
}

function addLayer(site: Site, spec: ParametricLayerSpec, shape: Shape): void {
  // A dense layer sees a map as one vector.
  const isFlattening = spec.kind === 'dense' && isMap(site.shape);
  const part =
    spec.kind === 'dense' ? LINEAR_PARTS.dense(spec, site.shape) : LINEAR_PARTS.conv2d(spec, site.shape);
  site.layers.push({
    index: site.layers.length + 1,
    kind: spec.kind,
    stages: isFlattening ? [...site.stages, reshaping('flatten', [sizeOf(site.shape)])] : site.stages,
    activation: spec.activation,
    inputShape: isFlattening ? [sizeOf(site.shape)] : site.shape,
    norms: site.normsHere,
    shape,
    features: sizeOf(shape),
    ...part,
  });
  site.stages = [];
  site.normsHere = [];
  site.shape = shape;
}

/**
 * Lays out the network of a specification. Throws on an unknown or misplaced layer, a network without layers or with
 * stages after the last one, and a size below 1.
 */
export function buildNetwork(spec: NetworkSpec): Network {
  const site: Site = { layers: [], norms: [], dropouts: [], shape: spec.input, stages: [], normsHere: [] };
  // Rows come in as vectors.
  if (isMap(spec.input)) site.stages.push(reshaping('picture', spec.input));
  for (const [position, layer] of spec.layers.entries()) {
    const where = `buildNetwork: layer ${position + 1}`;
    if (!Object.hasOwn(LAYER_KINDS, layer.kind))
      throw new Error(`${where} is of an unknown kind: ${layer.kind}`);
    const after = shapeAfter(layer, site.shape);
    if ('why' in after) throw new Error(`${where}: ${after.why}`);
    for (const size of [sizeOf(spec.input), ...after.shape]) {
      if (!Number.isInteger(size) || size < 1) throw new Error(`buildNetwork: a layer of ${size} units`);
    }
    if (layer.kind === 'dense' || layer.kind === 'conv2d') addLayer(site, layer, after.shape);
    else addStage(site, layer, after.shape);
  }
  const last = site.layers.at(-1);
  if (last === undefined) throw new Error('buildNetwork: a network needs at least one layer');
  if (site.stages.length > 0) throw new Error(`buildNetwork: nothing comes after ${site.stages[0]?.kind}`);
  return {
    inputs: sizeOf(spec.input),
    outputs: last.features,
    layers: site.layers,
    norms: site.norms,
    dropouts: site.dropouts,
  };
}
