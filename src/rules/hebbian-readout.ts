/**
 * A readout without an error: the teacher says which unit of the last layer learns, and that unit moves towards what it sees.
 *   ΔW_L = η (Σ y_k û / Σ |y_k| − w_k),  û = (h_{L−1} − μ_L) / ‖h_{L−1} − μ_L‖;  δ_L is not used
 * For labels w_k comes to the mean direction of class k.
 * Source: Lagani, Falchi, Gennaro, Amato (2021), LOD 2021, LNCS 13164 (supervised Hebbian classifier).
 */
import {
  abs,
  add,
  div,
  maximum,
  minimum,
  mul,
  reshape,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { RuleContext } from '../engine/learning-rule';
import { type Layer, ofLayer } from '../engine/network';
import { columnSums } from './hebbian-layer';

/** What the last layer sees. */
export interface GatedReadout {
  /** h_{L−1} after the stages between. */
  readonly input: Tensor;
  readonly mu: Tensor;
  /** Batches before this one. `[]` */
  readonly seen: Tensor;
}

/** ΔW_L; nothing at the first step, while the mean is not known. As W_L, in the caller's scope */
export function readByTeacher(
  { batch, params }: RuleContext,
  { index, op, shape }: Layer,
  { input, mu, seen }: GatedReadout,
  rate: number,
): Tensor {
  const centred = sub(input, mu);
  const axes = centred.shape.map((_, axis) => axis).slice(1);
  const u = div(centred, add(sqrt(sum(square(centred), axes, true)), 1e-12)); // [rows, …]
  const y = reshape(batch.y, [-1, ...shape]); // as a_L
  const counts = columnSums(reshape(abs(y), [-1, shape.at(-1) ?? 1]) as Tensor2D); // [n_L]
  const towards = div(op.gradientProduct(u, y), maximum(counts, 1e-12)); // as W_L
  const change = sub(towards, mul(ofLayer(params.W, index), step(counts)));
  return mul(change, mul(minimum(seen, 1), rate));
}
