/**
 * The primitives of a dense layer on the WebGPU backend, as tfjs kernels: one program each.
 *   LabDense a = h W + b and φ(a) · LabTransport δ Bᵀ · LabGradient hᵀ δ · LabBiasSum Σ_rows δ
 *   LabPassBack error ⊙ φ′ from h · LabCarry (δ Bᵀ) ⊙ φ′
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Activation } from '../../spec/spec';
import { registerOnWebGpu, type WebGpuCall } from './webgpu-kernel';
import { type Finish, runProduct } from './webgpu-product';
import { extentOf, makeOutput, type Program, runProgram, wide } from './webgpu-run';

/** φ of `value`, in WGSL. tanh is held within ±10, where it is ±1, because some devices overflow beyond. */
export const APPLY: Readonly<Record<Activation, string>> = {
  linear: 'value',
  relu: 'max(value, 0.0)',
  tanh: 'tanh(clamp(value, -10.0, 10.0))',
  sigmoid: '1.0 / (1.0 + exp(-value))',
};

/** φ′ as far as h = φ(a) tells it, times `e`. */
const PASS_BACK: Readonly<Record<Activation, string>> = {
  linear: 'e',
  relu: 'select(0.0, e, h > 0.0)',
  tanh: 'e * (1.0 - h * h)',
  sigmoid: 'e * h * (1.0 - h)',
};

const sides = ({ shape }: TensorInfo): readonly [number, number] => [shape[0] ?? 0, shape[1] ?? 0];

function biased(activation: Activation): Finish {
  const isLinear = activation === 'linear';
  return {
    key: `bias_${activation}`,
    inputs: { bias: 'f32' },
    outputs: isLinear ? 1 : 2,
    store: isLinear
      ? 'out0[at] = value + bias[j];'
      : `let sum = value + bias[j]; out0[at] = sum; { let value = sum; out1[at] = ${APPLY[activation]}; }`,
  };
}

function dense({
  inputs: { h, W, b },
  backend,
  attrs,
}: WebGpuCall<'h' | 'W' | 'b', { activation: Activation }>) {
  const [m, k] = sides(h);
  const [, n] = sides(W);
  const finish = biased(attrs.activation);
  const outputs = Array.from({ length: finish.outputs }, () => makeOutput(backend, [m, n]));
  const product = { m, n, k, isTransposedA: false, isTransposedB: false };
  runProduct(backend, product, { a: h, b: W, more: [b], outputs }, finish);
  return outputs;
}

function transport({ inputs: { delta, B }, backend }: WebGpuCall<'delta' | 'B'>): TensorInfo {
  const [m, k] = sides(delta);
  const [n] = sides(B);
  const output = makeOutput(backend, [m, n]);
  const product = { m, n, k, isTransposedA: false, isTransposedB: true };
  runProduct(backend, product, { a: delta, b: B, outputs: [output] });
  return output;
}

function gradient({ inputs: { h, delta }, backend }: WebGpuCall<'h' | 'delta'>): TensorInfo {
  const [k, m] = sides(h);
  const [, n] = sides(delta);
  const output = makeOutput(backend, [m, n]);
  const product = { m, n, k, isTransposedA: true, isTransposedB: false };
  runProduct(backend, product, { a: h, b: delta, outputs: [output] });
  return output;
}

const BIAS_SUM: Program = {
  key: 'LabBiasSum',
  outputs: ['f32'],
  inputs: { delta: 'f32' },
  uniforms: { rows: 'u32', n: 'u32' },
  workgroup: [16, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= u.n) { return; }
    var sum = 0.0;
    for (var at = id.x; at < u.rows * u.n; at += u.n) { sum += delta[at]; }
    out0[id.x] = sum;
  }`,
};

function biasSum({ inputs: { delta }, backend }: WebGpuCall<'delta'>): TensorInfo {
  const n = delta.shape.at(-1) ?? 1;
  const rows = util.sizeFromShape(delta.shape) / n;
  const output = makeOutput(backend, [n]);
  runProgram(backend, BIAS_SUM, { inputs: [delta], outputs: [output], uniforms: [rows, n], extent: [n, 1] });
  return output;
}

const passBackProgram = (activation: Activation): Program => ({
  key: `LabPassBack_${activation}`,
  outputs: ['f32'],
  inputs: { error: 'f32', activations: 'f32' },
  uniforms: { count: 'u32' },
  workgroup: [64, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    ${wide('u.count')}
    let e = error[at]; let h = activations[at];
    out0[at] = ${PASS_BACK[activation]};
  }`,
});

function passBack({
  inputs: { error, h },
  backend,
  attrs,
}: WebGpuCall<'error' | 'h', { activation: Activation }>): TensorInfo {
  const output = makeOutput(backend, h.shape);
  const count = util.sizeFromShape(h.shape);
  runProgram(backend, passBackProgram(attrs.activation), {
    inputs: [error, h],
    outputs: [output],
    uniforms: [count],
    extent: extentOf(count),
  });
  return output;
}

/** What a slope makes of the sums of a product. */
const sloped = (activation: Activation): Finish => ({
  key: `slope_${activation}`,
  inputs: { activations: 'f32' },
  outputs: 1,
  store: `let e = value; let h = activations[at]; out0[at] = ${PASS_BACK[activation]};`,
});

function carry({
  inputs: { delta, B, h },
  backend,
  attrs,
}: WebGpuCall<'delta' | 'B' | 'h', { activation: Activation }>): TensorInfo {
  const [m, k] = sides(delta);
  const [n] = sides(B);
  const output = makeOutput(backend, [m, n]);
  const product = { m, n, k, isTransposedA: false, isTransposedB: true };
  runProduct(backend, product, { a: delta, b: B, more: [h], outputs: [output] }, sloped(attrs.activation));
  return output;
}

registerOnWebGpu('LabDense', dense);
registerOnWebGpu('LabTransport', transport);
registerOnWebGpu('LabGradient', gradient);
registerOnWebGpu('LabBiasSum', biasSum);
registerOnWebGpu('LabPassBack', passBack);
registerOnWebGpu('LabCarry', carry);
