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

/** The same structure with other tensors; `replace` is asked once for every path, with the tensor there. */
export function replaceLeaves<T>(value: T, replace: (path: string, tensor: Tensor) => Tensor, path = ''): T {
  if (value instanceof Tensor) return replace(path, value) as T;
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(
    ([key, part]) => [key, replaceLeaves(part, replace, path === '' ? key : `${path}.${key}`)] as const,
  );
  return (Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as T;
}
