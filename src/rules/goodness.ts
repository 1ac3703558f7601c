/**
 * How layers of forward-forward see and judge: inputs at length 1 per number, goodness as the squared length of an activity, and
 * labels as part of the input.
 *   u_l = h_{l−1} / (rms(h_{l−1}) + 10⁻⁸),  h_l = φ(u_l W_l + b_l),  G_l = Σ h_l²,  P(real) = σ(G_l − θ_l),  θ_l = ϑ n_l
 * Labels take the place of the first n_L numbers of the input; where those cannot be spared (no picture, or a convolution, which
 * would see them in one corner only) each label adds a fixed random pattern of ±1 to the whole input.
 * Source: Hinton (2022), The forward-forward algorithm: some preliminary investigations, arXiv:2212.13345.
 */
import {
  add,
  concat,
  div,
  mean,
  mul,
  reshape,
  sigmoid,
  slice,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import type { Draws } from '../engine/draws';
import { applyLayer } from '../engine/forward';
import { dense } from '../engine/linear-op';
import type { Layer, Network, Params, PerLayer } from '../engine/network';
import { createRng } from '../math/rng';

/** Keeps silence from becoming infinite. */
const LEAST = 1e-8;
/** Substream of the labels' patterns. */
const PATTERNS = 30_000;

const axesOf = (tensor: Tensor): number[] => tensor.shape.slice(1).map((_, at) => at + 1);

/** Rows at a root mean square of 1: how long they were can no longer be read from them. */
export function normalised(h: Tensor): Tensor {
  return div(h, add(sqrt(mean(square(h), axesOf(h), true)), LEAST));
}

/** What one layer makes of its input. */
export interface Judged {
  /** u_l, after the stages: what the weights see. */
  readonly input: Tensor;
  readonly a: Tensor;
  readonly h: Tensor;
  /** G_l of every row. `[rows]` */
  readonly goodness: Tensor;
}

/** One layer on an input that is normalised already. */
export function judge(layer: Layer, input: Tensor, params: Pick<Params, 'W' | 'b'>): Judged {
  const { a, h } = applyLayer(layer, input, params);
  return { input, a, h, goodness: sum(square(h), axesOf(h)) };
}

/** Where activities go up. */
export interface Ascent {
  readonly network: Network;
  readonly params: Params;
  /** Of a training step; null in evaluation. */
  readonly draws: Draws | null;
}

/** u_l: what layer l sees of the activity below it. As its inputs */
export function enterNormalised({ params, draws }: Ascent, { stages }: Layer, below: Tensor): Tensor {
  const entered = stages.reduce((h, stage) => stage.forward(h, { norms: params.norms, draws }).output, below);
  return normalised(entered);
}

/** All hidden layers on inputs x `[rows, n_0]` that hold a label. */
export function ascend(ascent: Ascent, x: Tensor): PerLayer<Judged> {
  const judged: Judged[] = [];
  for (const layer of ascent.network.layers.slice(0, -1)) {
    const below = judged.at(-1)?.h ?? x;
    judged.push(judge(layer, enterNormalised(ascent, layer, below), ascent.params));
  }
  return judged;
}

/** θ_l. */
export const thresholdOf = ({ features }: Layer, perUnit: number): number => perUnit * features;

/** How far a layer is from saying what is real: δ_l = (σ(G_l − θ_l) − real) 2 h_l ⊙ φ′(a_l) / rows. As a_l */
export function goodnessDelta(
  { activation }: Pick<Layer, 'activation'>,
  { a, h, goodness }: Judged,
  threshold: number,
  real: Tensor,
): Tensor {
  const [rows = 1] = goodness.shape;
  const wrong = div(sub(sigmoid(sub(goodness, threshold)), real), rows / 2); // [rows]
  const each = reshape(wrong, [rows, ...axesOf(h).map(() => 1)]);
  return passBack(activation, mul(h, each), a, h);
}

/** A layer's own loss: binary cross-entropy of σ(G_l − θ_l) against what is real. `[]` */
export function goodnessLoss({ goodness }: Judged, threshold: number, real: Tensor): Tensor {
  const logit = sub(goodness, threshold); // [rows]
  return mean(sub(softplus(logit), mul(logit, real)));
}

/** Whether labels can take the place of the first inputs. */
function canOverlay({ inputs, outputs, layers: [first] }: Network): boolean {
  const isPicture = first?.stages[0]?.kind === 'picture';
  return isPicture && first.kind === 'dense' && inputs > outputs;
}

/** A pattern of ±1 for every label `[n_L, n_0]`; null where labels take the place of the first inputs. The caller disposes it. */
export function drawPatterns(network: Network, isEverywhere: boolean, seed: number): Tensor | null {
  if (!isEverywhere && canOverlay(network)) return null;
  const { inputs, outputs } = network;
  const rng = createRng(seed, 'feedback', PATTERNS);
  return tensor2d(
    Float32Array.from({ length: outputs * inputs }, () => (rng.uniform() < 0.5 ? -1 : 1)),
    [outputs, inputs],
  );
}

/** Inputs x `[rows, n_0]` that say they belong to `labels` `[rows, n_L]`. `[rows, n_0]` */
export function embed(x: Tensor, labels: Tensor, patterns: Tensor | null): Tensor {
  if (patterns !== null) return add(x, dense.apply(labels, patterns));
  const rest = slice(x as Tensor2D, [0, labels.shape[1] ?? 0], [-1, -1]); // [rows, n_0 − n_L]
  return concat([labels, rest], 1);
}
