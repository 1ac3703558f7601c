/**
 * Runs WGSL programs of our own on the tfjs backend, between its own ones and in the same command encoder, so that a recorder
 * sees all of them. Unlike tfjs's programs they may have several outputs; pipelines are kept by the program's key alone.
 */
import { type DataType, env, type TensorInfo } from '@tensorflow/tfjs-core';
import { WRITES_LABEL } from './capture-recorder';
import { bufferOf, type Pipeline, type WebGpuBackend } from './webgpu-device';

/** A uniform number. */
export type Uniform = readonly ['i32' | 'u32' | 'f32', number];

/** What a program is: everything that its pipeline depends on. */
export interface Program {
  /** Names it among all programs: two with one key are the same WGSL. */
  readonly key: string;
  /** Element types of the outputs, bound as `out0`, `out1`, …; arrays of them. */
  readonly outputs: readonly Element[];
  /** Name and element type of the inputs, read only. */
  readonly inputs: Readonly<Record<string, Element>>;
  /** Names and types of the uniforms, read as `u.name`. */
  readonly uniforms: Readonly<Record<string, Uniform[0]>>;
  /** The body; entry point `main(@builtin(global_invocation_id) id: vec3<u32>)`. */
  readonly code: string;
  /** Invocations of a workgroup. */
  readonly workgroup: readonly [number, number];
}

type Element = 'f32' | 'i32' | 'u32' | 'vec4<f32>';

/** One run of a program. */
export interface Run {
  readonly inputs: readonly TensorInfo[];
  /** New tensors, or one that is written in place. */
  readonly outputs: readonly TensorInfo[];
  /** In the order in which the program declares them. */
  readonly uniforms: readonly number[];
  /** Invocations needed. */
  readonly extent: readonly [number, number];
}

/** By the device's queue: while a step is recorded, the device itself is a stand-in. */
const pipelines = new WeakMap<object, Map<string, Pipeline>>();

function sourceOf({ outputs, inputs, uniforms, code, workgroup }: Program): string {
  const bindings = [
    ...outputs.map((element, index) => `var<storage, read_write> out${index}: array<${element}>;`),
    ...Object.entries(inputs).map(([name, element]) => `var<storage, read> ${name}: array<${element}>;`),
    'var<uniform> u: Uniforms;',
  ];
  const fields = Object.entries(uniforms).map(([name, type]) => `${name}: ${type},`);
  return [
    `struct Uniforms { ${fields.join(' ')} }`,
    ...bindings.map((binding, index) => `@group(0) @binding(${index}) ${binding}`),
    code.replace('fn main', `@compute @workgroup_size(${workgroup.join(', ')}) fn main`),
  ].join('\n');
}

function pipelineOf(gpu: WebGpuBackend, program: Program): Pipeline {
  let known = pipelines.get(gpu.queue);
  if (!known) {
    known = new Map();
    pipelines.set(gpu.queue, known);
  }
  let pipeline = known.get(program.key);
  if (!pipeline) {
    const module = gpu.device.createShaderModule({ code: sourceOf(program), label: program.key });
    pipeline = gpu.device.createComputePipeline({
      layout: 'auto',
      compute: { module, entryPoint: 'main' },
      label: program.key,
    });
    known.set(program.key, pipeline);
  }
  return pipeline;
}

/** Runs the program; its outputs are the run's. */
export function runProgram(
  gpu: WebGpuBackend,
  program: Program,
  { inputs, outputs, uniforms, extent }: Run,
): void {
  const pipeline = pipelineOf(gpu, program);
  const tensors = [...outputs, ...inputs];
  const buffers = tensors.map((tensor) => bufferOf(gpu, tensor));
  const types = Object.values(program.uniforms);
  const uniform = gpu.makeUniforms(
    uniforms.map((value, index) => ({ type: TFJS_TYPES[types[index] ?? 'i32'], data: [value] })),
  );
  const entries = [...buffers.map((buffer) => ({ buffer })), uniform].map((resource, binding) => ({
    binding,
    resource,
  }));
  const group = gpu.device.createBindGroup({
    label: `${WRITES_LABEL}${outputs.length}`,
    layout: pipeline.getBindGroupLayout(0),
    entries,
  });
  for (const { dataId } of tensors) gpu.commandQueueOwnedIds.add(dataId);
  gpu.ensureCommandEncoderReady();
  gpu.computePassEncoder ??= gpu.commandEncoder?.beginComputePass() ?? null;
  const pass = gpu.computePassEncoder;
  if (!pass) throw new Error('runProgram: the backend has no command encoder');
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(
    Math.ceil(extent[0] / program.workgroup[0]),
    Math.ceil(extent[1] / program.workgroup[1]),
  );
  gpu.dispatchCountInPass += 1;
  if (gpu.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    gpu.endComputePassEncoder();
    gpu.submitQueue();
  }
}

const TFJS_TYPES = { i32: 'int32', u32: 'uint32', f32: 'float32' } as const;

/** A new tensor on the backend, not yet filled. */
export function makeOutput(
  gpu: WebGpuBackend,
  shape: readonly number[],
  dtype: DataType = 'float32',
): TensorInfo {
  return gpu.makeTensorInfo([...shape], dtype);
}

/** Invocations of a row of workgroups: a dispatch may not be wider than 65,535 of those. */
const WIDE = 65_536;

/** What a program that runs once for each of many numbers needs. */
export const extentOf = (count: number): readonly [number, number] => [
  Math.min(count, WIDE),
  Math.ceil(count / WIDE),
];

/** WGSL that begins such a program: `at` is the number's index, and whoever is beyond `count` is done. */
export const wide = (count: string): string =>
  `let at = id.y * ${WIDE}u + id.x; if (at >= ${count}) { return; }`;
