/**
 * Predictive coding: every layer holds values x_l and predicts those above; they settle between data and answer before weights move.
 *   μ_l = φ(x_{l−1}) W_l + b_l,  ε_l = x_l − μ_l,  x_l ← x_l + γ (−ε_l + φ′(x_l) ⊙ ε_{l+1} W_{l+1}ᵀ)
 *   δ_l = −Σ ε_l with Σ the variance that the output is believed to have; g_l = φ(x_{l−1})ᵀ δ_l
 * Two variants give BP's numbers: Z-IL (γ = 1, W_l learns at step L − l) and fixed prediction (μ, φ′ of the forward pass).
 * With fixed random Q in place of the W that carries ε down, both give those of feedback alignment.
 * Sources: Whittington, Bogacz (2017), Neural Computation 29; Song, Lukasiewicz, Xu, Bogacz (2020), NeurIPS 33;
 * Millidge, Tschantz, Buckley (2022), Neural Computation 34; other weights down: Millidge, Tschantz, Seth, Buckley (2020), arXiv:2010.01047.
 */
import { mean, sqrt, square, stack, type Tensor } from '@tensorflow/tfjs-core';
import { layerGradients } from '../engine/backward';
import { inputOf } from '../engine/forward';
import type {
  InnerLife,
  LearningRule,
  NamedAngle,
  RuleContext,
  RuleOptions,
  RuleState,
} from '../engine/learning-rule';
import { type Network, ofLayer, type Params, type PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import { drawWeights } from './own-weights';
import {
  deltasOf,
  energyOf,
  errorsOnArrival,
  type Inference,
  inferenceOf,
  settle,
  settleFixed,
} from './value-nodes';
import type { WholeRule } from './whole-rule';

/** Values of `pcVariant`. */
export const PC_VARIANTS = { inference: 0, zeroDivergence: 1, fixedPrediction: 2 } as const;

/** Values of `pcFeedback`. */
export const PC_FEEDBACK = { transposed: 0, random: 1 } as const;

/** Q_l of all layers but the first, drawn as feedback alignment draws its B_l; null where W itself carries. */
function drawFeedback(network: Network, { pcFeedback }: RuleParams, options: RuleOptions): RuleState {
  const { seed, init = 'glorot' } = options;
  const isDrawn = (layer: number): boolean => layer > 1 && pcFeedback === PC_FEEDBACK.random;
  return {
    feedback: network.layers.map((layer) =>
      isDrawn(layer.index)
        ? drawWeights(layer.weightShape, layer, { seed, layer: layer.index, init }) // as W_l
        : null,
    ),
  };
}

/** How the values of an arm move in a network of so many layers. */
export function inferenceIn(params: RuleParams, layers: number): Inference {
  const { pcVariant, inferenceRate: rate, inferenceSteps: steps, outputVariance: variance } = params;
  if (pcVariant === PC_VARIANTS.inference) return { rate, steps, variance };
  return pcVariant === PC_VARIANTS.zeroDivergence
    ? { rate: 1, steps: layers - 1, variance: 1 }
    : { rate, steps, variance: 1 };
}

/** The same with what carries errors down: Q_l, or W_l where there is none. */
function inferenceWith(context: RuleContext, params: RuleParams, { feedback }: RuleState): Inference {
  const { W } = context.params;
  const carriers = feedback.map((Q, at) => Q ?? ofLayer(W, at + 1));
  return { ...inferenceIn(params, W.length), carriers };
}

/** What each layer takes in and its ε_l, when its weights learn. */
function learning(context: RuleContext, params: RuleParams, state: RuleState) {
  const { network, trace } = context;
  const inference = inferenceWith(context, params, state);
  if (params.pcVariant === PC_VARIANTS.inference) return settle(context, inference);
  // ε_l arrives at layer l while what it takes in is still as the forward pass left it.
  const inputs: PerLayer<Tensor> = network.layers.map(({ index }) => inputOf(trace, index));
  const errors =
    params.pcVariant === PC_VARIANTS.zeroDivergence
      ? errorsOnArrival(inferenceOf(context, inference))
      : settleFixed(context, inference);
  return { inputs, errors };
}

/** F over the steps of inference, and how far the values of each layer are from what is predicted of them. */
function innerOf(context: RuleContext, params: RuleParams, state: RuleState): InnerLife {
  const inference = inferenceWith(context, params, state);
  const moments = inferenceOf(context, inference);
  const energies = moments.map((moment): Tensor => energyOf(context, moment, inference.variance));
  const { errors } = learning(context, params, state);
  return {
    scalars: errors.map((error, at) => ({
      name: 'predictionError',
      layer: at + 1,
      value: sqrt(mean(square(error))), // []
    })),
    curves: [{ name: 'energy', values: stack(energies) }],
  };
}

/** Q_l against W_l, which comes to meet it. */
function feedbackAngles({ feedback }: RuleState, { W }: Params): readonly NamedAngle[] {
  return feedback.flatMap((matrix, at): NamedAngle[] =>
    matrix === null ? [] : [{ name: 'errorWeights', layer: at + 1, matrix, against: ofLayer(W, at + 1) }],
  );
}

function create(params: RuleParams): LearningRule {
  return {
    id: 'pc',
    init: (network, options) => drawFeedback(network, params, options),
    step(context, state) {
      const { network } = context;
      const { inputs, errors } = learning(context, params, state);
      const deltas = deltasOf(context, errors, inferenceIn(params, network.layers.length).variance);
      const products = network.layers.map((layer, at) =>
        layerGradients(layer, ofLayer(inputs, at + 1), ofLayer(deltas, at + 1)),
      );
      const gradients = { W: products.map(({ W }) => W), b: products.map(({ b }) => b), norms: [] };
      return { deltas, gradients, state };
    },
    anglesOf: feedbackAngles,
    innerOf: (context, state) => innerOf(context, params, state),
    feedbackOf: ({ feedback }, layer) => ofLayer(feedback, layer),
    dispose: disposeAll,
  };
}

export const pc: WholeRule = { kind: 'whole', id: 'pc', create: ({ params }) => create(params) };
