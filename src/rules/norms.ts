/**
 * Frobenius norms as tensors, and weights brought to a norm: what the norm constraints and the dial are made of.
 *   W ← W n / ‖W‖
 */
import { add, cast, div, equal, maximum, mul, sqrt, square, sum, type Tensor } from '@tensorflow/tfjs-core';

/** Below this a norm counts as zero. */
const LEAST = 1e-18;

/** ‖T‖. `[]` */
export function normOf(tensor: Tensor): Tensor {
  return sqrt(sum(square(tensor)));
}

/** T with the norm `norm`, a scalar tensor; zeros stay zeros. As T, in the caller's scope. */
export function withNorm(tensor: Tensor, norm: Tensor): Tensor {
  return mul(tensor, div(norm, maximum(normOf(tensor), LEAST)));
}

/** W at the norm that it had first; where that was zero, as it is. As W, in the caller's scope. */
export function withFirstNorm(W: Tensor, first: Tensor): Tensor {
  const wasZero = cast(equal(first, 0), 'float32'); // []
  return withNorm(W, add(first, mul(wasZero, normOf(W))));
}
