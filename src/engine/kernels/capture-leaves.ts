/**
 * The tensors of a state by their place in it (`params.W.0`), so that two states of one structure can be held side by side.
 */
import { Tensor } from '@tensorflow/tfjs-core';

/** Every tensor inside plain objects and arrays, by its path; one that stands in two places appears twice. */
export function leavesOf(value: unknown, path = ''): ReadonlyMap<string, Tensor> {
  const leaves = new Map<string, Tensor>();
  if (value instanceof Tensor) return leaves.set(path, value);
  if (typeof value !== 'object' || value === null) return leaves;
  for (const [key, part] of Object.entries(value)) {
    for (const [where, tensor] of leavesOf(part, path === '' ? key : `${path}.${key}`))
      leaves.set(where, tensor);
  }
  return leaves;
}
