/**
 * LabMove on the WebGPU backend: one optimiser step of one parameter; LabPace: Adam's corrections. Adam takes two programs, because a device need not bind
 * more than eight buffers at once.
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { OptimiserSpec } from '../../spec/spec';
import { registerOnWebGpu, type WebGpuCall } from './webgpu-kernel';
import { extentOf, makeOutput, type Program, runProgram, wide } from './webgpu-run';

/** The rate may be an input or an attribute; Adam's corrections c₁/√c₂ and ε c₁ are inputs. */
type Inputs = 'W' | 'g' | 'slot0' | 'slot1' | 'minusRate' | 'ratio' | 'small';

interface Attributes {
  readonly spec: OptimiserSpec;
  /** −η, unless it is an input. */
  readonly minusRate: number | null;
}

/** The numbers of a parameter are worked on four at a time where they divide by four. */
const widthOf = (count: number): 1 | 4 => (count % 4 === 0 ? 4 : 1);
const typeOf = (width: 1 | 4): 'f32' | 'vec4<f32>' => (width === 4 ? 'vec4<f32>' : 'f32');

/** A program that runs once for every number of a parameter, or every four; `at` is its index. */
function elementwise(
  key: string,
  { inputs, uniforms, outputs, code }: Pick<Program, 'inputs' | 'uniforms' | 'outputs' | 'code'>,
): Program {
  return {
    key,
    outputs,
    inputs,
    uniforms: { count: 'u32', ...uniforms },
    workgroup: [64, 1],
    code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
      ${wide('u.count')}
      ${code}
    }`,
  };
}

const DECAYED = 'let d = g[at] + W[at] * u.decay;';

/** What becomes of the slots, and the direction. */
const DIRECTIONS: Readonly<Record<Exclude<OptimiserSpec['id'], 'adam'>, string>> = {
  sgd: 'let direction = d;',
  momentum: 'let direction = slot0[at] * u.keep + d; out1[at] = direction;',
  rmsprop: `let s = slot0[at] * u.keep + (d * d) * u.rest; out1[at] = s;
    let direction = d / (sqrt(s) + u.epsilon);`,
};

function moveProgram(id: keyof typeof DIRECTIONS, isTensor: boolean, width: 1 | 4): Program {
  const hasSlot = id !== 'sgd';
  const type = typeOf(width);
  return elementwise(`LabMove_${id}_${isTensor}_${width}`, {
    outputs: hasSlot ? [type, type] : [type],
    inputs: { W: type, g: type, ...(hasSlot && { slot0: type }), ...(isTensor && { rate: 'f32' }) },
    uniforms: { rate: 'f32', decay: 'f32', keep: 'f32', rest: 'f32', epsilon: 'f32' },
    code: `${DECAYED} ${DIRECTIONS[id]} out0[at] = W[at] + direction * ${isTensor ? 'rate[0]' : 'u.rate'};`,
  });
}

const adamSlots = (width: 1 | 4): Program =>
  elementwise(`LabMove_adamSlots_${width}`, {
    outputs: [typeOf(width), typeOf(width)],
    inputs: { W: typeOf(width), g: typeOf(width), m: typeOf(width), s: typeOf(width) },
    uniforms: { decay: 'f32', keep1: 'f32', rest1: 'f32', keep2: 'f32', rest2: 'f32' },
    code: `${DECAYED} out0[at] = m[at] * u.keep1 + d * u.rest1; out1[at] = s[at] * u.keep2 + (d * d) * u.rest2;`,
  });

const adamProgram = (isTensor: boolean, width: 1 | 4): Program =>
  elementwise(`LabMove_adam_${isTensor}_${width}`, {
    outputs: [typeOf(width)],
    inputs: {
      W: typeOf(width),
      m: typeOf(width),
      s: typeOf(width),
      ratio: 'f32',
      small: 'f32',
      ...(isTensor && { rate: 'f32' }),
    },
    uniforms: { rate: 'f32' },
    code: `out0[at] = W[at] + (m[at] / (sqrt(s[at]) * ratio[0] + small[0])) * ${isTensor ? 'rate[0]' : 'u.rate'};`,
  });

/** W after the move, then its slots. */
function move({ inputs, backend, attrs: { spec, minusRate } }: WebGpuCall<Inputs, Attributes>): TensorInfo[] {
  const { W, g, slot0, slot1, ratio, small } = inputs;
  const width = widthOf(util.sizeFromShape(W.shape));
  const count = util.sizeFromShape(W.shape) / width;
  const isTensor = minusRate === null;
  const rate = isTensor ? [inputs.minusRate] : [];
  const { weightDecay } = spec;
  if (spec.id !== 'adam') {
    const slots = spec.id === 'sgd' ? [] : [slot0];
    const keep = spec.id === 'momentum' ? spec.momentum : spec.decay;
    const outputs = [W, ...slots].map(() => makeOutput(backend, W.shape));
    runProgram(backend, moveProgram(spec.id, isTensor, width), {
      inputs: [W, g, ...slots, ...rate],
      outputs,
      uniforms: [count, minusRate ?? 0, weightDecay, keep, 1 - spec.decay, spec.epsilon],
      extent: extentOf(count),
    });
    return outputs;
  }
  const [moved, m, s] = [W, W, W].map(({ shape }) => makeOutput(backend, shape)) as [
    TensorInfo,
    TensorInfo,
    TensorInfo,
  ];
  const { beta1, beta2 } = spec;
  runProgram(backend, adamSlots(width), {
    inputs: [W, g, slot0, slot1],
    outputs: [m, s],
    uniforms: [count, weightDecay, beta1, 1 - beta1, beta2, 1 - beta2],
    extent: extentOf(count),
  });
  runProgram(backend, adamProgram(isTensor, width), {
    inputs: [W, m, s, ratio, small, ...rate],
    outputs: [moved],
    uniforms: [count, minusRate ?? 0],
    extent: extentOf(count),
  });
  return [moved, m, s];
}

const PACE: Program = {
  key: 'LabPace',
  outputs: ['f32', 'f32', 'f32', 'f32'],
  inputs: { c1: 'f32', c2: 'f32' },
  uniforms: { keep1: 'f32', rest1: 'f32', keep2: 'f32', rest2: 'f32', epsilon: 'f32' },
  workgroup: [1, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let first = c1[id.x] * u.keep1 + u.rest1; let second = c2[id.x] * u.keep2 + u.rest2;
    out0[id.x] = first; out1[id.x] = second; out2[id.x] = first / sqrt(second); out3[id.x] = first * u.epsilon;
  }`,
};

/** Adam's corrections: c ← βc + (1 − β) for both, then c₁/√c₂ and ε c₁. `[]` each */
function pace({
  inputs: { c1, c2 },
  backend,
  attrs: { keeps, epsilon },
}: WebGpuCall<'c1' | 'c2', { readonly keeps: readonly number[]; readonly epsilon: number }>): TensorInfo[] {
  const [keep1 = 0, keep2 = 0] = keeps;
  const outputs = PACE.outputs.map(() => makeOutput(backend, []));
  const uniforms = [keep1, 1 - keep1, keep2, 1 - keep2, epsilon];
  runProgram(backend, PACE, { inputs: [c1, c2], outputs, uniforms, extent: [1, 1] });
  return outputs;
}

registerOnWebGpu('LabMove', move);
registerOnWebGpu('LabPace', pace);
