/**
 * One parameter's move by an optimiser on the WebAssembly backend: gradient, decay, running averages and update in one pass.
 * The definitions are those of optimisers.ts.
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { OptimiserSpec } from '../../spec/spec';
import { type Memory, registerOnWasm, type WasmCall } from './wasm-module';

/** The rate, and Adam's corrections c₁/√c₂ and ε c₁, may be numbers or scalar tensors (then inputs of these names). */
type Inputs = 'W' | 'g' | 'slot0' | 'slot1' | 'minusRate' | 'ratio' | 'small';

interface Attributes {
  readonly spec: OptimiserSpec;
  /** −η, unless it is an input. */
  readonly minusRate: number | null;
}

/** The number in a scalar tensor. */
function numberIn(memory: Memory, tensor: TensorInfo): number {
  return memory.numbers()[memory.placeOf(tensor) >>> 2] ?? Number.NaN;
}

/** W after the move, then its slots. */
function move({ inputs, memory, attrs: { spec, minusRate } }: WasmCall<Inputs, Attributes>): TensorInfo[] {
  const { kernels } = memory;
  const { shape } = inputs.W;
  const count = util.sizeFromShape(shape);
  const rate = minusRate ?? numberIn(memory, inputs.minusRate);
  const from = [memory.placeOf(inputs.W), memory.placeOf(inputs.g)] as const;
  const W = memory.make(shape);
  const newW = memory.placeOf(W);
  if (spec.id === 'sgd') {
    kernels.sgd(...from, count, rate, spec.weightDecay, newW);
    return [W];
  }
  const old = memory.placeOf(inputs.slot0);
  const slot = memory.make(shape);
  const out = [newW, memory.placeOf(slot)] as const;
  if (spec.id === 'momentum') {
    kernels.momentum(...from, old, count, rate, spec.weightDecay, spec.momentum, ...out);
    return [W, slot];
  }
  if (spec.id === 'rmsprop') {
    const { weightDecay, decay, epsilon } = spec;
    kernels.rmsprop(...from, old, count, rate, weightDecay, decay, 1 - decay, epsilon, ...out);
    return [W, slot];
  }
  const { weightDecay, beta1, beta2 } = spec;
  const [ratio, small] = [numberIn(memory, inputs.ratio), numberIn(memory, inputs.small)];
  const second = memory.make(shape);
  const keeps = [beta1, 1 - beta1, beta2, 1 - beta2] as const;
  kernels.adam(
    ...from,
    old,
    memory.placeOf(inputs.slot1),
    count,
    rate,
    weightDecay,
    ...keeps,
    ratio,
    small,
    ...out,
    memory.placeOf(second),
  );
  return [W, slot, second];
}

/**
 * Adam's corrections: c ← βc + (1 − β) for both, then c₁/√c₂ and ε c₁. `[]` each
 */
function pace({
  inputs: { c1, c2 },
  memory,
  attrs: { keeps, epsilon },
}: WasmCall<'c1' | 'c2', { readonly keeps: readonly number[]; readonly epsilon: number }>): TensorInfo[] {
  const [first, second] = [c1, c2].map((tensor, index) => {
    const keep = keeps[index] ?? 0;
    return Math.fround(Math.fround(numberIn(memory, tensor) * Math.fround(keep)) + Math.fround(1 - keep));
  }) as [number, number];
  return [first, second, first / Math.fround(Math.sqrt(second)), first * Math.fround(epsilon)].map(
    (value) => {
      const made = memory.make([]);
      memory.numbers()[memory.placeOf(made) >>> 2] = value;
      return made;
    },
  );
}

registerOnWasm('LabMove', move);
registerOnWasm('LabPace', pace);
