/**
 * Reading tensors back, one array per layer: computed in a scope, fetched together, nothing left behind.
 */
import { clone, type Tensor } from '@tensorflow/tfjs-core';
import type { PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';

/** Values, row-major, of the tensors that `compute` returns; null stays null. Throws what `compute` throws. */
export function readLayers(compute: () => PerLayer<Tensor>): Promise<PerLayer<Float32Array>>;
export function readLayers(compute: () => PerLayer<Tensor | null>): Promise<PerLayer<Float32Array | null>>;
export async function readLayers(
  compute: () => PerLayer<Tensor | null>,
): Promise<PerLayer<Float32Array | null>> {
  // A copy costs nothing (tfjs shares the data) and may be disposed here, whoever owns the original.
  const tensors = inScope(() => compute().map((tensor) => (tensor === null ? null : clone(tensor))));
  try {
    return await Promise.all(tensors.map((tensor) => tensor?.data<'float32'>() ?? null));
  } finally {
    disposeAll(tensors);
  }
}
