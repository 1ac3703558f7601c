/**
 * One batch of the bench's data as numbers.
 */
import type { BenchData } from './bench-data';
import { type BenchCase, featuresOf } from './cases';

const CLASSES = 10;

/** x `[batch, features]`, y one-hot `[batch, 10]` */
export function batchOf(
  bench: BenchCase,
  data: BenchData,
  index: number,
): { readonly x: Float32Array; readonly y: Float32Array } {
  const features = featuresOf(bench);
  const from = index * bench.batch;
  const bytes = data.x.subarray(from * features, (from + bench.batch) * features);
  const y = new Float32Array(bench.batch * CLASSES);
  for (let row = 0; row < bench.batch; row++) y[row * CLASSES + (data.labels[from + row] ?? 0)] = 1;
  return { x: Float32Array.from(bytes, (byte) => byte / 255), y };
}
