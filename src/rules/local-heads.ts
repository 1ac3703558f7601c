/**
 * What judges a hidden layer on the spot: heads that read h_l alone, each with a loss and the error that it sends back to h_l.
 *   pred  the experiment's loss of h_l P_l + c_l, maps pooled to at most 4096 numbers first
 *   sim   mean (S(h_l Q_l) − S(y))², S_ij the cosine between centred rows i and j; of maps the spread of each channel is compared
 * Source: Nøkland, Eidnes (2019), Training neural networks with local error signals, ICML 36, PMLR 97.
 */
import {
  add,
  clipByValue,
  div,
  matMul,
  maximum,
  mean,
  mul,
  reshape,
  sqrt,
  square,
  squaredDifference,
  sub,
  sum,
  type Tensor,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import { convolution } from '../engine/conv';
import { fansOf } from '../engine/initialise';
import type { RuleOptions } from '../engine/learning-rule';
import { dense, type LinearOp } from '../engine/linear-op';
import { LOSSES, type Output } from '../engine/losses';
import { type Layer, type Network, ofLayer } from '../engine/network';
import { pooling } from '../engine/pooling';
import { reshaping, type Stage } from '../engine/stage';
import { isMap, type Shape, sizeOf } from '../spec/shapes';
import type { Activation, LossId } from '../spec/spec';
import { drawWeights } from './own-weights';

/** Numbers that a prediction reads at most. */
const MOST_INPUTS = 4096;
/** Below this a length counts as zero. */
const LEAST = 1e-8;
/** Channels from which on their spread is compared, not every pixel. */
const MANY_CHANNELS = 4;

/** A layer's heads. */
export interface Heads {
  /** P_l `[numbers read, n_L]` and c_l `[n_L]`. */
  readonly predict: { readonly W: Tensor; readonly b: Tensor } | null;
  /** Q_l: `[n_l, n_l]`, or `[3, 3, filters, filters]`. */
  readonly similar: Tensor | null;
}

/** What a head finds at h_l: its loss, the error at h_l, and the gradients of its own weights. */
export interface Judgement {
  /** `[]` */
  value(): Tensor;
  /** As h_l, averaged over the batch. */
  readonly error: Tensor;
  readonly own: readonly Tensor[];
}

/** What the predictions are held against. */
export interface Question {
  readonly loss: LossId;
  /** Of the network's output. */
  readonly activation: Activation;
  /** `[rows, n_L]` */
  readonly y: Tensor;
}

/** The way of h_l to a prediction: maps are averaged over squares until they are small enough, then laid out. */
function readingOf({ shape }: Layer): readonly Stage[] {
  if (!isMap(shape)) return [];
  const [height = 0, width = 0, channels = 0] = shape;
  const pooled = (size: number): Shape => [Math.floor(height / size), Math.floor(width / size), channels];
  let size = 1;
  while (sizeOf(pooled(size)) > MOST_INPUTS && size < Math.min(height, width)) size++;
  const flat = reshaping('flatten', [sizeOf(pooled(size))]);
  return size === 1 ? [flat] : [pooling({ kind: 'avgpool2d', size }, shape, pooled(size)), flat];
}

/** The linear map before similarities are taken. */
function similarityOp({ shape }: Layer): { readonly op: LinearOp; readonly weightShape: Shape } {
  if (!isMap(shape)) return { op: dense, weightShape: [sizeOf(shape), sizeOf(shape)] };
  const filters = shape.at(-1) ?? 1;
  const spec = {
    kind: 'conv2d',
    filters,
    kernel: 3,
    stride: 1,
    padding: 'same',
    activation: 'linear',
  } as const;
  return { op: convolution(spec, shape), weightShape: [3, 3, filters, filters] };
}

/** The heads of a hidden layer: predictions start at zero, similarities from a random map. In the caller's scope. */
export function drawHeads(
  network: Network,
  layer: Layer,
  has: { readonly predict: boolean; readonly similar: boolean },
  { seed, init = 'glorot' }: RuleOptions,
): Heads {
  const read = readingOf(layer).at(-1)?.shape ?? layer.shape;
  const { weightShape } = similarityOp(layer);
  return {
    predict: has.predict ? { W: zeros([sizeOf(read), network.outputs]), b: zeros([network.outputs]) } : null,
    similar: has.similar
      ? drawWeights(weightShape, fansOf(weightShape), { seed, layer: layer.index, init })
      : null,
  };
}

/** pred: the experiment's own loss of a linear head. */
export function predictFrom(
  layer: Layer,
  { W, b }: NonNullable<Heads['predict']>,
  h: Tensor,
  { loss, activation, y }: Question,
): Judgement {
  const passes: { readonly output: Tensor; passBack(error: Tensor): Tensor }[] = [];
  let read = h;
  for (const stage of readingOf(layer)) {
    const pass = stage.forward(read, { norms: [], draws: null });
    passes.push(pass);
    read = pass.output; // [rows, numbers read]
  }
  const a = add(dense.apply(read, W), b); // [rows, n_L]
  const output: Output = { a, h: ACTIVATIONS[activation].apply(a), activation };
  const delta = LOSSES[loss].delta(output, y); // [rows, n_L]
  return {
    value: () => LOSSES[loss].value(output, y),
    error: passes.reduceRight((error, pass) => pass.passBack(error), dense.transport(delta, W)), // as h_l
    own: [dense.gradientProduct(read, delta), dense.biasSum(delta)],
  };
}

/** Rows without their mean and at length 1, and the way of an error back. Single numbers keep their mean. */
function unitRows(x: Tensor): { readonly unit: Tensor; passBack(error: Tensor): Tensor } {
  const isCentred = (x.shape[1] ?? 1) > 1;
  const centred = isCentred ? sub(x, mean(x, 1, true)) : x; // [rows, n]
  const length = maximum(sqrt(sum(square(centred), 1, true)), LEAST); // [rows, 1]
  const unit = div(centred, length); // [rows, n]
  return {
    unit,
    passBack(error) {
      const along = sum(mul(error, unit), 1, true); // [rows, 1]
      const across = div(sub(error, mul(unit, along)), length); // [rows, n]
      return isCentred ? sub(across, mean(across, 1, true)) : across;
    },
  };
}

/** S: cosines between rows, all with all. `[rows, rows]` */
const cosines = (unit: Tensor): Tensor => clipByValue(matMul(unit, transpose(unit)), -1, 1);

/** What similarities are taken of: the numbers of a row; of maps with many channels the spread of each. */
function featuresOf(mapped: Tensor): { readonly rows: Tensor; passBack(error: Tensor): Tensor } {
  const [count = 1, height = 1, width = 1, channels = 1] = mapped.shape;
  if (mapped.rank === 2) return { rows: mapped, passBack: (error) => error };
  const flatten = (): { readonly rows: Tensor; passBack(error: Tensor): Tensor } => ({
    rows: reshape(mapped, [count, -1]),
    passBack: (error) => reshape(error, mapped.shape),
  });
  const pixels = height * width;
  if (channels < MANY_CHANNELS || pixels === 1) return flatten();
  const apart = sub(mapped, mean(mapped, [1, 2], true)); // as mapped
  const variance = div(sum(square(apart), [1, 2], true), pixels - 1); // [rows, 1, 1, channels]
  const spread = maximum(sqrt(variance), LEAST); // [rows, 1, 1, channels]
  return {
    rows: reshape(spread, [count, channels]),
    passBack: (error) => div(mul(apart, reshape(error, spread.shape)), mul(spread, pixels - 1)), // as mapped
  };
}

/** sim: which examples answer alike, held against which belong together. */
export function compareIn(layer: Layer, Q: Tensor, h: Tensor, y: Tensor): Judgement {
  const { op } = similarityOp(layer);
  const features = featuresOf(op.apply(h, Q));
  const { unit, passBack } = unitRows(features.rows);
  const [found, wanted] = [cosines(unit), cosines(unitRows(y).unit)]; // [rows, rows]
  // ∂/∂S of the mean, twice, since S is symmetric
  const pull = mul(sub(found, wanted), 4 / found.size); // [rows, rows]
  const error = features.passBack(passBack(matMul(pull, unit))); // as h_l Q_l
  return {
    value: () => mean(squaredDifference(found, wanted)),
    error: op.transport(error, Q), // as h_l
    own: [op.gradientProduct(h, error)],
  };
}

/** The output's activation. */
export function answersWith({ layers }: Network): Activation {
  return ofLayer(layers, layers.length).activation;
}
