/**
 * Who owns a tensor: functions of the engine leave theirs in the caller's scope, and whoever opens a scope decides what survives.
 * tfjs's own `tidy` and `dispose` want mutable index types; the casts that our readonly ones need are all here.
 */
import { dispose, type Tensor, type TensorContainer, tensor_util, tidy } from '@tensorflow/tfjs-core';

/** Runs `work` and disposes every tensor it made, except those inside its result. Not for asynchronous work. */
export function inScope<T>(work: () => T): T {
  return tidy(() => work() as TensorContainer) as T;
}

/** Disposes every tensor inside a value, however deep. */
export function disposeAll(value: unknown): void {
  dispose(value as TensorContainer);
}

/** Disposes the tensors of `old` that `next` no longer holds. */
export function disposeReplaced(old: unknown, next: unknown): void {
  const kept = new Set<Tensor>(tensorsIn(next));
  for (const tensor of tensorsIn(old)) {
    if (!kept.has(tensor)) tensor.dispose();
  }
}

/** All tensors inside a value, each once. */
export function tensorsIn(value: unknown): readonly Tensor[] {
  return tensor_util.getTensorsInContainer(value as TensorContainer);
}
