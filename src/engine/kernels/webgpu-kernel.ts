/**
 * How a kernel of ours is registered for the WebGPU backend and called by tfjs.
 */
import { type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './webgpu-device';

export interface WebGpuCall<Inputs extends string, Attributes = object> {
  readonly inputs: Readonly<Record<Inputs, TensorInfo>>;
  readonly backend: WebGpuBackend;
  readonly attrs: Attributes;
}

/** Registers a kernel under its name; it makes its outputs itself. */
export function registerOnWebGpu<Inputs extends string, Attributes>(
  kernelName: `Lab${string}`,
  kernel: (call: WebGpuCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): void {
  registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: kernel as unknown as KernelFunc });
}

/** Whether this adapter computes on the processor: nothing to keep busy there, but every read costs. */
export const isSoftware = ({ adapterInfo }: WebGpuBackend): boolean =>
  adapterInfo.architecture === 'swiftshader';
