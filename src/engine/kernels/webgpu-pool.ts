/**
 * Pooling on the WebGPU backend: LabPool h → largest or mean of every square; LabPoolBack the error at h, all of it at the
 * first of the largest in row-major order, or the same part of it everywhere; nothing beyond the squares.
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { registerOnWebGpu, type WebGpuCall } from './webgpu-kernel';
import { extentOf, makeOutput, type Program, runProgram, wide } from './webgpu-run';

interface Pooling {
  readonly size: number;
  readonly isMax: boolean;
}

const SIZES = {
  count: 'u32',
  height: 'u32',
  width: 'u32',
  channels: 'u32',
  down: 'u32',
  across: 'u32',
  size: 'u32',
} as const satisfies Program['uniforms'];

const poolProgram = (isMax: boolean): Program => ({
  key: `LabPool_${isMax}`,
  outputs: ['f32'],
  inputs: { h: 'f32' },
  uniforms: SIZES,
  workgroup: [64, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    ${wide('u.count')}
    let channel = at % u.channels; let x = at / u.channels % u.across;
    let y = at / (u.channels * u.across) % u.down; let row = at / (u.channels * u.across * u.down);
    let corner = ((row * u.height + y * u.size) * u.width + x * u.size) * u.channels + channel;
    var result = ${isMax ? 'h[corner]' : '0.0'};
    for (var v = 0u; v < u.size; v++) { for (var w = 0u; w < u.size; w++) {
      let value = h[corner + (v * u.width + w) * u.channels];
      result = ${isMax ? 'max(result, value)' : 'result + value'};
    } }
    out0[at] = ${isMax ? 'result' : 'result / f32(u.size * u.size)'};
  }`,
});

const LARGEST = `
    var best = h[corner]; var first = 0u;
    for (var v = 0u; v < u.size; v++) { for (var w = 0u; w < u.size; w++) {
      let value = h[corner + (v * u.width + w) * u.channels];
      if (value > best) { best = value; first = v * u.size + w; }
    } }
    out0[at] = select(0.0, e, first == y % u.size * u.size + x % u.size);`;

const backProgram = (isMax: boolean): Program => ({
  key: `LabPoolBack_${isMax}`,
  outputs: ['f32'],
  inputs: isMax ? { error: 'f32', h: 'f32' } : { error: 'f32' },
  uniforms: SIZES,
  workgroup: [64, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    ${wide('u.count')}
    let channel = at % u.channels; let x = at / u.channels % u.width;
    let y = at / (u.channels * u.width) % u.height; let row = at / (u.channels * u.width * u.height);
    let i = y / u.size; let j = x / u.size;
    if (i >= u.down || j >= u.across) { out0[at] = 0.0; return; }
    let e = error[((row * u.down + i) * u.across + j) * u.channels + channel];
    let corner = ((row * u.height + i * u.size) * u.width + j * u.size) * u.channels + channel;
    ${isMax ? LARGEST : 'out0[at] = e / f32(u.size * u.size);'}
  }`,
});

/** In the order of SIZES; `count` is of the numbers that the program makes. */
function uniformsOf({ shape }: TensorInfo, size: number, count: number): readonly number[] {
  const [, height = 0, width = 0, channels = 0] = shape;
  return [count, height, width, channels, Math.floor(height / size), Math.floor(width / size), size];
}

function pool({ inputs: { h }, backend, attrs: { size, isMax } }: WebGpuCall<'h', Pooling>): TensorInfo {
  const [rows = 0, height = 0, width = 0, channels = 0] = h.shape;
  const output = makeOutput(backend, [rows, Math.floor(height / size), Math.floor(width / size), channels]);
  const count = util.sizeFromShape(output.shape);
  const uniforms = uniformsOf(h, size, count);
  runProgram(backend, poolProgram(isMax), {
    inputs: [h],
    outputs: [output],
    uniforms,
    extent: extentOf(count),
  });
  return output;
}

function poolBack({
  inputs: { error, h },
  backend,
  attrs: { size, isMax },
}: WebGpuCall<'error' | 'h', Pooling>): TensorInfo {
  const output = makeOutput(backend, h.shape);
  const count = util.sizeFromShape(h.shape);
  runProgram(backend, backProgram(isMax), {
    inputs: isMax ? [error, h] : [error],
    outputs: [output],
    uniforms: uniformsOf(h, size, count),
    extent: extentOf(count),
  });
  return output;
}

registerOnWebGpu('LabPool', pool);
registerOnWebGpu('LabPoolBack', poolBack);
