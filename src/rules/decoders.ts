/**
 * Decoders of target propagation: g_l goes from h_l back to h_{l−1}, with weights V_l of W_l's shape and a bias of its own.
 *   g_l(h) = φ_{l−1}(h V_lᵀ + c_l), back through the stages between;  f_l is the layer itself, for L up to the answer
 *   reconstruction  |g(f(h + n)) − (h + n)|², n ~ N(0, σ²): V comes to invert the layer
 *   Jacobian        −2 ⟨n, g(f(h + n)) − g(f(h))⟩ + |g(f(h) + n′) − g(f(h))|²: V comes to be W, its transpose carries errors
 * They learn by Adam at a rate of their own.
 * Sources: Lee, Zhang, Fischer, Bengio (2015), ECML PKDD; Ernoult et al. (2022), ICML 39, PMLR 162.
 */
import { add, mul, sub, type Tensor, tanh, zeros } from '@tensorflow/tfjs-core';
import { ACTIVATIONS, passBack } from '../engine/activations';
import { PLACES } from '../engine/draws';
import { applyLayer } from '../engine/forward';
import { fansOf } from '../engine/initialise';
import type { RuleOptions, RuleState } from '../engine/learning-rule';
import { dense } from '../engine/linear-op';
import { type Network, ofLayer, type Params, type PerLayer } from '../engine/network';
import type { OptimiserState } from '../engine/optimisers';
import type { LossId, RuleParams } from '../spec/spec';
import { ADAM } from './adam';
import { drawWeights } from './own-weights';
import { backThroughStages, driveFrom, enter, repeat, type Site } from './settling';
import { squash } from './unit-loss';

/** Substream of the first auxiliary weights; what is drawn for a layer has its number. */
const AUXILIARY = 100;

/** Values of `decoderLoss`. */
export const DECODER_LOSSES = { reconstruction: 0, jacobian: 1 } as const;

/** Random features of what the last layer takes in, beside the answer: c = tanh(input A), and the weights U of A's shape back. */
export interface Auxiliary {
  readonly project: Tensor;
  readonly back: Tensor;
}

export interface DecoderState extends RuleState {
  /** V_l, as W_l; null where nothing is decoded. */
  readonly feedback: PerLayer<Tensor | null>;
  /** c_l, of the biases' shape of layer l − 1. */
  readonly biases: PerLayer<Tensor | null>;
  readonly auxiliary: Auxiliary | null;
  readonly moments: OptimiserState;
}

/** Where decoders work: a batch, and how the answer is read. */
export type DecoderSite = Site & { readonly loss: LossId };

/** What a decoder starts from: h_l or the answer, and the auxiliary features beside it. */
export interface Code {
  readonly h: Tensor;
  readonly auxiliary: Tensor | null;
}

/** Draws the decoders of layers 2 to `last`. The holder disposes the state. */
export function initDecoders(
  network: Network,
  { seed, init = 'glorot' }: RuleOptions,
  { last, auxiliaryUnits }: { readonly last: number; readonly auxiliaryUnits: number },
): DecoderState {
  const isDecoded = (layer: number): boolean => layer > 1 && layer <= last;
  const feedback = network.layers.map((layer) =>
    isDecoded(layer.index) ? drawWeights(layer.weightShape, layer, { seed, layer: layer.index, init }) : null,
  );
  const biases = network.layers.map(({ index }) =>
    isDecoded(index) ? zeros([...ofLayer(network.layers, index - 1).biasShape]) : null,
  );
  const shape = [ofLayer(network.layers, network.layers.length).weightShape[0] ?? 1, auxiliaryUnits];
  const draw = (at: number): Tensor =>
    drawWeights(shape, fansOf(shape), { seed, layer: AUXILIARY + at, init });
  const auxiliary =
    auxiliaryUnits > 0 && isDecoded(network.layers.length) ? { project: draw(0), back: draw(1) } : null;
  return { feedback, biases, auxiliary, moments: ADAM.init(trainedOf({ feedback, biases, auxiliary })) };
}

/** The layers that have a decoder, from 2 up. */
export function decodedLayers({ feedback }: RuleState): readonly number[] {
  return feedback.flatMap((V, at) => (V === null ? [] : [at + 1]));
}

type Weights = Pick<DecoderState, 'feedback' | 'biases' | 'auxiliary'>;

const present = (tensors: PerLayer<Tensor | null>): Tensor[] => tensors.flatMap((tensor) => tensor ?? []);

/** What is trained, as the optimiser takes it. */
function trainedOf({ feedback, biases, auxiliary }: Weights): Params {
  return { W: [...present(feedback), ...(auxiliary ? [auxiliary.back] : [])], b: present(biases), norms: [] };
}

/** The same, back in their places. */
function withTrained<S extends Weights>(state: S, { W, b }: Params): S {
  const placed = (tensors: PerLayer<Tensor | null>, values: readonly Tensor[]): PerLayer<Tensor | null> => {
    const left = [...values];
    return tensors.map((tensor) => (tensor === null ? null : (left.shift() ?? null)));
  };
  const { auxiliary } = state;
  const back = auxiliary && W.at(-1);
  return {
    ...state,
    feedback: placed(state.feedback, W),
    biases: placed(state.biases, b),
    auxiliary: auxiliary && back ? { ...auxiliary, back } : auxiliary,
  };
}

