/**
 * The one backward pass of the lab: δ_l = (error carried to h_l) ⊙ φ′(a_l), from δ_L down to δ_1.
 * What carries the error is the only difference between backpropagation, feedback alignment and direct feedback alignment;
 * through the stages between layers (pooling, batch normalisation, dropout) it goes by their true derivative in every rule.
 * With W as the carrier it is the chain rule: Rumelhart, Hinton, Williams (1986), Nature 323, 533–536.
 */
import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from './activations';
import { inputOf } from './forward';
import type { RuleContext } from './learning-rule';
import { type Gradients, ofLayer, type PerLayer } from './network';
import type { NormGradients, StagePass } from './stage';

/** An error on its way to h_l. */
export interface Carried {
  /** At the output of the last stage that it has still to come back through, or at h_l itself. */
  readonly error: Tensor;
  /** Those stages, in forward order. */
  readonly through: readonly StagePass[];
}

/** Brings the error to layer l < L: given l and δ_{l+1}, of the shape of a_{l+1}. */
export type Carrier = (layer: number, deltaAbove: Tensor) => Carried;

/** The carrier that goes down layer by layer, through weights K_{l+1} of W_{l+1}'s shape: δ_{l+1} Kᵀ_{l+1}. */
export function carryThrough({ network, trace }: RuleContext, K: PerLayer<Tensor>): Carrier {
  return (layer, deltaAbove) => ({
    error: ofLayer(network.layers, layer + 1).op.transport(deltaAbove, ofLayer(K, layer + 1)),
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

/** Errors of all layers, in the caller's scope; the last delta is the context's own δ_L. */
export function backward(context: RuleContext, carry: Carrier): Errors {
  const { network, params, trace, outputDelta } = context;
  const deltas: Tensor[] = [outputDelta];
  const norms: (NormGradients | null)[] = params.norms.map(() => null);
  let delta = outputDelta;
  for (let layer = network.layers.length - 1; layer >= 1; layer--) {
    let { error, through } = carry(layer, delta);
    for (const pass of through.toReversed()) {
      if (pass.learning) norms[pass.learning.norm] = pass.learning.gradients(error);
      error = pass.passBack(error);
    }
    const { activation } = ofLayer(network.layers, layer);
    // δ_l = carried ⊙ φ′(a_l)
    delta = ACTIVATIONS[activation].passBack(error, ofLayer(trace.a, layer), ofLayer(trace.h, layer)); // as a_l
    deltas.unshift(delta);
  }
  return {
    deltas,
    norms: params.norms.map(
      ({ scale, shift }, norm) => norms[norm] ?? { scale: zerosLike(scale), shift: zerosLike(shift) },
    ),
  };
}

/** What the errors ask of the parameters: g_l = h_{l−1}ᵀ δ_l and Σ_rows δ_l. In the caller's scope. */
export function gradientProducts({ network, trace }: RuleContext, { deltas, norms }: Errors): Gradients {
  return {
    W: network.layers.map(({ index, op }) =>
      op.gradientProduct(inputOf(trace, index), ofLayer(deltas, index)),
    ), // as W_l
    b: network.layers.map(({ index, op }) => op.biasSum(ofLayer(deltas, index))), // [n_l] or [filters]
    norms,
  };
}
