/**
 * Operations of our own: tfjs kernels whose names begin with `Lab`, registered for the backends where they pay. Whoever calls
 * one has the same operation in tfjs's own terms at hand, which runs everywhere else and defines what the kernel computes.
 */
import './wasm-conv';
import './wasm-dense';
import './wasm-optimiser';
import './webgpu-conv';
import './webgpu-dense';
import './webgpu-move';
import './webgpu-pool';
import './webgpu-sigmoid';
import './webgpu-softmax';
import { engine, getKernel, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Runs a kernel and leaves its results in the caller's scope; null where the backend that is set has none of this name, and
 * while tfjs records for its own gradients, which know nothing of ours.
 */
export function runOwn(
  kernelName: `Lab${string}`,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: object = {},
): readonly [Tensor, ...Tensor[]] | null {
  const { backendName } = engine();
  if (engine().isTapeOn() || getKernel(kernelName, backendName) == null) return null;
  const made: Tensor | Tensor[] = engine().runKernel(kernelName, inputs, attributes as NamedAttrMap);
  return (Array.isArray(made) ? made : [made]) as unknown as readonly [Tensor, ...Tensor[]];
}
