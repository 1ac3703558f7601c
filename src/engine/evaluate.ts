/**
 * How good the network is on a whole set: loss, accuracy or normalised squared error, and the scale of its logits.
 *   normalised squared error  Σ(h − y)² / Σ(y − ȳ)², ȳ the mean target of each output over the set
 * The set is read in chunks, and the sums come back in one read at the end.
 */
import {
  add,
  argMax,
  cast,
  clone,
  concat1d,
  equal,
  mul,
  reshape,
  sigmoid,
  slice,
  softmax,
  square,
  squaredDifference,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { LossId } from '../spec/spec';
import { forward } from './forward';
import type { Batch } from './learning-rule';
import { LOSSES, type Output } from './losses';
import type { Network, Params } from './network';
import { inScope } from './scope';
import { outputOf } from './train-step';

/** Rows to measure on, made chunk by chunk so that a large set need not be on the device at once. */
export interface RowSource {
  readonly count: number;
  /** Rows `from` (inclusive) to `to` (exclusive): x `[to − from, n_0]`, y `[to − from, n_L]`. Disposed by the reader. */
  read(from: number, to: number): Batch;
}

export interface Evaluation {
  /** Mean over the set; nats for cross-entropies. */
  readonly loss: number;
  /** Fraction of rows whose largest output is the label's, 0–1. Meaningful for one-hot targets. */
  readonly accuracy: number;
  /** Σ(h − y)² / Σ(y − ȳ)², with probabilities for h under the cross-entropies; NaN when the targets do not vary. */
  readonly normalisedSquaredError: number;
  /** Root mean square of the output pre-activations. */
  readonly logitRms: number;
}

/** Most rows per chunk. */
export const CHUNK_ROWS = 1000;
/** Numbers that the largest map of a chunk may have. */
const MOST_NUMBERS = 4_000_000;

/** Tensors that stay on the device as a source: x `[n, n_0]`, y `[n, n_L]`, both still the caller's. */
export function rowsOfTensors({ x, y }: Batch): RowSource {
  const rows = (tensor: Tensor, from: number, to: number): Tensor =>
    slice(tensor, [from, 0], [to - from, -1]);
  return {
    count: x.shape[0] ?? 0,
    read: (from, to) => ({ x: rows(x, from, to), y: rows(y, from, to) }),
  };
}

/** The network to measure and the loss it was trained with. */
export interface Measured {
  readonly network: Network;
  readonly params: Params;
  readonly loss: LossId;
  /** Its output for rows x `[rows, n_0]`, in the caller's scope; that of a forward pass if left out. */
  readonly answer?: (x: Tensor) => Output;
}

const outputFor = ({ network, params, answer }: Measured, x: Tensor): Output =>
  answer?.(x) ?? outputOf(network, forward(network, params, x));

/** Measures the network on a set. Leaves no tensor behind. Throws when the set is empty. */
export async function evaluate(measured: Measured, source: RowSource): Promise<Evaluation> {
  const { network } = measured;
  const sums = sumOverChunks(source, (chunk) => sumsOfChunk(measured, chunk), chunkRowsOf(network)); // [4 + 2 n_L]
  const values = await sums.data<'float32'>();
  sums.dispose();
  const [lossSum = 0, hits = 0, squaredErrors = 0, squaredLogits = 0] = values;
  return {
    loss: lossSum / source.count,
    accuracy: hits / source.count,
    normalisedSquaredError: squaredErrors / targetSpread(values.subarray(4), source.count),
    logitRms: Math.sqrt(squaredLogits / (source.count * network.outputs)),
  };
}

/**
 * What the network answers to rows x `[rows, n_0]`: probabilities for the cross-entropies, h_L otherwise.
 * Row-major `[rows, n_L]`. Leaves no tensor behind.
 */
export async function predict(measured: Measured, x: Tensor): Promise<Float32Array> {
  const answer = inScope(() => clone(answerOf(measured.loss, outputFor(measured, x)))); // [rows, n_L]
  const values = await answer.data<'float32'>();
  answer.dispose();
  return values;
}

/** What an output stands for: probabilities for the cross-entropies, h_L otherwise. `[rows, n_L]` */
function answerOf(loss: LossId, { a, h }: Output): Tensor {
  if (loss === 'softmax-cross-entropy') return softmax(a);
  return loss === 'sigmoid-cross-entropy' ? sigmoid(a) : h;
}

/** As many rows as keep the largest map within a few million numbers, at most CHUNK_ROWS. */
export function chunkRowsOf({ layers }: Network): number {
  const largest = Math.max(...layers.map(({ features }) => features));
  return Math.min(CHUNK_ROWS, Math.max(1, Math.floor(MOST_NUMBERS / largest)));
}

/** Adds up `work` over all chunks, each in a scope of its own. The caller disposes the sum. */
export function sumOverChunks(
  source: RowSource,
  work: (chunk: Batch) => Tensor,
  chunkRows = CHUNK_ROWS,
): Tensor {
  if (source.count < 1) throw new Error('sumOverChunks: there are no rows');
  const chunkAt = (from: number): Tensor => work(source.read(from, Math.min(from + chunkRows, source.count)));
  let total = inScope(() => chunkAt(0));
  for (let from = chunkRows; from < source.count; from += chunkRows) {
    const before = total;
    total = inScope(() => add(before, chunkAt(from)));
    before.dispose();
  }
  return total;
}

/** Σ loss, hits, Σ(answer − y)², Σa², then Σy and Σy² of each output: `[4 + 2 n_L]`. */
function sumsOfChunk(measured: Measured, { x, y }: Batch): Tensor {
  const { loss } = measured;
  const output = outputFor(measured, x);
  const hits = equal(argMax(output.a, 1), argMax(y, 1)); // [rows]
  return concat1d([
    reshape(mul(LOSSES[loss].value(output, y), x.shape[0] ?? 0), [1]),
    reshape(sum(cast(hits, 'float32')), [1]),
    reshape(sum(squaredDifference(answerOf(loss, output), y)), [1]),
    reshape(sum(square(output.a)), [1]),
    sum(y, 0), // [n_L]
    sum(square(y), 0), // [n_L]
  ]);
}

/** Σ(y − ȳ)² = Σ_k (Σy² − (Σy)² / n), from the sums per output `[2 n_L]`. */
function targetSpread(sums: Float32Array, count: number): number {
  const outputs = sums.length / 2;
  let spread = 0;
  for (let output = 0; output < outputs; output++) {
    spread += (sums[outputs + output] ?? 0) - (sums[output] ?? 0) ** 2 / count;
  }
  return spread;
}
