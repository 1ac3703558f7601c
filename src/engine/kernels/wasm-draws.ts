/**
 * The step counter and what is drawn by it on the WebAssembly backend: assembly/philox.ts, four counters at a time.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { keyOf, type StreamName } from '../../math/rng';
import { sizeOf } from '../../spec/shapes';
import { type Memory, registerOnWasm, type WasmCall } from './wasm-module';

interface Attributes {
  readonly seed: number;
  readonly stream: StreamName;
  readonly place: number;
  readonly shape: readonly number[];
}

/** The whole number in a scalar tensor. */
function stepIn({ integers, placeOf }: Memory, step: TensorInfo): number {
  return integers()[placeOf(step) >>> 2] ?? 0;
}

function draw({ inputs, memory, attrs }: WasmCall<'step', Attributes>): TensorInfo {
  const { seed, stream, place, shape } = attrs;
  const step = stepIn(memory, inputs.step);
  const made = memory.make(shape);
  memory.kernels.fillUniform(memory.placeOf(made), sizeOf(shape), ...keyOf(seed, stream), step, place);
  return made;
}

/** step + 1, int32 `[]` */
function next({ inputs, memory }: WasmCall<'step'>): TensorInfo {
  const made = memory.make([], 'int32');
  memory.integers()[memory.placeOf(made) >>> 2] = stepIn(memory, inputs.step) + 1;
  return made;
}

registerOnWasm('LabDrawUniform', draw);
registerOnWasm('LabNextStep', next);