/** f_l of what layer l takes in: h_l, or the answer with the auxiliary features. */
export function encode(site: DecoderSite, { auxiliary }: Weights, layer: number, below: Tensor): Code {
  const { network, params, loss } = site;
  const input = enter(site, layer, below);
  if (layer < network.layers.length)
    return { h: applyLayer(ofLayer(network.layers, layer), input, params).h, auxiliary: null };
  return {
    h: squash(loss, network, driveFrom(site, layer, input)),
    auxiliary: auxiliary && tanh(dense.apply(input, auxiliary.project)), // [rows, k]
  };
}

/** z = code V_lᵀ + c_l and g_l = φ_{l−1}(z), both as h_{l−1}. */
export function decode(
  { network, trace }: Site,
  { feedback, biases, auxiliary }: Weights,
  layer: number,
  code: Code,
): { readonly z: Tensor; readonly g: Tensor } {
  const [V, c] = [ofLayer(feedback, layer), ofLayer(biases, layer)];
  if (V === null || c === null) throw new Error(`decode: layer ${layer} has no decoder`);
  const back = ofLayer(network.layers, layer).op.transport(code.h, V);
  const both =
    auxiliary && code.auxiliary ? add(back, dense.transport(code.auxiliary, auxiliary.back)) : back;
  const z = add(backThroughStages(trace, layer, both), c); // as h_{l−1}
  return { z, g: ACTIVATIONS[ofLayer(network.layers, layer - 1).activation].apply(z) };
}

/** What one decoder has to change, of the shapes of V_l, c_l and U. */
interface DecoderGradient {
  readonly V: Tensor;
  readonly c: Tensor;
  readonly U: Tensor | null;
}

/** From the error at g_l `as h_{l−1}` that a code led to. */
function gradientOf(
  site: DecoderSite,
  layer: number,
  { code, z, g }: { readonly code: Code; readonly z: Tensor; readonly g: Tensor },
  error: Tensor,
): DecoderGradient {
  const below = ofLayer(site.network.layers, layer - 1);
  const bent = passBack(below.activation, error, z, g); // as h_{l−1}
  // The adjoint of the way back through the stages, which are linear here.
  const entered = enter(site, layer, bent);
  return {
    V: ofLayer(site.network.layers, layer).op.gradientProduct(entered, code.h),
    c: below.op.biasSum(bent),
    U: code.auxiliary && dense.gradientProduct(entered, code.auxiliary),
  };
}

const sumOf = (a: DecoderGradient, b: DecoderGradient): DecoderGradient => ({
  V: add(a.V, b.V),
  c: add(a.c, b.c),
  U: a.U && b.U && add(a.U, b.U),
});

/** Gradient of one decoder's loss on the batch, with the noise of this turn. */
function learn(
  site: DecoderSite & { readonly draws: NonNullable<Site['draws']> },
  weights: Weights,
  layer: number,
  { params, turn }: { readonly params: RuleParams; readonly turn: number },
): DecoderGradient {
  const below = ofLayer(site.trace.h, layer - 1);
  const rows = below.shape[0] ?? 1;
  const place = PLACES.decoder + 20 * turn + layer;
  const noise = mul(site.draws.normal(below.shape, place), params.decoderNoise); // as h_{l−1}
  const seen = (code: Code) => ({ code, ...decode(site, weights, layer, code) });
  const disturbed = seen(encode(site, weights, layer, add(below, noise)));
  const asGradient = (of: typeof disturbed, error: Tensor): DecoderGradient =>
    gradientOf(site, layer, of, mul(error, 2 / rows));
  if (params.decoderLoss === DECODER_LOSSES.reconstruction)
    return asGradient(disturbed, sub(disturbed.g, add(below, noise)));
  const clean = seen(encode(site, weights, layer, below));
  const { h } = clean.code;
  const jitter = mul(site.draws.normal(h.shape, place + 500), params.decoderNoise); // as h_l
  const jittered = seen({ ...clean.code, h: add(h, jitter) });
  const apart = sub(jittered.g, clean.g);
  return [asGradient(jittered, apart), asGradient(clean, sub(noise, apart))].reduce(
    sumOf,
    asGradient(disturbed, mul(noise, -1)),
  );
}

/** Decoders after as many turns of learning on this batch as the arm wants. In the caller's scope. */
export function trainDecoders(
  site: DecoderSite & { readonly draws: NonNullable<Site['draws']> },
  state: DecoderState,
  params: RuleParams,
): DecoderState {
  const layers = decodedLayers(state);
  if (layers.length === 0) return state;
  return repeat(params.decoderSteps, state, (now, turn) => {
    const found = layers.map((layer) => learn(site, now, layer, { params, turn }));
    const asked = {
      W: [...found.map(({ V }) => V), ...found.flatMap(({ U }) => U ?? [])],
      b: found.map(({ c }) => c),
      norms: [],
    };
    const updated = ADAM.update(trainedOf(now), asked, now.moments, params.decoderRate);
    return { ...withTrained(now, updated.params), moments: updated.state };
  });
}
