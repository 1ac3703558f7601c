/**
 * The one backward pass of the lab: δ_l = (error carried to h_l) ⊙ φ′(a_l), from δ_L down to δ_1.
 * What carries the error is the only difference between backpropagation, feedback alignment and their relatives; through the
 * stages between layers (pooling, batch normalisation, dropout) it goes by their true derivative in every rule.
 * With W as the carrier it is the chain rule: Rumelhart, Hinton, Williams (1986), Nature 323, 533–536.
 */
import { mul, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { passBack } from './activations';
import { inputOf } from './forward';
import { runOwn } from './kernels/own';
import type { RuleContext } from './learning-rule';
import { type Gradients, type Layer, ofLayer, type PerLayer } from './network';
import type { NormGradients, StagePass } from './stage';

/** An error on its way to h_l. */
export interface Carried {
  /** δ_{l+1}; or, where no weights are named, the error itself, at the output of the last stage of `through` or at h_l. */
  readonly error: Tensor;
  /** K_{l+1} of W_{l+1}'s shape, which the error has still to come through; null where there is none. */
  readonly weights: Tensor | null;
  /** The stages that it has to come back through after that, in forward order. */
  readonly through: readonly StagePass[];
}

/** Brings the error to layer l < L: given l and δ_{l+1}, of the shape of a_{l+1}. Null where none comes: δ_l is zero. */
export type Carrier = (layer: number, deltaAbove: Tensor) => Carried | null;

/** The carrier that goes down layer by layer, through weights K_{l+1} of W_{l+1}'s shape: δ_{l+1} Kᵀ_{l+1}. */
export function carryThrough({ trace }: Pick<RuleContext, 'trace'>, K: PerLayer<Tensor>): Carrier {
  return (layer, error) => ({
    error,
    weights: ofLayer(K, layer + 1),
    through: ofLayer(trace.stages, layer + 1),
  });
}

/** What one backward pass finds. */
export interface Errors {
  /** δ_l of every layer, of the shape of a_l. */
  readonly deltas: PerLayer<Tensor>;
  /** For scale and shift of every batch normalisation; zeros where no error came through it. */
  readonly norms: readonly NormGradients[];
}

/** How a backward pass can depart from the usual one. */
export interface BackwardOptions {
  /** False leaves out φ′ below the last layer. */
  readonly hasSlope?: boolean;
  /** For batch normalisations on the way to layer l: what their errors are multiplied by, broadcast; null for nothing. */
  readonly normMask?: (layer: number) => Tensor | null;
}

/** Errors of all layers, in the caller's scope; the last delta is the context's own δ_L. */
export function backward(
  context: RuleContext,
  carry: Carrier,
  { hasSlope = true, normMask }: BackwardOptions = {},
): Errors {
  const { network, params, trace, outputDelta } = context;
  const deltas: Tensor[] = [outputDelta];
  const norms: (NormGradients | null)[] = params.norms.map(() => null);
  let delta = outputDelta;
  for (let index = network.layers.length - 1; index >= 1; index--) {
    const [a, h] = [ofLayer(trace.a, index), ofLayer(trace.h, index)];
    const layer = ofLayer(network.layers, index);
    const carried = carry(index, delta);
    if (carried === null) {
      delta = zerosLike(a); // as a_l
      deltas.unshift(delta);
      continue;
    }
    const slope = hasSlope ? { activation: layer.activation, a, h } : null;
    const above = ofLayer(network.layers, index + 1);
    if (carried.weights !== null && carried.through.length === 0) {
      delta = carryToLayer(above, carried.error, carried.weights, slope);
    } else {
      let error =
        carried.weights === null ? carried.error : above.op.transport(carried.error, carried.weights);
      for (const pass of carried.through.toReversed()) {
        if (pass.learning) {
          const mask = normMask?.(index) ?? null;
          norms[pass.learning.norm] = pass.learning.gradients(mask === null ? error : mul(error, mask));
        }
        error = pass.passBack(error);
      }
      delta = throughSlope(error, slope);
    }
    deltas.unshift(delta);
  }
  return {
    deltas,
    norms: params.norms.map(
      ({ scale, shift }, norm) => norms[norm] ?? { scale: zerosLike(scale), shift: zerosLike(shift) },
    ),
  };
}

/** What φ′ of a layer is read from. */
export interface Slope {
  readonly activation: Layer['activation'];
  readonly a: Tensor;
  readonly h: Tensor;
}

/** δ_l = (δ_{l+1} Kᵀ_{l+1}) ⊙ φ′(a_l), nothing between the layers. Null leaves out φ′. As a_l. */
export function carryToLayer({ op }: Layer, deltaAbove: Tensor, K: Tensor, slope: Slope | null): Tensor {
  const own =
    slope !== null &&
    op.layerKernel.name === 'LabDense' &&
    runOwn('LabCarry', { delta: deltaAbove, B: K, h: slope.h }, { activation: slope.activation });
  return own ? own[0] : throughSlope(op.transport(deltaAbove, K), slope);
}

/** error ⊙ φ′(a_l). May return `error` itself. */
function throughSlope(error: Tensor, slope: Slope | null): Tensor {
  return slope === null ? error : passBack(slope.activation, error, slope.a, slope.h);
}

/** What the errors ask of the parameters: g_l = h_{l−1}ᵀ δ_l and Σ_rows δ_l; zeros in frozen layers. In the caller's scope. */
export function gradientProducts(
  { network, trace, params }: RuleContext,
  { deltas, norms }: Errors,
  isFrozen: (layer: number) => boolean = () => false,
): Gradients {
  const products = network.layers.map((layer) => {
    const { index } = layer;
    if (!isFrozen(index)) return layerGradients(layer, inputOf(trace, index), ofLayer(deltas, index));
    return { W: zerosLike(ofLayer(params.W, index)), b: zerosLike(ofLayer(params.b, index)) };
  });
  return {
    W: products.map(({ W }) => W), // as W_l
    b: products.map(({ b }) => b), // [n_l] or [filters]
    norms,
  };
}

/** g_l = h_{l−1}ᵀ δ_l of W_l's shape, and Σ_rows δ_l of b_l's. */
export function layerGradients(
  { op }: Layer,
  input: Tensor,
  delta: Tensor,
): { readonly W: Tensor; readonly b: Tensor } {
  return { W: op.gradientProduct(input, delta), b: op.biasSum(delta) };
}
