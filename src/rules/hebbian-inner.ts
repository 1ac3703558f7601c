/**
 * What a Hebbian layer shows of its inner life, and where its first unit should point.
 *   unitNorm        mean of ‖w_i‖
 *   unitSimilarity  mean of |cos(w_i, w_j)|, i ≠ j: 1 where all units have found the same
 *   winnerEntropy   of the share of examples that each unit answers most to, over its largest possible value, log n_l
 *   activeShare     of answers above 0
 *   firstComponent  angle between w_1 and the first principal component v of the input, v ← (1 − κ) v + κ C v / ‖v‖
 * C is the covariance of one batch; v needs no matrix of that size.
 */
import {
  abs,
  add,
  div,
  log,
  matMul,
  maximum,
  mean,
  mul,
  neg,
  reshape,
  sign,
  slice,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  transpose,
} from '@tensorflow/tfjs-core';
import type { InnerScalar, NamedAngle } from '../engine/learning-rule';
import { columnSums, examplesOf, flat, type HebbianSite, unitNorms, unitsOf, winners } from './hebbian-layer';

/** κ */
const POWER_SHARE = 0.05;

/** v after a batch. As W_l of one unit */
export function followComponent(v: Tensor, site: HebbianSite): Tensor {
  const { layer, input } = site;
  const along = layer.op.apply(input, v); // [rows, …, 1]
  const turned = div(layer.op.gradientProduct(input, along), examplesOf(site)); // C v
  const length = maximum(sqrt(sum(square(v))), 1e-12); // []
  return add(mul(v, 1 - POWER_SHARE), mul(div(turned, length), POWER_SHARE));
}

/** w_1 against v, whose sign means nothing. */
export function firstComponent(v: Tensor, W: Tensor, layer: number): NamedAngle {
  const first = slice(flat(W), [0, 0], [-1, 1]); // [inputs, 1]
  const component = reshape(v, first.shape);
  return {
    name: 'firstComponent',
    layer,
    matrix: first,
    against: mul(component, sign(sum(mul(component, first)))),
  };
}

/** Numbers of one layer. `[]` each */
export function innerOfLayer(site: HebbianSite): readonly InnerScalar[] {
  const { layer, response, output, W } = site;
  const units = unitsOf(layer);
  const lengths = unitNorms(W); // [n_l]
  const directions = div(flat(W), maximum(lengths, 1e-12)) as Tensor2D;
  const alike = abs(matMul(transpose(directions), directions)); // [n_l, n_l]
  const won = columnSums(flat(winners(response, 1)));
  const share = div(won, maximum(sum(won), 1)); // [n_l]
  const entropy = neg(sum(mul(share, log(maximum(share, 1e-12)))));
  const named: Readonly<Record<string, Tensor>> = {
    unitNorm: mean(lengths),
    unitSimilarity: div(sub(sum(alike), units), Math.max(1, units * (units - 1))),
    winnerEntropy: div(entropy, Math.log(Math.max(2, units))),
    activeShare: mean(step(output)),
  };
  return Object.entries(named).map(([name, value]) => ({ name, layer: layer.index, value }));
}
