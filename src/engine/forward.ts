/**
 * The forward pass: a_l = h_{l−1} W_l + b_l, h_l = φ_l(a_l), from h_0 = x to the output h_L.
 * The trace keeps every a_l and h_l, because the backward pass and the probes read them.
 */
import { add, type Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from './activations';
import { type Network, ofLayer, type Params, type PerLayer } from './network';

/** Everything that one forward pass leaves behind. */
export interface Trace {
  /** x = h_0 `[rows, n_0]`, the caller's own tensor. */
  readonly input: Tensor;
  /** Pre-activations a_l `[rows, n_l]`. */
  readonly a: PerLayer<Tensor>;
  /** Activations h_l `[rows, n_l]`; the same tensor as a_l in a linear layer. */
  readonly h: PerLayer<Tensor>;
}

/**
 * Runs x `[rows, n_0]` through the network. The trace's tensors live in the caller's scope.
 * Throws when a row of x has not n_0 numbers.
 */
export function forward(network: Network, params: Params, x: Tensor): Trace {
  if (x.rank !== 2 || x.shape[1] !== network.inputs) {
    throw new Error(`forward: layer 1 expects [*, ${network.inputs}], got [${x.shape.join(', ')}]`);
  }
  const a: Tensor[] = [];
  const h: Tensor[] = [];
  let input = x;
  for (const layer of network.layers) {
    // a_l = h_{l−1} W_l + b_l
    const preActivation = add(
      layer.op.apply(input, ofLayer(params.W, layer.index)),
      ofLayer(params.b, layer.index),
    ); // [rows, n_l]
    // h_l = φ(a_l)
    input = ACTIVATIONS[layer.activation].apply(preActivation); // [rows, n_l]
    a.push(preActivation);
    h.push(input);
  }
  return { input: x, a, h };
}

/** h_{l−1}, what layer l received: `[rows, n_{l−1}]`. */
export function inputOf(trace: Trace, layer: number): Tensor {
  return layer === 1 ? trace.input : ofLayer(trace.h, layer - 1);
}
