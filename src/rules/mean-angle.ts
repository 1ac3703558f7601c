/**
 * Angles as tensors, for what rules tell of their inner life.
 *   (180° / π) · mean over rows of arccos(⟨x, y⟩ / (|x| |y|))
 */
import {
  acos,
  add,
  clipByValue,
  div,
  mean,
  mul,
  norm,
  reshape,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { rowsOf } from '../engine/losses';

/** Degrees between rows of two tensors, averaged; 90 where one of them is zero. `[]` */
export function meanAngleDeg(a: Tensor, b: Tensor): Tensor {
  const [x, y] = [reshape(a, [rowsOf(a), -1]), reshape(b, [rowsOf(b), -1])];
  const lengths = mul(norm(x, 2, 1), norm(y, 2, 1)); // [rows]
  const cosine = div(sum(mul(x, y), 1), add(lengths, 1e-30)); // [rows]
  return mul(mean(acos(clipByValue(cosine, -1, 1))), 180 / Math.PI);
}
