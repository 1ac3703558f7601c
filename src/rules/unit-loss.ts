/**
 * The losses as rules with targets and phases see them: per example and in the unit that their papers use.
 *   ℓ = ½ Σ_k (y_k − h_k)² for the squared error, the cross-entropies as they are;  loss = c · mean of ℓ over the batch
 *   e = −∂ℓ/∂a_L: y − p for the cross-entropies, (y − h_L) ⊙ φ′(a_L) for the squared error
 */
import { mul, sigmoid, softmax, type Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import type { RuleContext } from '../engine/learning-rule';
import { LOSSES, type Output, rowsOf } from '../engine/losses';
import { type Network, ofLayer } from '../engine/network';
import { type LossId, takesLogits } from '../spec/spec';

/** c: 2 / n_L for the squared error, 1 / n_L for the absolute one, 1 for the cross-entropies. */
export function lossScale(loss: LossId, outputs: number): number {
  if (loss === 'mse') return 2 / outputs;
  return loss === 'mae' ? 1 / outputs : 1;
}

/** ∂ℓ/∂a_L of every example, from δ_L. `[rows, n_L]` */
export function unitGradient({ outputDelta, loss, network }: RuleContext): Tensor {
  return mul(outputDelta, rowsOf(outputDelta) / lossScale(loss, network.outputs));
}

/** ∂ℓ/∂a_L at other pre-activations of the last layer. `[rows, n_L]` */
export function unitGradientAt(
  { loss, network }: Pick<RuleContext, 'loss' | 'network'>,
  a: Tensor,
  y: Tensor,
): Tensor {
  const delta = LOSSES[loss].delta(outputAt({ network }, a), y);
  return mul(delta, rowsOf(a) / lossScale(loss, network.outputs));
}

/** What the last layer answers at pre-activations a; h is what its activation makes of them. */
export function outputAt({ network }: Pick<RuleContext, 'network'>, a: Tensor): Output {
  const { activation } = ofLayer(network.layers, network.layers.length);
  return { a, h: ACTIVATIONS[activation].apply(a), activation };
}

/** The answer as it is compared with y: probabilities for the cross-entropies, h_L otherwise. As a. */
export function squash(loss: LossId, network: Network, a: Tensor): Tensor {
  if (!takesLogits(loss)) return outputAt({ network }, a).h;
  return loss === 'softmax-cross-entropy' ? softmax(a) : sigmoid(a);
}
