/**
 * Losses: the value and δ_L, the gradient at the last pre-activation a, both averaged over the batch (n rows, m outputs).
 * softmax cross-entropy  Σ_k −y_k log p_k, p = softmax(a)              δ = (p Σ_k y_k − y) / n   (Σ_k y_k = 1 for labels)
 * sigmoid cross-entropy  Σ_k log(1 + e^{a_k}) − y_k a_k                δ = (σ(a) − y) / n
 * mse                    mean over outputs of (h − y)²                 δ = 2 (h − y) ⊙ φ′(a) / (n m)
 * mae                    mean over outputs of |h − y|                  δ = sign(h − y) ⊙ φ′(a) / (n m), sign(0) = 0
 */
import {
  abs,
  add,
  div,
  exp,
  log,
  log1p,
  max,
  mean,
  mul,
  neg,
  relu,
  type Scalar,
  sigmoid,
  sign,
  softmax,
  squaredDifference,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';

import type { Activation, LossId } from '../spec/spec';
import { ACTIVATIONS } from './activations';
import { runOwn } from './kernels/own';

/** The last layer of a trace: a and h = φ(a), both `[rows, n_L]`. */
export interface Output {
  readonly a: Tensor;
  readonly h: Tensor;
  readonly activation: Activation;
}

/** Results are new tensors in the caller's scope; y is `[rows, n_L]`. */
export interface Loss {
  /** Averaged over the batch; nats for the cross-entropies. `[]` */
  value(output: Output, y: Tensor): Scalar;
  /** δ_L, averaged over the batch. `[rows, n_L]` */
  delta(output: Output, y: Tensor): Tensor;
}

/** Examples in a batch of any shape. */
export const rowsOf = (tensor: Tensor): number => tensor.shape[0] ?? 1;

/** Total table of the losses. */
export const LOSSES: Readonly<Record<LossId, Loss>> = {
  'softmax-cross-entropy': {
    value({ a }, y) {
      const own = runOwn('LabSoftmaxLoss', { a, y });
      if (own) return own[0] as Scalar;
      // log p = a − max a − log Σ e^{a − max a}
      const shifted = sub(a, max(a, 1, true)); // [rows, n_L]
      const logP = sub(shifted, log(sum(exp(shifted), 1, true))); // [rows, n_L]
      return div(neg(sum(mul(y, logP))), rowsOf(a));
    },
    // δ = (p Σ_k y_k − y) / n
    delta: ({ a }, y) =>
      runOwn('LabSoftmaxDelta', { a, y })?.[0] ?? div(sub(mul(softmax(a), sum(y, 1, true)), y), rowsOf(a)), // [rows, n_L]
  },
  'sigmoid-cross-entropy': {
    // log(1 + e^a) − y a = max(a, 0) − y a + log(1 + e^{−|a|})
    value: ({ a }, y) => div(sum(add(sub(relu(a), mul(y, a)), log1p(exp(neg(abs(a)))))), rowsOf(a)),
    // δ = (σ(a) − y) / n
    delta: ({ a }, y) => div(sub(sigmoid(a), y), rowsOf(a)), // [rows, n_L]
  },
  mse: {
    value: ({ h }, y) => mean(squaredDifference(h, y)),
    // δ = 2 (h − y) ⊙ φ′(a) / (n m)
    delta: ({ a, h, activation }, y) => ACTIVATIONS[activation].passBack(mul(sub(h, y), 2 / h.size), a, h), // [rows, n_L]
  },
  mae: {
    value: ({ h }, y) => mean(abs(sub(h, y))),
    // δ = sign(h − y) ⊙ φ′(a) / (n m)
    delta: ({ a, h, activation }, y) => ACTIVATIONS[activation].passBack(div(sign(sub(h, y)), h.size), a, h), // [rows, n_L]
  },
};
