/**
 * Uniform numbers drawn on the WebAssembly backend: assembly/philox.ts, four counters at a time.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { keyOf, type StreamName } from '../../math/rng';
import { sizeOf } from '../../spec/shapes';
import { registerOnWasm, type WasmCall } from './wasm-module';

interface Attributes {
  readonly seed: number;
  readonly stream: StreamName;
  readonly place: number;
  readonly shape: readonly number[];
}

function draw({ inputs, memory, attrs }: WasmCall<'step', Attributes>): TensorInfo {
  const { seed, stream, place, shape } = attrs;
  const step = memory.integers()[memory.placeOf(inputs.step) >>> 2] ?? 0;
  const made = memory.make(shape);
  memory.kernels.fillUniform(memory.placeOf(made), sizeOf(shape), ...keyOf(seed, stream), step, place);
  return made;
}

registerOnWasm('LabDrawUniform', draw);
