/**
 * How well errors agree example by example, as a tensor: the mean over the batch of cos ∠(x_i, y_i).
 *   (1 / n) Σ_i ⟨x_i, y_i⟩ / (‖x_i‖ ‖y_i‖), 0 where one of them is zero
 * Unlike an angle between gradients it does not forgive errors that cancel over the batch.
 */
import { div, maximum, mean, mul, reshape, sqrt, square, sum, type Tensor } from '@tensorflow/tfjs-core';

/** Below this a norm counts as zero. */
const LEAST = 1e-18;

/** Of two tensors of one shape `[rows, …]`. `[]` */
export function meanCosine(x: Tensor, y: Tensor): Tensor {
  const [a, b] = [unitRows(x), unitRows(y)];
  return mean(sum(mul(a, b), 1));
}

/** Every row at length 1. `[rows, n]` */
function unitRows(x: Tensor): Tensor {
  const rows = reshape(x, [x.shape[0] ?? 1, -1]); // [rows, n]
  return div(rows, maximum(sqrt(sum(square(rows), 1, true)), LEAST));
}
