/**
 * The missing backward pass: with probability p the hidden layers get something else in place of their errors.
 *   ones  δ_l = 1 / rows    nothing  δ_l = 0    noise  δ_l = rms(δ_l) N(0, 1)    matched ones  δ_l = rms(δ_l)
 * It is drawn for whole batches, single layers or single examples; the last layer always gets its exact error. The chain itself
 * is computed as ever: what stands in for δ_{l+1} is not carried on to layer l.
 */
import {
  add,
  cast,
  less,
  mean,
  mul,
  ones,
  reshape,
  sqrt,
  square,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { type Draws, PLACES } from '../engine/draws';
import type { PerLayer } from '../engine/network';
import type { RuleParams } from '../spec/spec';

/** Places of a choice in the lists of rule-params.ts. */
const [ONES, NOTHING, NOISE] = [0, 1, 2];
const [PER_BATCH, PER_LAYER] = [0, 1];

/** Who misses the backward pass in one step. */
export interface Block {
  /** 0 where the error of layer l is missing, else 1: `[1]`, or `[rows, 1, …]` of the rank given. In the caller's scope. */
  isPresent(layer: number, rank: number): Tensor;
  /** Errors of all layers with the missing ones replaced, but in frozen layers. In the caller's scope. */
  replace(deltas: PerLayer<Tensor>, isFrozen: (layer: number) => boolean): PerLayer<Tensor>;
}

/** Draws who misses it; null where nobody ever does. */
export function drawBlock(params: RuleParams, draws: Draws, rows: number): Block | null {
  const { blockProbability, blockMode, blockPer } = params;
  if (blockProbability === 0) return null;
  const drawn = (count: number, place: number): Tensor =>
    cast(less(draws.uniform([count], PLACES.block + place), blockProbability), 'float32');
  const shared = blockPer === PER_LAYER ? null : drawn(blockPer === PER_BATCH ? 1 : rows, 0);
  const isMissing = (layer: number, rank: number): Tensor => {
    const missing = shared ?? drawn(1, layer);
    return missing.size === 1 ? missing : reshape(missing, [rows, ...Array<number>(rank - 1).fill(1)]);
  };
  const standIn = (delta: Tensor, layer: number): Tensor => {
    if (blockMode === ONES) return mul(ones(delta.shape), 1 / rows);
    const size = sqrt(mean(square(delta))); // []
    if (blockMode === NOISE) return mul(draws.normal(delta.shape, PLACES.blockNoise + layer), size);
    return mul(ones(delta.shape), size);
  };
  return {
    isPresent: (layer, rank) => sub(1, isMissing(layer, rank)),
    replace: (deltas, isFrozen) =>
      deltas.map((delta, position) => {
        const layer = position + 1;
        if (layer === deltas.length || isFrozen(layer)) return delta;
        const missing = isMissing(layer, delta.rank);
        const kept = mul(delta, sub(1, missing)); // as a_l
        return blockMode === NOTHING ? kept : add(kept, mul(standIn(delta, layer), missing));
      }),
  };
}
