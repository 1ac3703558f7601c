/**
 * The part of WebGPU and of the tfjs backend on it that kernels and captured steps touch: every cast at that border is here.
 * Written out as interfaces because the engine compiles without the DOM library.
 */
import { backend, type DataType, getBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';

/** A buffer on the device; sizes in bytes. */
export interface DeviceBuffer {
  readonly size: number;
  readonly usage: number;
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

/** Opaque to us: made by the device, handed back to it. */
export interface Pipeline {
  getBindGroupLayout(index: number): object;
}

export interface BindGroupEntry {
  readonly binding: number;
  readonly resource: { readonly buffer: DeviceBuffer; readonly offset?: number; readonly size?: number };
}

export interface BindGroupDescriptor {
  readonly label?: string;
  readonly layout: object;
  readonly entries: readonly BindGroupEntry[];
}

export interface ComputePass {
  setPipeline(pipeline: Pipeline): void;
  setBindGroup(index: number, group: object): void;
  dispatchWorkgroups(x: number, y?: number, z?: number): void;
  end(): void;
}

export interface CommandEncoder {
  beginComputePass(descriptor?: object): ComputePass;
  copyBufferToBuffer(
    source: DeviceBuffer,
    sourceOffset: number,
    target: DeviceBuffer,
    targetOffset: number,
    size: number,
  ): void;
  finish(): object;
}

export interface Queue {
  submit(commands: readonly object[]): void;
  writeBuffer(buffer: DeviceBuffer, offset: number, data: ArrayBufferView | ArrayBuffer): void;
  onSubmittedWorkDone(): Promise<void>;
}

export interface Device {
  readonly queue: Queue;
  readonly limits: { readonly maxStorageBufferBindingSize: number };
  readonly lost: Promise<{ readonly message: string; readonly reason: string }>;
  createBuffer(descriptor: {
    readonly size: number;
    readonly usage: number;
    readonly mappedAtCreation?: boolean;
  }): DeviceBuffer;
  createBindGroup(descriptor: BindGroupDescriptor): object;
  createShaderModule(descriptor: { readonly code: string; readonly label?: string }): object;
  createComputePipeline(descriptor: object): Pipeline;
  createCommandEncoder(): CommandEncoder;
  destroy(): void;
  addEventListener(name: 'uncapturederror', listener: (event: { readonly error: object }) => void): void;
}

/** tfjs's pool of buffers. */
export interface BufferManager {
  /** By `size_usage`; a key must be there before a buffer of its kind is released. */
  readonly freeBuffers: Map<string, DeviceBuffer[]>;
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): DeviceBuffer;
  releaseBuffer(buffer: DeviceBuffer, reuse?: boolean): void;
}

/** What tfjs keeps for a tensor. */
export interface TensorRecord {
  /** A copy on the processor, if there is one. */
  values: ArrayLike<number> | null;
  resource?: DeviceBuffer | null;
}

export interface WebGpuBackend {
  device: Device;
  bufferManager: BufferManager;
  readonly queue: Queue;
  readonly tensorMap: { get(dataId: object): TensorRecord };
  readonly adapterInfo: { readonly vendor: string; readonly architecture: string };
  commandEncoder: CommandEncoder | null;
  computePassEncoder: ComputePass | null;
  /** Tensors that the commands encoded so far read or write. */
  readonly commandQueueOwnedIds: WeakSet<object>;
  dispatchCountInPass: number;
  makeTensorInfo(shape: number[], dtype: DataType): TensorInfo;
  disposeData(dataId: object): boolean;
  makeUniforms(
    fields: readonly { readonly type: string; readonly data: readonly number[] }[],
  ): BindGroupEntry['resource'];
  read(dataId: object): Promise<unknown>;
  readSync(dataId: object): unknown;
  uploadToGPU(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** GPUBufferUsage, as far as it is used here. */
export const USAGE = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;
/** GPUMapMode.READ */
export const MAP_READ = 1;
/** What tfjs gives the buffers of its tensors. */
export const TENSOR_USAGE = USAGE.storage | USAGE.copySource | USAGE.copyTarget;

/** The WebGPU backend if it is the one that is set, else null. */
export function webGpuBackend(): WebGpuBackend | null {
  if (getBackend() !== 'webgpu') return null;
  const gpu = backend() as unknown as WebGpuBackend;
  // Another backend may stand in under the name.
  return 'device' in gpu ? gpu : null;
}

/** The buffer of a tensor, uploaded first where its numbers are still on the processor. */
export function bufferOf(gpu: WebGpuBackend, { dataId }: Pick<Tensor, 'dataId'>): DeviceBuffer {
  gpu.uploadToGPU(dataId);
  const { resource } = gpu.tensorMap.get(dataId);
  if (!resource) throw new Error('bufferOf: the tensor has no buffer');
  return resource;
}

/** Sends off what the backend has encoded so far. */
export function flush(gpu: WebGpuBackend): void {
  gpu.ensureCommandEncoderReady();
  gpu.endComputePassEncoder();
  gpu.submitQueue();
}

/** Settles once the device of the WebGPU backend that is set is lost or out of memory; never where there is none. */
export async function whenDeviceFails(): Promise<{
  readonly kind: 'lost' | 'memory';
  readonly message: string;
}> {
  const gpu = webGpuBackend();
  if (!gpu) return new Promise(() => undefined);
  const { device } = gpu;
  const memory = new Promise<string>((resolve) => {
    device.addEventListener('uncapturederror', ({ error }) => {
      if (error.constructor.name === 'GPUOutOfMemoryError') resolve('');
    });
  });
  return Promise.race([
    device.lost.then(({ message }) => ({ kind: 'lost' as const, message })),
    memory.then((message) => ({ kind: 'memory' as const, message })),
  ]);
}
