/**
 * Pictures to train on, the same bytes for every contestant: a random prototype per class under noise, so that the loss
 * of whoever really trains goes down.
 */
import { createRng } from '../src/math/rng';
import { type BenchCase, featuresOf } from './cases';

/** Batches in the data; contestants go through them again and again. */
export const BATCHES = 20;
const SEED = 7;
const CLASSES = 10;

/** Bytes 0–255 stand for byte / 255. */
export interface BenchData {
  /** `[count, features]` */
  readonly x: Uint8Array;
  /** Class of each row. `[count]` */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** A pure function of the case. */
export function makeData(bench: BenchCase): BenchData {
  const count = BATCHES * bench.batch;
  const features = featuresOf(bench);
  const rng = createRng(SEED, 'data');
  const prototypes = Float32Array.from({ length: CLASSES * features }, () => rng.uniform());
  const x = new Uint8Array(count * features);
  const labels = Uint8Array.from({ length: count }, (_, row) => row % CLASSES);
  for (let row = 0; row < count; row++) {
    for (let at = 0; at < features; at++) {
      const prototype = prototypes[(row % CLASSES) * features + at] as number;
      x[row * features + at] = 255 * (0.5 * prototype + 0.5 * rng.uniform());
    }
  }
  return { x, labels, count };
}

/** One batch as numbers. x `[batch, features]`, y one-hot `[batch, 10]` */
export function batchOf(
  bench: BenchCase,
  data: BenchData,
  index: number,
): { x: Float32Array; y: Float32Array } {
  const features = featuresOf(bench);
  const from = index * bench.batch;
  const bytes = data.x.subarray(from * features, (from + bench.batch) * features);
  const y = new Float32Array(bench.batch * CLASSES);
  for (let row = 0; row < bench.batch; row++) y[row * CLASSES + (data.labels[from + row] ?? 0)] = 1;
  return { x: Float32Array.from(bytes, (byte) => byte / 255), y };
}
