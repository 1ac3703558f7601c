/**
 * The one backward pass of the lab: δ_l = (error carried to h_l) ⊙ φ′(a_l), from δ_L down to δ_1.
 * What carries the error is the only difference between backpropagation, feedback alignment and direct feedback alignment.
 * With W as the carrier it is the chain rule: Rumelhart, Hinton, Williams (1986), Nature 323, 533–536.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from './activations';
import { inputOf } from './forward';
import type { RuleContext } from './learning-rule';
import { type Gradients, type Network, ofLayer, type PerLayer } from './network';

/** Brings the error to the activations of layer l < L: given l and δ_{l+1} `[rows, n_{l+1}]`, returns `[rows, n_l]`. */
export type Carrier = (layer: number, deltaAbove: Tensor) => Tensor;

/** The carrier that goes down layer by layer, through weights K_{l+1} of W_{l+1}'s shape: δ_{l+1} Kᵀ_{l+1}. */
export function carryThrough(network: Network, K: PerLayer<Tensor>): Carrier {
  return (layer, deltaAbove) =>
    ofLayer(network.layers, layer + 1).op.transport(deltaAbove, ofLayer(K, layer + 1));
}

/** δ_l of every layer, `[rows, n_l]`, in the caller's scope; the last one is the context's own δ_L. */
export function backward(context: RuleContext, carry: Carrier): PerLayer<Tensor> {
  const { network, trace, outputDelta } = context;
  const deltas: Tensor[] = [outputDelta];
  let delta = outputDelta;
  for (let layer = network.layers.length - 1; layer >= 1; layer--) {
    const { activation } = ofLayer(network.layers, layer);
    // δ_l = carried ⊙ φ′(a_l)
    delta = ACTIVATIONS[activation].passBack(
      carry(layer, delta),
      ofLayer(trace.a, layer),
      ofLayer(trace.h, layer),
    ); // [rows, n_l]
    deltas.unshift(delta);
  }
  return deltas;
}

/** What the deltas ask of the parameters: g_l = h_{l−1}ᵀ δ_l and Σ_rows δ_l. In the caller's scope. */
export function gradientProducts(context: RuleContext, deltas: PerLayer<Tensor>): Gradients {
  const { network, trace } = context;
  return {
    W: network.layers.map(({ index, op }) =>
      op.gradientProduct(inputOf(trace, index), ofLayer(deltas, index)),
    ), // [n_{l−1}, n_l]
    b: network.layers.map(({ index, op }) => op.biasSum(ofLayer(deltas, index))), // [n_l]
  };
}
