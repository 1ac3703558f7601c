/**
 * Softmax cross-entropy on the WebGPU backend, a row to an invocation:
 *   LabSoftmaxDelta (softmax(a) Σ y − y) / rows · LabSoftmaxLoss −Σ y log softmax(a) / rows
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { registerOnWebGpu, type WebGpuCall } from './webgpu-kernel';
import { makeOutput, type Program, runProgram } from './webgpu-run';

const sides = ({ shape }: TensorInfo): readonly [number, number] => [shape[0] ?? 0, shape[1] ?? 0];

const SOFTMAX_DELTA: Program = {
  key: 'LabSoftmaxDelta',
  outputs: ['f32'],
  inputs: { a: 'f32', y: 'f32' },
  uniforms: { rows: 'u32', n: 'u32' },
  workgroup: [16, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= u.rows) { return; }
    let first = id.x * u.n;
    var largest = a[first]; var target_sum = 0.0;
    for (var j = 0u; j < u.n; j++) { largest = max(largest, a[first + j]); target_sum += y[first + j]; }
    var sum = 0.0;
    for (var j = 0u; j < u.n; j++) { sum += exp(a[first + j] - largest); }
    for (var j = 0u; j < u.n; j++) {
      let p = exp(a[first + j] - largest) / sum;
      out0[first + j] = (p * target_sum - y[first + j]) / f32(u.rows);
    }
  }`,
};

function softmaxDelta({ inputs: { a, y }, backend }: WebGpuCall<'a' | 'y'>): TensorInfo {
  const [rows, n] = sides(a);
  const output = makeOutput(backend, [rows, n]);
  runProgram(backend, SOFTMAX_DELTA, {
    inputs: [a, y],
    outputs: [output],
    uniforms: [rows, n],
    extent: [rows, 1],
  });
  return output;
}

/** −Σ_k y_k (a_k − max a − log Σ e^{a − max a}) of every row. */
const ROW_LOSSES: Program = {
  ...SOFTMAX_DELTA,
  key: 'LabSoftmaxLossRows',
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= u.rows) { return; }
    let first = id.x * u.n;
    var largest = a[first];
    for (var j = 0u; j < u.n; j++) { largest = max(largest, a[first + j]); }
    var sum = 0.0;
    for (var j = 0u; j < u.n; j++) { sum += exp(a[first + j] - largest); }
    let all = log(sum);
    var loss = 0.0;
    for (var j = 0u; j < u.n; j++) { loss -= y[first + j] * (a[first + j] - largest - all); }
    out0[id.x] = loss;
  }`,
};

const MEAN: Program = {
  key: 'LabSoftmaxLoss',
  outputs: ['f32'],
  inputs: { losses: 'f32' },
  uniforms: { rows: 'u32' },
  workgroup: [1, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    var sum = 0.0;
    for (var row = 0u; row < u.rows; row++) { sum += losses[row]; }
    out0[id.x] = sum / f32(u.rows);
  }`,
};

function softmaxLoss({ inputs: { a, y }, backend }: WebGpuCall<'a' | 'y'>): TensorInfo {
  const [rows, n] = sides(a);
  const losses = makeOutput(backend, [rows]);
  const output = makeOutput(backend, []);
  runProgram(backend, ROW_LOSSES, {
    inputs: [a, y],
    outputs: [losses],
    uniforms: [rows, n],
    extent: [rows, 1],
  });
  runProgram(backend, MEAN, { inputs: [losses], outputs: [output], uniforms: [rows], extent: [1, 1] });
  backend.disposeData(losses.dataId);
  return output;
}

registerOnWebGpu('LabSoftmaxDelta', softmaxDelta);
registerOnWebGpu('LabSoftmaxLoss', softmaxLoss);
