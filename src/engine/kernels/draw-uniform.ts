/**
 * Uniform numbers in [0, 1), 24 bits, drawn where the tensors live: entry i is word i mod 4 of Philox 4×32 with ten rounds at
 * counter (⌊i / 4⌋, 1, step, place) and the key (seed, stream), the very numbers of `fillUniform`, bit for bit on every backend.
 * The step comes in as a tensor, so that a step recorded on WebGPU draws new numbers whenever it is repeated.
 * Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.
 */
import {
  type DataId,
  engine,
  type KernelFunc,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { fillUniform, keyOf, type StreamName } from '../../math/rng';
import { sizeOf } from '../../spec/shapes';
import './wasm-draws';

const KERNEL = 'LabDrawUniform';

/** Which numbers: a stream of a seed, and a place in it. */
export interface DrawAddress {
  readonly seed: number;
  readonly stream: StreamName;
  /** 0 to 2³² − 1. */
  readonly place: number;
}

interface DrawAttributes extends DrawAddress {
  readonly shape: readonly number[];
}

/** What is used of the backends that compute on the host. */
interface HostBackend {
  readSync(dataId: DataId): ArrayLike<number>;
  write(values: Float32Array, shape: number[], dtype: 'float32'): DataId;
}

/** What is used of the WebGPU backend. */
interface DeviceBackend {
  runWebGPUProgram(
    program: object,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly { readonly type: 'int32'; readonly data: readonly number[] }[],
  ): TensorInfo;
}

interface KernelCall<Backend> {
  readonly inputs: { readonly step: TensorInfo };
  readonly backend: Backend;
  readonly attrs: DrawAttributes;
}

function drawOnHost({ inputs, backend, attrs }: KernelCall<HostBackend>): TensorInfo {
  const shape = [...attrs.shape];
  const [step = 0] = Array.from(backend.readSync(inputs.step.dataId));
  const values = new Float32Array(sizeOf(shape));
  fillUniform(values, attrs.seed, attrs.stream, [step, attrs.place]);
  return { dataId: backend.write(values, shape, 'float32'), shape, dtype: 'float32' };
}

const WORKGROUP = 64;

/** Every invocation computes one block and writes its four words. */
const WGSL = `
fn multiplyHigh(a : u32, b : u32) -> u32 {
  let middle = (a >> 16u) * (b & 0xffffu) + (((a & 0xffffu) * (b & 0xffffu)) >> 16u);
  let carry = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (carry >> 16u);
}
fn main(index : i32) {
  if (index * 4 < uniforms.size) {
    var c = vec4<u32>(u32(index), 1u, bitcast<u32>(counter[0]), bitcast<u32>(uniforms.place));
    var k = vec2<u32>(bitcast<u32>(uniforms.seed), bitcast<u32>(uniforms.stream));
    for (var round = 0; round < 10; round++) {
      c = vec4<u32>(
        multiplyHigh(0xcd9e8d57u, c.z) ^ c.y ^ k.x,
        0xcd9e8d57u * c.z,
        multiplyHigh(0xd2511f53u, c.x) ^ c.w ^ k.y,
        0xd2511f53u * c.x);
      k += vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
    }
    for (var word = 0; word < 4; word++) {
      if (index * 4 + word < uniforms.size) {
        result[index * 4 + word] = f32(c[word] >> 8u) * 0x1p-24f;
      }
    }
  }
}`;

function drawOnDevice({ inputs, backend, attrs }: KernelCall<DeviceBackend>): TensorInfo {
  const shape = [...attrs.shape];
  const program = {
    outputShape: shape,
    shaderKey: KERNEL,
    variableNames: ['counter'],
    uniforms: 'seed : i32, stream : i32, place : i32,',
    size: true,
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: shape.map((_, axis) => axis) },
    dispatch: [Math.ceil(sizeOf(shape) / (4 * WORKGROUP)), 1, 1],
    getUserCode: () => WGSL,
  };
  const [seed, stream] = keyOf(attrs.seed, attrs.stream);
  const uniforms = [seed, stream, attrs.place].map((word) => ({ type: 'int32' as const, data: [word | 0] }));
  return backend.runWebGPUProgram(program, [inputs.step], 'float32', uniforms);
}

for (const [backendName, kernelFunc] of [
  ['cpu', drawOnHost],
  ['webgpu', drawOnDevice],
] as const) {
  registerKernel({ kernelName: KERNEL, backendName, kernelFunc: kernelFunc as unknown as KernelFunc });
}

/** Uniform numbers of this shape at (step, place) of a stream; `step` is an int32 scalar. In the caller's scope. */
export function drawUniform(shape: readonly number[], step: Tensor, address: DrawAddress): Tensor {
  return engine().runKernel(KERNEL, { step }, { ...address, shape: [...shape] }) as Tensor;
}
