/**
 * The forward pass: a_l = h_{l−1} W_l + b_l, h_l = φ_l(a_l), from h_0 = x to the output h_L.
 * On its way into layer l, h_{l−1} passes the stages between: pooling, flatten, batch normalisation, dropout.
 * The trace keeps every a_l and h_l, because the backward pass and the probes read them.
 */
import { add, type Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from './activations';
import type { Draws } from './draws';
import { runOwn } from './kernels/own';
import { type Layer, type Network, ofLayer, type Params, type PerLayer } from './network';
import type { StagePass } from './stage';

/** Everything that one forward pass leaves behind. */
export interface Trace {
  /** x = h_0 `[rows, n_0]`, the caller's own tensor. */
  readonly input: Tensor;
  /** What the stages before each layer made of h_{l−1}, in order. */
  readonly stages: PerLayer<readonly StagePass[]>;
  /** Pre-activations a_l `[rows, n_l]`, or `[rows, height, width, filters]`. */
  readonly a: PerLayer<Tensor>;
  /** Activations h_l, shaped as a_l; the same tensor as a_l in a linear layer. */
  readonly h: PerLayer<Tensor>;
}

/**
 * Runs x `[rows, n_0]` through the network. The trace's tensors live in the caller's scope.
 * With a step's draws it is a pass of training: dropout leaves out numbers, batch normalisation reads the batch.
 * Without, it is an evaluation. Throws when a row of x has not n_0 numbers.
 */
export function forward(network: Network, params: Params, x: Tensor, draws: Draws | null = null): Trace {
  if (x.rank !== 2 || x.shape[1] !== network.inputs) {
    throw new Error(`forward: layer 1 expects [*, ${network.inputs}], got [${x.shape.join(', ')}]`);
  }
  const stages: (readonly StagePass[])[] = [];
  const a: Tensor[] = [];
  const h: Tensor[] = [];
  let input = x;
  for (const layer of network.layers) {
    const passes: StagePass[] = [];
    for (const stage of layer.stages) {
      const pass = stage.forward(input, { norms: params.norms, draws });
      input = pass.output;
      passes.push(pass);
    }
    const made = applyLayer(layer, input, params);
    input = made.h;
    stages.push(passes);
    a.push(made.a);
    h.push(made.h);
  }
  return { input: x, stages, a, h };
}

/** What one layer makes of its input. */
export function applyLayer(
  { index, op, activation }: Layer,
  input: Tensor,
  { W, b }: Pick<Params, 'W' | 'b'>,
): { readonly a: Tensor; readonly h: Tensor } {
  const inputs = { h: input, W: ofLayer(W, index), b: ofLayer(b, index) };
  const { name, attributes } = op.layerKernel;
  const own = runOwn(name, inputs, { ...attributes, activation });
  if (own) return { a: own[0], h: own[1] ?? own[0] };
  // a_l = h_{l−1} W_l + b_l
  const a = add(op.apply(input, inputs.W), inputs.b); // [rows, n_l]
  // h_l = φ(a_l)
  return { a, h: ACTIVATIONS[activation].apply(a) }; // [rows, n_l]
}

/** What a layer's linear map meets of h_{l−1} `[rows, …]` in an evaluation: the stages between, in order. */
export function enter({ stages }: Layer, h: Tensor, { norms }: Pick<Params, 'norms'>): Tensor {
  return stages.reduce((input, stage) => stage.forward(input, { norms, draws: null }).output, h);
}

/** What layer l received: h_{l−1} after the stages between. */
export function inputOf(trace: Trace, layer: number): Tensor {
  const last = ofLayer(trace.stages, layer).at(-1);
  if (last !== undefined) return last.output;
  return layer === 1 ? trace.input : ofLayer(trace.h, layer - 1);
}
