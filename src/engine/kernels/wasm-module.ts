/**
 * Our own kernels (assembly/, compiled) in the memory of tfjs's WebAssembly backend, so that they read and write its tensors
 * where they lie. They have no data, stack or heap of their own: every pointer comes in with the call.
 * Every cast at the border to that backend and to WebAssembly itself is in this file.
 */
import { backend, getBackend, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { WASM_BINARY } from './wasm-binary';

/** Pointers are byte offsets, counts are numbers of floats unless a name says otherwise; matrices are row-major. */
export interface WasmKernels {
  /** out `[m, n]` = a `[m, k]` b `[k, n]`, where many of a's numbers are zero. Scratch: 12 k + 12 bytes. */
  applySparse(a: number, m: number, k: number, b: number, n: number, out: number, scratch: number): void;
  /**
   * The general form. Rows of a come in runs of `run`, `step` bytes apart, runs `leap` bytes apart; each is `segments` pieces of
   * `length` bytes, `jump` bytes apart.
   */
  applyRows(
    a: number,
    rows: number,
    run: number,
    step: number,
    leap: number,
    segments: number,
    length: number,
    jump: number,
    b: number,
    bStride: number,
    columns: number,
    out: number,
    outStride: number,
  ): void;
  /** out `[m, k]` = d `[m, n]` bᵀ, b `[k, n]`. Scratch: 64 n bytes. */
  transport(d: number, m: number, n: number, b: number, k: number, out: number, scratch: number): void;
  /** out `[k, n]` = aᵀ d, a `[m, k]` sparse, d `[m, n]`. Scratch: 12 m + 12 bytes. */
  gradientSparse(a: number, m: number, k: number, d: number, n: number, out: number, scratch: number): void;
  /** out `[p, columns]` = Σ over `lines` of `positions` rows of aᵀ d; a row's numbers in runs of `run`, `leap` bytes apart. */
  gradientLines(
    a: number,
    p: number,
    run: number,
    leap: number,
    step: number,
    lines: number,
    positions: number,
    jump: number,
    d: number,
    columns: number,
    out: number,
    accumulate: number,
  ): void;
  countZeros(a: number, count: number): number;
  /** a ← a + b for rows of n, h ← φ(a). */
  finishLayer(a: number, b: number, h: number, rows: number, n: number, activation: number): void;
  passBack(error: number, h: number, out: number, count: number, activation: number): void;
  softmaxDelta(a: number, y: number, delta: number, rows: number, n: number): void;
  /** Mean over rows. */
  softmaxLoss(a: number, y: number, rows: number, n: number): number;
  columnSums(d: number, rows: number, n: number, out: number): void;
  /** One parameter's move; weights, gradient and slots in, new weights and slots out. */
  sgd(W: number, g: number, count: number, minusRate: number, decay: number, newW: number): void;
  momentum(...fromCountRateDecayKeepTo: readonly number[]): void;
  rmsprop(...fromCountRateDecayKeepRestEpsilonTo: readonly number[]): void;
  adam(...fromCountRateDecayKeepsRatioSmallTo: readonly number[]): void;
  /**
   * h, rows, height, width, channels, kernel, stride, top, left, W, b, filters, a, φ(a), φ, down, across, scratch; the others
   * without b, φ(a) and φ, and with the lines of patches kept at a time before the scratch on the way back.
   */
  convolve(...fromMapWeightsTo: readonly number[]): void;
  convolveGradient(...fromMapDeltaTo: readonly number[]): void;
  convolveBack(...fromMapWeightsTo: readonly number[]): void;
  /** h, rows, height, width, channels, size, whether the largest or the mean, out. */
  pool(...fromMapSizeTo: readonly number[]): void;
  /** The same, the error behind it first. */
  poolBack(...fromMapSizeTo: readonly number[]): void;
  /** byte / 255 for every byte. */
  numbersOfBytes(bytes: number, count: number, out: number): void;
  /** Philox draws, as `fillUniform` of math/rng. */
  fillUniform(out: number, count: number, seed: number, stream: number, step: number, place: number): void;
}

/** What is used of tfjs's WebAssembly backend. */
interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: object };
    readonly HEAPF32: Float32Array;
    readonly HEAP32: Int32Array;
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: 'float32' | 'int32'): TensorInfo;
}

/** The backend's memory as kernels see it. */
export interface Memory {
  readonly kernels: WasmKernels;
  /** Where a tensor's numbers lie. */
  placeOf(tensor: TensorInfo): number;
  /** A new tensor, its numbers not set yet. */
  make(shape: readonly number[], dtype?: 'float32' | 'int32'): TensorInfo;
  /** Room for intermediate results, good until the next call. */
  scratch(bytes: number): number;
  /** All of it, in views that are good until it grows. */
  numbers(): Float32Array;
  integers(): Int32Array;
  bytes(): Uint8Array;
}

/** The parts of WebAssembly's and the host's interface that are used; the engine compiles without the DOM library. */
const host = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: WasmKernels };
  };
  atob(base64: string): string;
};

function instantiate(backend: WasmBackend): Memory {
  const bytes = Uint8Array.from(host.atob(WASM_BINARY), (character) => character.charCodeAt(0));
  const module = new host.WebAssembly.Module(bytes);
  const { memory } = backend.wasm.asm;
  let room = { at: 0, bytes: 0 };
  return {
    kernels: new host.WebAssembly.Instance(module, { env: { memory } }).exports,
    placeOf: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
    make: (shape, dtype = 'float32') => backend.makeOutput(shape, dtype),
    scratch(bytes) {
      if (bytes > room.bytes) {
        if (room.bytes > 0) backend.wasm._free(room.at);
        room = { at: backend.wasm._malloc(bytes) >>> 0, bytes };
      }
      return room.at;
    },
    numbers: () => backend.wasm.HEAPF32,
    integers: () => backend.wasm.HEAP32,
    bytes: () => backend.wasm.HEAPU8,
  };
}

const memories = new WeakMap<object, Memory>();

/** The memory of the backend that is set, if it is WebAssembly. */
export function wasmMemory(): Memory | null {
  return getBackend() === 'wasm' ? memoryOf(backend()) : null;
}

/** The memory of a backend, with our kernels in it; they are compiled at the first call. */
function memoryOf(backend: object): Memory {
  const known = memories.get(backend);
  if (known) return known;
  const memory = instantiate(backend as WasmBackend);
  memories.set(backend, memory);
  return memory;
}

/** One run of a kernel. */
export interface WasmCall<Inputs extends string, Attributes = object> {
  readonly inputs: Readonly<Record<Inputs, TensorInfo>>;
  readonly attrs: Attributes;
  readonly memory: Memory;
}

/** Registers a kernel of ours with tfjs, for the WebAssembly backend. */
export function registerOnWasm<Inputs extends string, Attributes>(
  kernelName: `Lab${string}`,
  run: (call: WasmCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): void {
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      run({
        inputs: inputs as Record<Inputs, TensorInfo>,
        attrs: attrs as Attributes,
        memory: memoryOf(backend as object),
      }),
  });
}
