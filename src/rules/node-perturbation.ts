/**
 * Node perturbation: noise joins every pre-activation of one pass; what it did to an example's loss is told to all units, and
 * each holds it against its own noise.
 *   δ_l = ΔL ξ_l / σ², ξ_l ~ N(0, σ²), ΔL = (L(ξ) − L(−ξ)) / 2 of that example alone;  g_l = h_{l−1}ᵀ δ_l of the quiet pass
 * No error is carried anywhere: one number is. With small σ the mean is the gradient; the more units, the noisier.
 * Sources: Le Cun, Galland, Hinton (1988), GEMINI, NeurIPS 1; Werfel, Xie, Seung (2005), Neural Computation 17.
 */
import { mean, mul, reshape, sqrt, square, type Tensor } from '@tensorflow/tfjs-core';
import { gradientProducts } from '../engine/backward';
import { PLACES } from '../engine/draws';
import type { LearningRule, RuleContext } from '../engine/learning-rule';
import type { PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import { outputOf } from '../engine/train-step';
import type { RuleParams } from '../spec/spec';
import {
  difference,
  disturbedOutput,
  lossOfExamples,
  overTries,
  PLACES_PER_TRY,
  stillNorms,
  withoutFeedback,
} from './perturbing';
import type { WholeRule } from './whole-rule';

/** One try: noise of variance 1 for every unit, as a_l, and ΔL of every example `[rows]`. */
function disturb(context: RuleContext, params: RuleParams, attempt: number) {
  const { network, batch, loss, trace, draws } = context;
  const first = PLACES.nodes + PLACES_PER_TRY * attempt;
  const noise: PerLayer<Tensor> = trace.a.map((a, at) => draws.normal(a.shape, first + at + 1));
  const lossAt = (direction: 1 | -1 | 0): Tensor => {
    const added = noise.map((normal) => mul(normal, direction * params.perturbationSize));
    const output = direction === 0 ? outputOf(network, trace) : disturbedOutput(context, added);
    return lossOfExamples(loss, output, batch.y);
  };
  return { noise, change: difference(params, lossAt) };
}

/** δ_l = ΔL ξ_l / σ², averaged over the batch and the tries. As a_l */
function deltasOf(context: RuleContext, params: RuleParams): PerLayer<Tensor> {
  const rows = context.batch.x.shape[0] ?? 1;
  return overTries(params, (attempt) => {
    const { noise, change } = disturb(context, params, attempt);
    const share = mul(change, 1 / (params.perturbationSize * rows * params.perturbationTries)); // [rows]
    return noise.map((normal) => mul(normal, reshape(share, [rows, ...normal.shape.slice(1).fill(1)])));
  });
}

function create(params: RuleParams): LearningRule {
  return {
    id: 'nodePerturbation',
    init: (network) => ({ feedback: withoutFeedback(network) }),
    step(context, state) {
      const deltas = deltasOf(context, params);
      const gradients = gradientProducts(context, { deltas, norms: stillNorms(context.params) });
      return { deltas, gradients, state };
    },
    innerOf(context) {
      const { change } = disturb(context, params, 0);
      const value = sqrt(mean(square(change))); // []
      return { scalars: [{ name: 'lossDifference', layer: null, value }], curves: [] };
    },
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}

export const nodePerturbation: WholeRule = {
  kind: 'whole',
  id: 'nodePerturbation',
  create: ({ params }) => create(params),
};
