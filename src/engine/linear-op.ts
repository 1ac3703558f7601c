/**
 * The linear map of a layer and what learning rules need to know about it: four primitives, nothing else.
 * Whatever provides them (dense now, convolutions as well) takes part in every rule.
 * Transposes are explicit because the WebAssembly backend multiplies fast only when neither side is flagged as transposed.
 */
import { matMul, sum, type Tensor, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import { runOwn } from './kernels/own';

/** All results are new tensors in the caller's scope. */
export interface LinearOp {
  /** The map itself, without bias: h `[rows, n_in]` and W to `[rows, n_out]`. */
  apply(h: Tensor, W: Tensor): Tensor;
  /** Its adjoint through any weights of W's shape: delta `[rows, n_out]` and B to `[rows, n_in]`. */
  transport(delta: Tensor, B: Tensor): Tensor;
  /** Gradient of ⟨delta, apply(h, W)⟩ with respect to W: summed over rows, of W's shape. */
  gradientProduct(h: Tensor, delta: Tensor): Tensor;
  /** Gradient with respect to the bias: delta summed over rows, `[n_out]`. */
  biasSum(delta: Tensor): Tensor;
  /** The kernel of our own that applies the map, adds a bias and goes through φ: from {h, W, b} to [a, φ(a)]. */
  readonly layerKernel: { readonly name: 'LabDense' | 'LabConv'; readonly attributes: object };
}

/** The fully connected layer: W is `[n_in, n_out]`. */
export const dense: LinearOp = {
  // h W
  apply: (h, W) => matMul(h as Tensor2D, W as Tensor2D), // [rows, n_out]
  // δ Bᵀ
  transport: (delta, B) =>
    runOwn('LabTransport', { delta, B })?.[0] ?? matMul(delta as Tensor2D, transpose(B as Tensor2D)), // [rows, n_in]
  // hᵀ δ
  gradientProduct: (h, delta) =>
    runOwn('LabGradient', { h, delta })?.[0] ?? matMul(transpose(h as Tensor2D), delta as Tensor2D), // [n_in, n_out]
  // Σ_rows δ
  biasSum: (delta) => runOwn('LabBiasSum', { delta })?.[0] ?? sum(delta, 0), // [n_out]
  layerKernel: { name: 'LabDense', attributes: {} },
};
