/**
 * A convolution and pooling on the WebAssembly backend, as tfjs kernels over assembly/maps.ts: no patches are made, a picture
 * is framed with zeros in passing. Maps are `[rows, height, width, channels]`.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../../spec/spec';
import { ACTIVATION_CODES } from './wasm-dense';
import { type Memory, registerOnWasm, type WasmCall } from './wasm-module';

/** How a kernel moves over a map. */
export interface Window {
  readonly stride: number;
  /** Zeros above and to the left of the map. */
  readonly top: number;
  readonly left: number;
  /** The map's own size, and the positions of the kernel on it. */
  readonly height: number;
  readonly width: number;
  readonly down: number;
  readonly across: number;
}

type ConvCall<Inputs extends string> = WasmCall<Inputs, { readonly window: Window }>;

/** Kernel, channels and filters of W `[kernel, kernel, channels, filters]`. */
const sizesOf = (shape: readonly number[]): readonly [number, number, number] => [
  shape[0] ?? 1,
  shape[2] ?? 1,
  shape[3] ?? 1,
];

/** Bytes of one picture as far as the kernel reaches. */
function frameBytes({ stride, down, across }: Window, kernel: number, channels: number): number {
  return 4 * channels * ((down - 1) * stride + kernel) * ((across - 1) * stride + kernel);
}

/** Numbers in the patches that are kept at a time on the way back: they should stay in a processor's second cache. */
const PATCHES = 40_000;

const rowsOf = ({ shape }: TensorInfo): number => shape[0] ?? 0;

/** a = h ∗ W + b and φ(a); one tensor for both where φ is the identity. `[rows, down, across, filters]` */
function layer({
  inputs: { h, W, b },
  memory,
  attrs: { window, activation },
}: WasmCall<'h' | 'W' | 'b', { readonly window: Window; readonly activation: Activation }>): TensorInfo[] {
  const { stride, top, left, height, width, down, across } = window;
  const rows = rowsOf(h);
  const [kernel, channels, filters] = sizesOf(W.shape);
  const code = ACTIVATION_CODES[activation];
  const a = memory.make([rows, down, across, filters]);
  const activated = code === 0 ? a : memory.make(a.shape);
  const [input, weights, bias] = places(memory, h, W, b);
  const [out, behind] = places(memory, a, activated);
  const scratch = memory.scratch(frameBytes(window, kernel, channels));
  const map = [rows, height, width, channels, kernel, stride, top, left] as const;
  memory.kernels.convolve(input, ...map, weights, bias, filters, out, behind, code, down, across, scratch);
  return code === 0 ? [a] : [a, activated];
}

/** The adjoint of the convolution with B: `[rows, height, width, channels]` */
function transport({ inputs: { delta, B }, memory, attrs: { window } }: ConvCall<'delta' | 'B'>): TensorInfo {
  const { stride, top, left, height, width, down, across } = window;
  const rows = rowsOf(delta);
  const [kernel, channels, filters] = sizesOf(B.shape);
  const made = memory.make([rows, height, width, channels]);
  const patch = kernel * kernel * channels;
  const lines = Math.max(1, Math.min(down, Math.floor(PATCHES / (patch * across))));
  const numbers = patch * (filters + lines * across);
  const scratch = memory.scratch(4 * numbers + frameBytes(window, kernel, channels));
  const map = [rows, height, width, channels, kernel, stride, top, left] as const;
  const [error, weights, out] = [memory.placeOf(delta), memory.placeOf(B), memory.placeOf(made)];
  memory.kernels.convolveBack(error, ...map, weights, filters, out, down, across, lines, scratch);
  return made;
}

/** Gradient of ⟨δ, h ∗ W⟩: `[kernel, kernel, channels, filters]` */
function gradient({
  inputs: { h, delta },
  memory,
  attrs: { window, kernel },
}: WasmCall<'h' | 'delta', { readonly window: Window; readonly kernel: number }>): TensorInfo {
  const { stride, top, left, height, width, down, across } = window;
  const [channels, filters] = [h.shape[3] ?? 1, delta.shape[3] ?? 1];
  const made = memory.make([kernel, kernel, channels, filters]);
  const scratch = memory.scratch(frameBytes(window, kernel, channels));
  const map = [rowsOf(h), height, width, channels, kernel, stride, top, left] as const;
  const [input, error, out] = [memory.placeOf(h), memory.placeOf(delta), memory.placeOf(made)];
  memory.kernels.convolveGradient(input, ...map, error, filters, out, down, across, scratch);
  return made;
}

/** What pooling is. */
interface Pooling {
  readonly size: number;
  readonly isMax: boolean;
}

const mapOf = ({ shape }: TensorInfo): readonly [number, number, number, number] => [
  shape[0] ?? 0,
  shape[1] ?? 0,
  shape[2] ?? 0,
  shape[3] ?? 0,
];

/** Largest or mean of every square of size². */
function pool({ inputs: { h }, memory, attrs: { size, isMax } }: WasmCall<'h', Pooling>): TensorInfo {
  const [rows, height, width, channels] = mapOf(h);
  const made = memory.make([rows, Math.floor(height / size), Math.floor(width / size), channels]);
  const [input, out] = places(memory, h, made);
  memory.kernels.pool(input, rows, height, width, channels, size, isMax ? 1 : 0, out);
  return made;
}

/** The error at h, from the error behind the pooling. */
function poolBack({
  inputs: { error, h },
  memory,
  attrs: { size, isMax },
}: WasmCall<'error' | 'h', Pooling>): TensorInfo {
  const made = memory.make(h.shape);
  const [behind, input, out] = places(memory, error, h, made);
  memory.kernels.poolBack(behind, input, ...mapOf(h), size, isMax ? 1 : 0, out);
  return made;
}

function places(memory: Memory, ...tensors: readonly TensorInfo[]): [number, number, number] {
  const [first = 0, second = 0, third = 0] = tensors.map((tensor) => memory.placeOf(tensor));
  return [first, second, third];
}

registerOnWasm('LabConv', layer);
registerOnWasm('LabConvTransport', transport);
registerOnWasm('LabConvGradient', gradient);
registerOnWasm('LabPool', pool);
registerOnWasm('LabPoolBack', poolBack);
