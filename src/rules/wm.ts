/**
 * Weight mirror: noise sent through a layer says which weights it came through, and the feedback weights take them over.
 *   δ_l = (δ_{l+1} Bᵀ_{l+1}) ⊙ φ′(a_l),  B ← (1 − λ) B + η ξᵀ(y − ȳ) / rows,  y = φ(ξ W + b), ξ noise, ȳ the mean over the batch
 * E[ξᵀ y] is proportional to W for white noise of mean zero, without any label. A kernel's entries are divided by the number
 * of positions that they see: with zero padding those at the edge see fewer. An output layer whose loss reads it through a
 * sigmoid answers through it too.
 * Source: Akrout, Wilson, Humphreys, Lillicrap, Tweed (2019), Deep learning without weight transport, NeurIPS 32.
 */
import { add, div, maximum, mean, mul, ones, sub, type Tensor } from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import { type Draws, PLACES } from '../engine/draws';
import type { Layer } from '../engine/network';
import type { RuleParams } from '../spec/spec';
import type { MirrorSite, ThroughRule } from './carrier-rule';

/** What is sent into a layer, `[rows, …inputShape]`: Gaussian, uniform around 0, or uniform above 0. */
function noiseFor({ index, inputShape }: Layer, params: RuleParams, draws: Draws, rows: number): Tensor {
  const [shape, place] = [[rows, ...inputShape], PLACES.mirror + index];
  if (params.mirrorNoise === 0) return mul(draws.normal(shape, place), params.mirrorAmplitude);
  const uniform = draws.uniform(shape, place);
  return mul(params.mirrorNoise === 1 ? sub(uniform, 0.5) : uniform, params.mirrorAmplitude);
}

/** B after one batch of noise. As W_l */
function mirror({ layer, activation, params, W, b, B, draws, rows }: MirrorSite): Tensor {
  const { op, inputShape, shape } = layer;
  const noise = noiseFor(layer, params, draws, rows); // [rows, …inputShape]
  const a = op.apply(noise, W); // [rows, …shape]
  const answer = ACTIVATIONS[activation].apply(params.mirrorBias === 1 ? add(a, b) : a); // [rows, …shape]
  const heard = params.mirrorCentred === 1 ? sub(answer, mean(answer, 0, true)) : answer; // [rows, …shape]
  let seen = op.gradientProduct(noise, heard); // as W_l
  if (layer.kind === 'conv2d') {
    const positions = op.gradientProduct(ones([1, ...inputShape]), ones([1, ...shape])); // as W_l
    seen = div(seen, maximum(positions, 1));
  }
  // B ← (1 − λ) B + η ξᵀ(y − ȳ) / rows
  const rate = params.mirrorSum === 1 ? params.mirrorRate : params.mirrorRate / rows;
  return add(mul(B, 1 - params.mirrorDecay), mul(seen, rate));
}

/** One batch of noise after every step; `mirrorWarmup` epochs of nothing else before the first. */
export const wm: ThroughRule = {
  kind: 'through',
  id: 'wm',
  feedback: 'learnt',
  draw: ({ layer, drawRanked }) => drawRanked(layer.weightShape, layer), // as W_l
  carry: ({ B }) => B,
  afterUpdate: (site) => ({ B: mirror(site) }),
  warmUp: mirror,
  leavesFirst: true,
};
