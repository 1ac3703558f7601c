/**
 * How a rule's own weights are drawn, and what an arm lays over them, all fixed by the experiment's seed:
 *   rank r    U V with U and V Gaussian, of the variance that the full matrix would have
 *   sparsity  a random part of the entries is 0;  painted entries have the value given
 * What is drawn for one setting is drawn for all: a larger sparsity cuts what a smaller one cuts, and more.
 */
import { add, matMul, mul, reshape, type Tensor, tensor, tensor2d } from '@tensorflow/tfjs-core';
import { type Fans, fill, INITIALISERS } from '../engine/initialise';
import { createRng, permutation } from '../math/rng';
import { sizeOf } from '../spec/shapes';
import type { InitId, PaintedEntry, RuleParams } from '../spec/spec';

/** First substream of what is marked in a layer; what is drawn has the layer's own number. */
const CUTS = 10_000;
const MARKS = 20_000;

/** Where weights belong: the stream (seed, feedback, layer). */
export interface DrawAddress {
  readonly seed: number;
  readonly layer: number;
  readonly init: InitId;
}

/** Random weights: Gaussian where the network's are 'akrout', else Glorot-uniform. In the caller's scope. */
export function drawWeights(
  shape: readonly number[],
  fans: Fans,
  { seed, layer, init }: DrawAddress,
  rank = 0,
): Tensor {
  const rng = createRng(seed, 'feedback', layer);
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / columns;
  const isAkrout = init === 'akrout';
  if (rank === 0 || rank >= Math.min(rows, columns)) {
    return fill(shape, INITIALISERS[isAkrout ? 'akrout' : 'glorot'](rng, fans, 0));
  }
  const sigma = Math.sqrt((isAkrout ? 1 : 2) / (fans.fanIn + fans.fanOut) / rank);
  const thin = (height: number, width: number, scale: number) =>
    tensor2d(
      Float32Array.from({ length: height * width }, () => scale * rng.normal()),
      [height, width],
    );
  return reshape(matMul(thin(rows, rank, sigma), thin(rank, columns, 1)), [...shape]);
}

/** Ones, and `value` in a random part of the entries: as many as the part says, rounded. In the caller's scope. */
export function markPart(
  shape: readonly number[],
  mark: { readonly part: number; readonly value: number },
  address: Pick<DrawAddress, 'seed' | 'layer'>,
): Tensor {
  return tensor(marksOf(shape, mark, address, MARKS), [...shape]);
}

function marksOf(
  shape: readonly number[],
  { part, value }: { readonly part: number; readonly value: number },
  { seed, layer }: Pick<DrawAddress, 'seed' | 'layer'>,
  substream: number,
): Float32Array {
  const size = sizeOf(shape);
  const order = permutation(createRng(seed, 'feedback', substream + layer), size);
  const marks = new Float32Array(size).fill(1);
  for (const at of order.subarray(0, Math.round(part * size))) marks[at] = value;
  return marks;
}

/** What is laid over weights: T ⊙ keep + paint. Null where there is nothing to do. */
export interface Overlay {
  readonly keep: Tensor | null;
  readonly paint: Tensor | null;
}

/** What an arm wants of a layer's weights. Painted entries outside of the shape are left out. */
export interface Wishes extends Pick<RuleParams, 'sparsity'> {
  readonly painted: readonly PaintedEntry[];
}

/** The overlay that cuts and paints a layer's weights of this shape. In the caller's scope. */
export function overlayOf(
  shape: readonly number[],
  { sparsity, painted }: Wishes,
  address: Pick<DrawAddress, 'seed' | 'layer'>,
): Overlay {
  const entries = painted.filter(({ layer, at }) => layer === address.layer && at < sizeOf(shape));
  if (sparsity === 0 && entries.length === 0) return { keep: null, paint: null };
  const keep = marksOf(shape, { part: sparsity, value: 0 }, address, CUTS);
  const paint = new Float32Array(keep.length);
  for (const { at, value } of entries) {
    keep[at] = 0;
    paint[at] = value;
  }
  return {
    keep: tensor(keep, [...shape]),
    paint: entries.length === 0 ? null : tensor(paint, [...shape]),
  };
}

/** The overlay of weights that go on to learn: what is cut stays cut, what was painted learns with the rest. */
export function cutOf(
  shape: readonly number[],
  { sparsity, painted }: Wishes,
  address: Pick<DrawAddress, 'seed' | 'layer'>,
): Overlay {
  if (sparsity === 0) return { keep: null, paint: null };
  const keep = marksOf(shape, { part: sparsity, value: 0 }, address, CUTS);
  for (const { layer, at } of painted) if (layer === address.layer && at < keep.length) keep[at] = 1;
  return { keep: tensor(keep, [...shape]), paint: null };
}

/** T ⊙ keep + paint. May return the tensor itself. */
export function lay({ keep, paint }: Overlay, over: Tensor): Tensor {
  const kept = keep === null ? over : mul(over, keep);
  return paint === null ? kept : add(kept, paint);
}
