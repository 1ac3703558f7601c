/**
 * A readout without an error: the teacher says which unit of the last layer learns, and that unit moves towards what it sees.
 *   Δw_k = η (Σ y_k u / Σ |y_k| − w_k),  a_k = √⟨‖h_{L−1} − μ_L‖²⟩ (u w_k − ½ ‖w_k‖²);  δ_L is not used
 * For labels w_k comes to the mean of class k, and the largest a_k names the class whose mean is nearest.
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
  square,
  step,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Increment, RuleContext } from '../engine/learning-rule';
import { type Layer, ofLayer } from '../engine/network';
import { centringBias, columnSums, flat, ownUnits } from './hebbian-layer';

/** What the last layer sees. */
export interface GatedReadout {
  /** h_{L−1} after the stages between. */
  readonly input: Tensor;
  /** μ_L as it was, and as it will be. */
  readonly means: readonly [before: Tensor, after: Tensor];
  /** Batches before this one. `[]` */
  readonly seen: Tensor;
}

/** W_L's move, none at the first step while the mean is not known, and b_L's to go with it. In the caller's scope */
export function readByTeacher(
  { batch, params }: Pick<RuleContext, 'batch' | 'params'>,
  layer: Layer,
  { input, means: [before, after], seen }: GatedReadout,
  rate: number,
): Increment {
  const { index, op, shape } = layer;
  const { u, scale } = ownUnits(layer, input, before);
  const y = reshape(batch.y, [-1, ...shape]); // as a_L
  const counts = columnSums(flat(abs(y))); // [n_L]
  const towards = div(op.gradientProduct(u, y), maximum(counts, 1e-12)); // as W_L
  const change = sub(towards, mul(ofLayer(params.W, index), step(counts)));
  const moved = mul(change, mul(minimum(seen, 1), rate)); // as W_L
  const W = add(ofLayer(params.W, index), moved); // as W_L
  const halves = div(mul(columnSums(square(flat(W))), 0.5), scale); // [n_L]
  return { W: moved, b: sub(sub(centringBias(layer, W, after), halves), ofLayer(params.b, index)) };
}
