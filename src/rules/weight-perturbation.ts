/**
 * Weight perturbation: all weights and biases are jittered at once; what that did to the loss of the whole batch is told to
 * every synapse, and each holds it against its own jitter.
 *   g = ΔL ξ / σ², ξ ~ N(0, σ²) of W's and b's shapes, ΔL = (L(W + ξ) − L(W − ξ)) / 2 of the batch;  δ_l = 0: nothing has an error
 * One number for as many unknowns as there are synapses: with N of them the cosine to the gradient is about 1 / √(N + 2).
 * Sources: Jabri, Flower (1992), IEEE Transactions on Neural Networks 3; Cauwenberghs (1993), NeurIPS 5.
 */
import { abs, add, mean, mul, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { PLACES } from '../engine/draws';
import { forward } from '../engine/forward';
import type { LearningRule, RuleContext } from '../engine/learning-rule';
import { disposeAll } from '../engine/scope';
import { outputOf } from '../engine/train-step';
import type { RuleParams } from '../spec/spec';
import {
  difference,
  lossOfExamples,
  overTries,
  PLACES_PER_TRY,
  stillNorms,
  withoutFeedback,
} from './perturbing';
import type { WholeRule } from './whole-rule';

/** Places of biases come after those of weights. */
const BIASES = 512;

/** One try: jitter of variance 1 for every weight and bias, weights first, and ΔL of the batch `[]`. */
function jitter(context: RuleContext, rule: RuleParams, attempt: number) {
  const { network, params, batch, loss, trace, draws } = context;
  const first = PLACES.synapses + PLACES_PER_TRY * attempt;
  const noise = [
    ...params.W.map((W, at) => draws.normal(W.shape, first + at + 1)),
    ...params.b.map((b, at) => draws.normal(b.shape, first + BIASES + at + 1)),
  ];
  const lossAt = (direction: 1 | -1 | 0): Tensor => {
    const moved = [...params.W, ...params.b].map((parameter, at) =>
      add(parameter, mul(noise[at] ?? 0, direction * rule.perturbationSize)),
    );
    const layers = params.W.length;
    const own = { W: moved.slice(0, layers), b: moved.slice(layers), norms: params.norms };
    const pass = direction === 0 ? trace : forward(network, own, batch.x, draws);
    return mean(lossOfExamples(loss, outputOf(network, pass), batch.y)); // []
  };
  return { noise, change: difference(rule, lossAt) };
}

/** g = ΔL ξ / σ², averaged over the tries: weights, then biases. */
function guess(context: RuleContext, rule: RuleParams): readonly Tensor[] {
  return overTries(rule, (attempt) => {
    const { noise, change } = jitter(context, rule, attempt);
    const share = mul(change, 1 / (rule.perturbationSize * rule.perturbationTries)); // []
    return noise.map((normal) => mul(normal, share));
  });
}

function create(rule: RuleParams): LearningRule {
  return {
    id: 'weightPerturbation',
    init: (network) => ({ feedback: withoutFeedback(network) }),
    step(context, state) {
      const { params, trace } = context;
      const found = guess(context, rule);
      const layers = params.W.length;
      const gradients = { W: found.slice(0, layers), b: found.slice(layers), norms: stillNorms(params) };
      return { deltas: trace.a.map((a) => zerosLike(a)), gradients, state };
    },
    innerOf(context) {
      const { change } = jitter(context, rule, 0);
      return { scalars: [{ name: 'lossDifference', layer: null, value: abs(change) }], curves: [] };
    },
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}

export const weightPerturbation: WholeRule = {
  kind: 'whole',
  id: 'weightPerturbation',
  create: ({ params }) => create(params),
};
