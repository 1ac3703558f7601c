/**
 * A dense layer on the WebAssembly backend, as tfjs kernels over assembly/: forward, the error's way back, the gradients.
 * Rows with many zeros (pictures on a dark ground, ReLU) are multiplied as lists of what is not zero: the same numbers summed
 * in the same order. Layers of few columns, and everything else, are multiplied as they are.
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Activation } from '../../spec/spec';
import { type Memory, registerOnWasm, type WasmCall } from './wasm-module';

/** How assembly/layer.ts numbers the nonlinearities. */
export const ACTIVATION_CODES: Readonly<Record<Activation, number>> = {
  linear: 0,
  relu: 1,
  tanh: 2,
  sigmoid: 3,
};

/** Lists pay below this share of numbers that are not zero, from this many columns on. */
const LISTED = { share: 0.45, columns: 16 };

/** What was found about a tensor, for the gradient that comes after the forward pass: tensors do not change. */
const foundSparse = new WeakMap<object, boolean>();

function isSparse(memory: Memory, tensor: TensorInfo, columns: number): boolean {
  if (columns < LISTED.columns) return false;
  const known = foundSparse.get(tensor.dataId);
  if (known !== undefined) return known;
  const count = util.sizeFromShape(tensor.shape);
  const zeros = memory.kernels.countZeros(memory.placeOf(tensor), count);
  const isSparseHere = count - zeros < LISTED.share * count;
  foundSparse.set(tensor.dataId, isSparseHere);
  return isSparseHere;
}

const sides = ({ shape }: TensorInfo): readonly [number, number] => [shape[0] ?? 0, shape[1] ?? 0];

/** a = h W + b and φ(a); one tensor for both where φ is the identity. `[rows, n_l]` */
function layer({
  inputs,
  memory,
  attrs,
}: WasmCall<'h' | 'W' | 'b', { readonly activation: Activation }>): TensorInfo[] {
  const { kernels } = memory;
  const [rows, k] = sides(inputs.h);
  const [, n] = sides(inputs.W);
  const [h, W] = [memory.placeOf(inputs.h), memory.placeOf(inputs.W)];
  const code = ACTIVATION_CODES[attrs.activation];
  const a = memory.make([rows, n]);
  const activated = code === 0 ? a : memory.make([rows, n]);
  const out = memory.placeOf(a);
  if (isSparse(memory, inputs.h, n)) {
    kernels.applySparse(h, rows, k, W, n, out, memory.scratch(12 * k + 12));
  } else {
    kernels.applyRows(h, rows, rows, 4 * k, 0, 1, 4 * k, 0, W, 4 * n, n, out, 4 * n);
  }
  kernels.finishLayer(out, memory.placeOf(inputs.b), memory.placeOf(activated), rows, n, code);
  return code === 0 ? [a] : [a, activated];
}

/** δ Bᵀ `[rows, n_in]` */
function transport({ inputs, memory }: WasmCall<'delta' | 'B'>): TensorInfo {
  const [rows, n] = sides(inputs.delta);
  const [k] = sides(inputs.B);
  const made = memory.make([rows, k]);
  const [delta, B] = [memory.placeOf(inputs.delta), memory.placeOf(inputs.B)];
  memory.kernels.transport(delta, rows, n, B, k, memory.placeOf(made), memory.scratch(64 * n));
  return made;
}

/** (δ Bᵀ) ⊙ φ′, φ′ read from h = φ(a) `[rows, n_in]` */
function carry({
  inputs,
  memory,
  attrs,
}: WasmCall<'delta' | 'B' | 'h', { readonly activation: Activation }>): TensorInfo {
  const made = transport({ inputs, memory, attrs });
  const out = memory.placeOf(made);
  const code = ACTIVATION_CODES[attrs.activation];
  memory.kernels.passBack(out, memory.placeOf(inputs.h), out, util.sizeFromShape(made.shape), code);
  return made;
}

/** hᵀ δ `[n_in, n_out]` */
function gradient({ inputs, memory }: WasmCall<'h' | 'delta'>): TensorInfo {
  const { kernels } = memory;
  const [rows, k] = sides(inputs.h);
  const [, n] = sides(inputs.delta);
  const made = memory.make([k, n]);
  const [h, delta, out] = [memory.placeOf(inputs.h), memory.placeOf(inputs.delta), memory.placeOf(made)];
  if (isSparse(memory, inputs.h, n)) {
    kernels.gradientSparse(h, rows, k, delta, n, out, memory.scratch(12 * rows + 12));
  } else {
    kernels.gradientLines(h, k, k, 0, 4 * k, 1, rows, 0, delta, n, out, 0);
  }
  return made;
}

/** Σ of δ over all but its last axis `[n_out]` */
function biasSum({ inputs: { delta }, memory }: WasmCall<'delta'>): TensorInfo {
  const n = delta.shape.at(-1) ?? 1;
  const made = memory.make([n]);
  memory.kernels.columnSums(
    memory.placeOf(delta),
    util.sizeFromShape(delta.shape) / n,
    n,
    memory.placeOf(made),
  );
  return made;
}

/** error ⊙ φ′, φ′ read from h = φ(a), all of one shape. */
function passBack({
  inputs,
  memory,
  attrs,
}: WasmCall<'error' | 'h', { readonly activation: Activation }>): TensorInfo {
  const { shape } = inputs.h;
  const made = memory.make(shape);
  const [error, h] = [memory.placeOf(inputs.error), memory.placeOf(inputs.h)];
  const code = ACTIVATION_CODES[attrs.activation];
  memory.kernels.passBack(error, h, memory.placeOf(made), util.sizeFromShape(shape), code);
  return made;
}

/** δ = (softmax(a) Σ y − y) / rows `[rows, n]` */
function softmaxDelta({ inputs: { a, y }, memory }: WasmCall<'a' | 'y'>): TensorInfo {
  const [rows, n] = sides(a);
  const made = memory.make([rows, n]);
  memory.kernels.softmaxDelta(memory.placeOf(a), memory.placeOf(y), memory.placeOf(made), rows, n);
  return made;
}

/** Mean over rows of −Σ y log softmax(a) `[]` */
function softmaxLoss({ inputs: { a, y }, memory }: WasmCall<'a' | 'y'>): TensorInfo {
  const made = memory.make([]);
  const loss = memory.kernels.softmaxLoss(memory.placeOf(a), memory.placeOf(y), ...sides(a));
  memory.numbers()[memory.placeOf(made) >>> 2] = loss;
  return made;
}

registerOnWasm('LabDense', layer);
registerOnWasm('LabTransport', transport);
registerOnWasm('LabCarry', carry);
registerOnWasm('LabGradient', gradient);
registerOnWasm('LabBiasSum', biasSum);
registerOnWasm('LabPassBack', passBack);
registerOnWasm('LabSoftmaxDelta', softmaxDelta);
registerOnWasm('LabSoftmaxLoss', softmaxLoss);
