/**
 * What rules share that try small random changes and watch the loss: loss example by example, and how often they try.
 *   ΔL = L(ξ) − L(0), or, paired, (L(ξ) − L(−ξ)) / 2, from which everything even in ξ drops out
 *   E[ΔL ξ] / σ² → ∂L,  cos ∠(mean over K tries, ∂L) ≈ (1 + (N + 1) / K)^{−1/2} with N numbers changed at once
 */
import {
  abs,
  add,
  exp,
  log,
  log1p,
  max,
  mean,
  mul,
  neg,
  relu,
  squaredDifference,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import { applyLayer, type Trace } from '../engine/forward';
import type { RuleContext } from '../engine/learning-rule';
import type { Output } from '../engine/losses';
import type { Gradients, Network, Params, PerLayer } from '../engine/network';
import { ofLayer } from '../engine/network';
import { outputOf } from '../engine/train-step';
import type { LossId, RuleParams } from '../spec/spec';

/** Places that one try takes up: a layer's number beside those of the tries before. */
export const PLACES_PER_TRY = 32;

/** The loss of every example, whose mean over the batch is the loss itself. `[rows]` */
export function lossOfExamples(loss: LossId, { a, h }: Output, y: Tensor): Tensor {
  switch (loss) {
    case 'softmax-cross-entropy': {
      const shifted = sub(a, max(a, 1, true)); // [rows, n_L]
      return neg(sum(mul(y, sub(shifted, log(sum(exp(shifted), 1, true)))), 1)); // [rows]
    }
    case 'sigmoid-cross-entropy':
      return sum(add(sub(relu(a), mul(y, a)), log1p(exp(neg(abs(a))))), 1); // [rows]
    case 'mse':
      return mean(squaredDifference(h, y), 1); // [rows]
    case 'mae':
      return mean(abs(sub(h, y)), 1); // [rows]
  }
}

/** The answer of a pass in which `added` joins each pre-activation, with the batch's own dropout. In the caller's scope. */
export function disturbedOutput(
  { network, params, batch, draws }: Pick<RuleContext, 'network' | 'params' | 'batch' | 'draws'>,
  added: PerLayer<Tensor>,
): Output {
  let h = batch.x;
  const a: Tensor[] = [];
  for (const layer of network.layers) {
    for (const stage of layer.stages) h = stage.forward(h, { norms: params.norms, draws }).output;
    const drive = applyLayer({ ...layer, activation: 'linear' }, h, params).a; // as a_l
    a.push(add(drive, ofLayer(added, layer.index)));
    h = ACTIVATIONS[layer.activation].apply(ofLayer(a, layer.index)); // as a_l
  }
  const trace: Trace = { input: batch.x, stages: [], a, h: [...a.slice(0, -1), h] };
  return outputOf(network, trace);
}

/** ΔL from the loss as a function of the direction: 1 with ξ, −1 against it, 0 without. */
export function difference(
  { perturbationPaired }: RuleParams,
  lossAt: (direction: 1 | -1 | 0) => Tensor,
): Tensor {
  return perturbationPaired === 1 ? mul(sub(lossAt(1), lossAt(-1)), 0.5) : sub(lossAt(1), lossAt(0));
}

/** The sum of what every try finds, entry by entry. In the caller's scope. */
export function overTries(
  { perturbationTries }: RuleParams,
  find: (attempt: number) => readonly Tensor[],
): readonly Tensor[] {
  let total = find(0);
  for (let attempt = 1; attempt < perturbationTries; attempt++) {
    const found = find(attempt);
    total = total.map((tensor, at) => add(tensor, found[at] ?? 0));
  }
  return total;
}

/** Batch normalisations are left as they are. */
export function stillNorms({ norms }: Params): Gradients['norms'] {
  return norms.map(({ scale, shift }) => ({ scale: zerosLike(scale), shift: zerosLike(shift) }));
}

/** No layer has weights of the rule's own. */
export const withoutFeedback = ({ layers }: Network): PerLayer<null> => layers.map(() => null);
