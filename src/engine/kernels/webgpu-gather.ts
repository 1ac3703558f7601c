/**
 * A batch gathered on the device: rows of a data set that was uploaded once, in the order that a ring of row numbers gives.
 *   x[r, k] = set[rows[step mod slots, r], k]
 * Pictures stay bytes until here; a table says what each byte stands for, so that the numbers are those of the host, bit for bit.
 */
import { engine, type Tensor, type TensorInfo, tensor1d } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './webgpu-device';
import { extentOf, makeOutput, type Program, runProgram, wide } from './webgpu-run';

/** Rows of numbers on the device, all of one width. */
export interface DeviceRows {
  readonly width: number;
  /** What it is made of; constant. The holder disposes it. */
  readonly tensors: readonly Tensor[];
  readonly kind: 'bytes' | 'numbers' | 'classes';
}

/** What bytes stand for: x = byte / 255, rounded as the host rounds it. */
const LEVELS = Float32Array.from({ length: 256 }, (_, byte) => byte * (1 / 255));

/** Rows of bytes, each of which stands for byte / 255. The holder disposes its tensors. */
export function rowsOfBytes(values: Uint8Array, width: number): DeviceRows {
  const isWhole = values.byteOffset % 4 === 0 && values.length % 4 === 0;
  const padded = isWhole ? values : new Uint8Array(Math.ceil(values.length / 4) * 4);
  if (!isWhole) padded.set(values);
  const words = new Int32Array(padded.buffer, padded.byteOffset, padded.length / 4);
  return { kind: 'bytes', width, tensors: [tensor1d(words, 'int32'), tensor1d(LEVELS)] };
}

/** Rows of numbers. The holder disposes its tensors. */
export function rowsOfNumbers(values: Float32Array, width: number): DeviceRows {
  return { kind: 'numbers', width, tensors: [tensor1d(values, 'float32')] };
}

/** One-hot rows of class numbers. The holder disposes its tensors. */
export function rowsOfClasses(classes: ArrayLike<number>, width: number): DeviceRows {
  return { kind: 'classes', width, tensors: [tensor1d(Int32Array.from(classes), 'int32')] };
}

const VALUES: Readonly<
  Record<DeviceRows['kind'], { readonly inputs: Program['inputs']; readonly value: string }>
> = {
  bytes: {
    inputs: { table: 'u32', levels: 'f32' },
    value: 'levels[(table[first / 4u] >> (8u * (first % 4u))) & 255u]',
  },
  numbers: { inputs: { table: 'f32' }, value: 'table[first]' },
  classes: { inputs: { table: 'u32' }, value: 'select(0.0, 1.0, table[row] == column)' },
};

const programOf = (kind: DeviceRows['kind']): Program => ({
  key: `LabGather_${kind}`,
  outputs: ['f32'],
  inputs: { ...VALUES[kind].inputs, rows: 'u32', step: 'u32' },
  uniforms: { width: 'u32', count: 'u32', slots: 'u32' },
  workgroup: [64, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
 ${wide('u.count * u.width')}
    let column = at % u.width;
    let row = rows[(step[0] % u.slots) * u.count + at / u.width];
    let first = row * u.width + column;
    out0[at] = ${VALUES[kind].value};
  }`,
});

/** Four bytes, a word, to an invocation: for rows that divide by four. */
const WORDS: Program = {
  key: 'LabGather_words',
  outputs: ['vec4<f32>'],
  inputs: { ...VALUES.bytes.inputs, rows: 'u32', step: 'u32' },
  uniforms: { width: 'u32', count: 'u32', slots: 'u32' },
  workgroup: [64, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    ${wide('u.count * u.width / 4u')}
    let words = u.width / 4u;
    let row = rows[(step[0] % u.slots) * u.count + at / words];
    let word = table[row * words + at % words];
    out0[at] = vec4<f32>(levels[word & 255u], levels[(word >> 8u) & 255u], levels[(word >> 16u) & 255u], levels[word >> 24u]);
  }`,
};

const PROGRAMS = { bytes: programOf('bytes'), numbers: programOf('numbers'), classes: programOf('classes') };

/**
 * The batch of the step that `step` (int32 `[]`, not negative) holds. `ring` is int32 `[slots, count]`: the row numbers of
 * step s in slot s mod slots. `[count, width]`, in the caller's scope.
 */
export function gatherRows(gpu: WebGpuBackend, set: DeviceRows, ring: Tensor, step: Tensor): Tensor {
  const [slots = 1, count = 1] = ring.shape;
  return own(() => {
    const output = makeOutput(gpu, [count, set.width]);
    const isInWords = set.kind === 'bytes' && set.width % 4 === 0;
    runProgram(gpu, isInWords ? WORDS : PROGRAMS[set.kind], {
      inputs: [...set.tensors, ring, step],
      outputs: [output],
      uniforms: [set.width, count, slots],
      extent: extentOf((count * set.width) / (isInWords ? 4 : 1)),
    });
    return output;
  });
}

const PICK: Program = {
  key: 'LabPick',
  outputs: ['f32'],
  inputs: { ring: 'f32', step: 'u32' },
  uniforms: { slots: 'u32' },
  workgroup: [1, 1],
  code: 'fn main(@builtin(global_invocation_id) id: vec3<u32>) { out0[id.x] = ring[step[0] % u.slots]; }',
};

/** The number in slot `step` mod slots of a ring `[slots]`, in the caller's scope. `[]` */
export function pickNumber(gpu: WebGpuBackend, ring: Tensor, step: Tensor): Tensor {
  return own(() => {
    const output = makeOutput(gpu, []);
    runProgram(gpu, PICK, { inputs: [ring, step], outputs: [output], uniforms: [ring.size], extent: [1, 1] });
    return output;
  });
}

const STORE: Program = {
  key: 'LabStore',
  outputs: ['f32'],
  inputs: { value: 'f32', step: 'u32' },
  uniforms: { slots: 'u32' },
  workgroup: [1, 1],
  code: 'fn main(@builtin(global_invocation_id) id: vec3<u32>) { out0[step[0] % u.slots + id.x] = value[0]; }',
};

/** Writes a number `[]` into slot `step` mod slots of a ring `[slots]`, in place. */
export function storeNumber(gpu: WebGpuBackend, ring: Tensor, step: Tensor, value: Tensor): void {
  runProgram(gpu, STORE, { inputs: [value, step], outputs: [ring], uniforms: [ring.size], extent: [1, 1] });
}

/** Hands the tensor that a program has filled to tfjs's scopes. */
function own(work: () => TensorInfo): Tensor {
  return engine().makeTensorFromTensorInfo(work());
}
