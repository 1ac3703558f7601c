/**
 * LabSigmoidChange on the WebGPU backend: σ(x + d) − σ(x) to the last digit, however small d is. tfjs's hyperbolic tangent there
 * is 1 − e^{−2t} over 1 + e^{−2t}, of which a t of 1e-5 leaves three digits.
 *   σ(x + d) − σ(x) = tanh(d / 2) (σ(x + d) σ(−x) + σ(−x − d) σ(x)),  tanh t by its continued fraction where t is small
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { registerOnWebGpu, type WebGpuCall } from './webgpu-kernel';
import { extentOf, makeOutput, type Program, runProgram, wide } from './webgpu-run';

const CHANGE: Program = {
  key: 'LabSigmoidChange',
  outputs: ['f32'],
  inputs: { x: 'f32', d: 'f32' },
  uniforms: { count: 'u32' },
  workgroup: [64, 1],
  code: `fn up(v: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(v, -80.0, 80.0))); }
  fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    ${wide('u.count')}
    let v = x[at]; let moved = v + d[at];
    let t = clamp(0.5 * d[at], -20.0, 20.0); let s = t * t; let e = exp(-2.0 * abs(t));
    let near = t * (945.0 + s * (105.0 + s)) / (945.0 + s * (420.0 + 15.0 * s));
    let far = sign(t) * (1.0 - e) / (1.0 + e);
    out0[at] = select(far, near, s < 0.3) * (up(moved) * up(-v) + up(-moved) * up(v));
  }`,
};

function sigmoidChange({ inputs: { x, d }, backend }: WebGpuCall<'x' | 'd'>): TensorInfo {
  const count = util.sizeFromShape(x.shape);
  const output = makeOutput(backend, x.shape);
  runProgram(backend, CHANGE, {
    inputs: [x, d],
    outputs: [output],
    uniforms: [count],
    extent: extentOf(count),
  });
  return output;
}

registerOnWebGpu('LabSigmoidChange', sigmoidChange);
