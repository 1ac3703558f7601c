/**
 * Local losses: every hidden layer has a loss of its own, from heads that read it alone. Nothing comes down from above: a layer's
 * input is a given, its error starts at itself. The output layer learns by its exact error.
 *   δ_l = (∂L_l/∂h_l) ⊙ φ′(a_l),  L_l = (1 − s) pred + s sim,  g_l = h_{l−1}ᵀ δ_l
 * Heads learn by Adam at a rate of their own, at the same time.
 * Source: Nøkland, Eidnes (2019), Training neural networks with local error signals, ICML 36, PMLR 97.
 */
import { add, mul, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import { gradientProducts } from '../engine/backward';
import type { LearningRule, RuleContext, RuleState } from '../engine/learning-rule';
import { type Gradients, ofLayer, type PerLayer } from '../engine/network';
import type { OptimiserState } from '../engine/optimisers';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import { ADAM, asParams } from './adam';
import { answersWith, compareIn, drawHeads, type Heads, type Judgement, predictFrom } from './local-heads';
import type { WholeRule } from './whole-rule';

/** Values of `localLoss`. */
export const LOCAL_LOSSES = { predict: 0, similar: 1, both: 2 } as const;

interface LocalState extends RuleState {
  /** Null for the output layer. */
  readonly heads: PerLayer<Heads | null>;
  readonly moments: OptimiserState;
}

/** s: how much of a layer's loss is similarity. */
function shareOf({ localLoss, similarityShare }: RuleParams): number {
  if (localLoss === LOCAL_LOSSES.both) return similarityShare;
  return localLoss === LOCAL_LOSSES.similar ? 1 : 0;
}

const weightsOf = (heads: PerLayer<Heads | null>): readonly Tensor[] =>
  heads.flatMap((head) => [
    ...(head?.predict ? [head.predict.W, head.predict.b] : []),
    ...(head?.similar ? [head.similar] : []),
  ]);

/** Heads with these weights, in the order of `weightsOf`. */
function withWeights(heads: PerLayer<Heads | null>, weights: readonly Tensor[]): PerLayer<Heads | null> {
  const left = [...weights];
  const next = (before: Tensor): Tensor => left.shift() ?? before;
  return heads.map(
    (head) =>
      head && {
        predict: head.predict && { W: next(head.predict.W), b: next(head.predict.b) },
        similar: head.similar && next(head.similar),
      },
  );
}

/** What the heads of a hidden layer find, each with its share of the layer's loss. */
function judge(
  { network, trace, batch, loss }: RuleContext,
  { predict, similar }: Heads,
  at: number,
  share: number,
): readonly { readonly of: Judgement; readonly share: number; readonly name: string }[] {
  const [layer, h] = [ofLayer(network.layers, at + 1), ofLayer(trace.h, at + 1)];
  const question = { loss, activation: answersWith(network), y: batch.y };
  return [
    ...(predict
      ? [{ of: predictFrom(layer, predict, h, question), share: 1 - share, name: 'localPrediction' }]
      : []),
    ...(similar ? [{ of: compareIn(layer, similar, h, batch.y), share, name: 'localSimilarity' }] : []),
  ];
}

/** The error at a layer that starts there: δ_l = (∂L_l/∂h_l) ⊙ φ′(a_l). As a_l */
function ownDelta({ network, trace }: RuleContext, at: number, judged: ReturnType<typeof judge>): Tensor {
  const [a, h] = [ofLayer(trace.a, at + 1), ofLayer(trace.h, at + 1)];
  const parts = judged.map(({ of, share }) => (share === 1 ? of.error : mul(of.error, share)));
  const error = parts.reduce((total, part) => add(total, part));
  return passBack(ofLayer(network.layers, at + 1).activation, error, a, h);
}

/** Batch normalisations belong to the layer that they lead into. */
function normGradients(
  { network, params, trace }: RuleContext,
  deltas: PerLayer<Tensor>,
): Gradients['norms'] {
  const found = params.norms.map(({ scale, shift }) => ({
    scale: zerosLike(scale),
    shift: zerosLike(shift),
  }));
  for (const { index, norms, op } of network.layers) {
    if (norms.length === 0) continue;
    let error = op.transport(ofLayer(deltas, index), ofLayer(params.W, index));
    for (const pass of ofLayer(trace.stages, index).toReversed()) {
      if (pass.learning) found[pass.learning.norm] = pass.learning.gradients(error);
      error = pass.passBack(error);
    }
  }
  return found;
}

function create(params: RuleParams): LearningRule<LocalState> {
  const share = shareOf(params);
  const has = { predict: share < 1, similar: share > 0 };
  const judgeAll = (context: RuleContext, { heads }: LocalState) =>
    heads.map((head, at) => (head === null ? null : judge(context, head, at, share)));
  return {
    id: 'localLoss',
    init: (network, options) =>
      inScope(() => {
        const isHidden = (index: number): boolean => index < network.layers.length;
        const heads = network.layers.map((layer) =>
          isHidden(layer.index) ? drawHeads(network, layer, has, options) : null,
        );
        const moments = ADAM.init(asParams(weightsOf(heads)));
        return { feedback: network.layers.map(() => null), heads, moments };
      }),
    step(context, state) {
      const judged = judgeAll(context, state);
      const deltas = judged.map((own, at) => (own ? ownDelta(context, at, own) : context.outputDelta));
      const gradients = gradientProducts(context, { deltas, norms: normGradients(context, deltas) });
      const asked = judged.flatMap((own) => own?.flatMap(({ of }) => of.own) ?? []);
      const moved = ADAM.update(
        asParams(weightsOf(state.heads)),
        asParams(asked),
        state.moments,
        params.headRate,
      );
      const heads = withWeights(state.heads, moved.params.W);
      return { deltas, gradients, state: { ...state, heads, moments: moved.state } };
    },
    innerOf: (context, state) => ({
      scalars: judgeAll(context, state).flatMap(
        (own, at) => own?.map(({ of, name }) => ({ name, layer: at + 1, value: of.value() })) ?? [],
      ),
      curves: [],
    }),
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}

export const localLoss: WholeRule = {
  kind: 'whole',
  id: 'localLoss',
  create: ({ params }) => create(params),
};
