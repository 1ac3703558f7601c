/**
 * Weights as Guerguiev and colleagues draw them out of n units, so that somata would get a mean potential of 3 with a spread of 3:
 *   mean m = (V̄ − b̄) / (ν n V̄), half range 3.465 σ, σ² + m² = (S + ν² (n − n²) m² V̄² − 2 n ν b̄ V̄ m − b̄²) / (n ν² S), S = V̄² + σ_V²
 * with ν = λ / 4. Sparse feedback is larger where it is left.
 * Source: Guerguiev, Lillicrap, Richards (2017), Towards deep learning with segregated dendrites, eLife 6:e22901.
 */
import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import type { RuleParams } from '../spec/spec';
import { drawUniformly } from './dendrites';
import { cutOf, lay } from './own-weights';

/** λ, spikes per millisecond. */
export const HIGHEST_RATE = 0.2;

/** Y_l `[n_l, n_L]`, in the caller's scope. */
export function drawPlateauFeedback(
  shape: readonly [number, number],
  { feedbackScale, sparsity }: RuleParams,
  { seed, layer }: { readonly seed: number; readonly layer: number },
): Tensor {
  const { mean: centre, halfRange } = spreadOf(shape[0]);
  const drawn = add(drawUniformly(shape, halfRange, { seed, substream: layer }), centre);
  const cut = lay(cutOf(shape, { sparsity, painted: [] }, { seed, layer }), drawn);
  return mul(cut, feedbackScale / (1 - sparsity));
}

/** Mean and half range of weights out of n units. */
export function spreadOf(n: number): { readonly mean: number; readonly halfRange: number } {
  const [potential, bias, rate] = [3, 0.8, HIGHEST_RATE / 4];
  const centre = (potential - bias) / (rate * n * potential);
  const square = 2 * potential ** 2;
  const explained = rate ** 2 * (n - n ** 2) * centre ** 2 * potential ** 2;
  const meanSquare =
    (square + explained - 2 * n * rate * bias * potential * centre - bias ** 2) / (n * rate ** 2 * square);
  return { mean: centre, halfRange: 3.465 * Math.sqrt(Math.max(0, meanSquare - centre ** 2)) };
}
