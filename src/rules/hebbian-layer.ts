/**
 * One layer as its own plasticity sees it: what comes in, what its units make of it, and nothing from above.
 *   u = (h_{l−1} − μ_l) / √⟨‖h_{l−1} − μ_l‖²⟩,  s = u W_l,  y = φ(s),  b_l = −μ_l W_l so that a_l = √⟨…⟩ s
 * μ_l is a running mean over the batches seen, of every feature or, over rows and positions, of every channel. In units of the
 * input's own length one rate serves all layers. For a convolution every patch is an example: sums over patches are the gradient
 * products and sums over positions of any rule, and no patch is ever made.
 */
import {
  add,
  div,
  matMul,
  max,
  maximum,
  mean,
  mul,
  neg,
  ones,
  reshape,
  rsqrt,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { dense } from '../engine/linear-op';
import type { Layer } from '../engine/network';
import { sizeOf } from '../spec/shapes';
import type { RuleParams } from '../spec/spec';

/** What a batch at least adds to a running mean; before the fiftieth all batches count the same. */
const LEAST_SHARE = 0.02;
const TINY = 1e-12;

/** What a unit of the layer can know of one batch. */
export interface HebbianSite<Memory = unknown> {
  readonly layer: Layer;
  readonly params: RuleParams;
  /** As W_l. */
  readonly W: Tensor;
  /** u `[rows, …inputShape]` */
  readonly input: Tensor;
  /** s = u W_l, as a_l. */
  readonly response: Tensor;
  /** y = φ(s), or what the units settled to. As a_l. */
  readonly output: Tensor;
  /** What the law keeps for this layer. */
  readonly memory: Memory;
  /** Batches seen before this one, as a float. `[]` */
  readonly seen: Tensor;
  /** 1 while the layer learns, 0 while it waits or is done. `[]` */
  readonly gate: Tensor;
}

/** Examples that a batch holds for the layer: rows, or rows times positions. */
export function examplesOf({ response, layer }: Pick<HebbianSite, 'response' | 'layer'>): number {
  return response.size / unitsOf(layer);
}

/** Units, or filters. */
export const unitsOf = ({ weightShape }: Layer): number => weightShape.at(-1) ?? 1;

/** Examples × units. `[examples, units]` */
export const flat = (response: Tensor): Tensor2D =>
  reshape(response, [-1, response.shape.at(-1) ?? 1]) as Tensor2D;

/** ⟨u yᵀ⟩ over examples. As W_l */
export function hebbian({ layer, input, response }: HebbianSite, y: Tensor): Tensor {
  return layer.op.gradientProduct(input, div(y, examplesOf({ response, layer })));
}

/** ⟨y yᵀ⟩ over examples. `[units, units]` */
export function gram(y: Tensor): Tensor {
  const rows = flat(y);
  return div(dense.gradientProduct(rows, rows), rows.shape[0]);
}

/** `[columns]` */
export const columnSums = (rows: Tensor): Tensor => dense.biasSum(rows);

/** W_l mixed across units: every unit's weights from those of all units. `mix` `[units, units]`; as W_l */
export function mixUnits(W: Tensor, mix: Tensor): Tensor {
  return reshape(matMul(flat(W), mix as Tensor2D), W.shape);
}

/** ‖w_i‖ of every unit. `[units]` */
export const unitNorms = (W: Tensor): Tensor => sqrt(columnSums(square(flat(W))));

/** u · w_i / (‖u‖ ‖w_i‖) of every example and unit. As a_l */
export function cosines({ layer, input, response, W }: HebbianSite): Tensor {
  const one = ones([...layer.weightShape.slice(0, -1), 1]);
  const lengths = sqrt(maximum(layer.op.apply(square(input), one), TINY)); // [rows, …, 1]
  return div(div(response, maximum(unitNorms(W), TINY)), lengths);
}

/** Weights move towards the mean of the inputs that a unit answers for, weighted by r ≥ 0 `as a_l`: η (Σ r u / Σ r − w). As W_l */
export function towardsMeans({ layer, input, W }: HebbianSite, r: Tensor, rate: number): Tensor {
  const counts = columnSums(flat(r)); // [units]
  const answered = div(counts, maximum(counts, TINY)); // 1, or 0 for a unit that answered to nothing
  const means = div(layer.op.gradientProduct(input, r), maximum(counts, TINY)); // as W_l
  return mul(sub(means, mul(W, answered)), rate);
}

/** More than any cosine, a length of input times. */
const OUT = 1e6;

/** 1 for the `count` largest numbers of every example, 0 for the others. As `scores` */
export function winners(scores: Tensor, count: number): Tensor {
  // 1 where nothing is larger
  const best = (left: Tensor): Tensor => sub(1, step(sub(max(left, -1, true), left)));
  let won = best(scores);
  for (let place = 1; place < Math.min(count, scores.shape.at(-1) ?? 1); place++)
    won = add(won, best(sub(scores, mul(won, OUT))));
  return won;
}

/** Numbers that μ_l has: features, or channels. */
const featuresOf = ({ inputShape, kind }: Layer): number =>
  kind === 'conv2d' ? (inputShape.at(-1) ?? 1) : sizeOf(inputShape);

/** μ_l of a batch. `[features]` or `[channels]` */
export function meanOf(layer: Layer, input: Tensor): Tensor {
  const rows = reshape(input, [-1, featuresOf(layer)]);
  return div(columnSums(rows), rows.shape[0] ?? 1);
}

/** μ_l moved on by a batch: the mean of all so far, then a running one. */
export function follow(old: Tensor, batch: Tensor, seen: Tensor): Tensor {
  const share = maximum(div(1, add(seen, 1)), LEAST_SHARE); // []
  return add(old, mul(sub(batch, old), share));
}

/** −μ_l W_l, the bias that takes the mean out of the input. As b_l */
export function centringBias({ weightShape }: Layer, W: Tensor, mu: Tensor): Tensor {
  const units = weightShape.at(-1) ?? 1;
  const summed = weightShape.length === 4 ? sum(W, [0, 1]) : W; // [features, units]
  return neg(reshape(dense.gradientProduct(reshape(mu, [-1, 1]), summed), [units]));
}

/** u, and the factor that brings a_l to s. */
export function ownUnits(
  layer: Layer,
  input: Tensor,
  mu: Tensor,
): { readonly u: Tensor; readonly scale: Tensor } {
  const centred = sub(input, mu); // [rows, …inputShape]
  const scale = rsqrt(add(mul(mean(square(centred)), layer.fanIn), TINY)); // []
  return { u: mul(centred, scale), scale };
}
