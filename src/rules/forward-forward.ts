/**
 * Forward-forward: two passes and no way back. Every layer learns by itself to be active for real pairs of input and label, and
 * silent for inputs with a wrong one; what it passes on says how its activity is spread, not how much of it there is.
 *   δ_l = (σ(G_l − θ_l) − real) 2 h_l ⊙ φ′(a_l) / rows,  G_l = Σ h_l²,  g_l = u_lᵀ δ_l with u_l the normalised input
 *   peers: units that are active less than the mean of their layer are pulled up, λ mean_j (m̄ − m_j)², m over positives
 * Source: Hinton (2022), The forward-forward algorithm: some preliminary investigations, arXiv:2212.13345.
 */
import {
  add,
  cast,
  concat,
  equal,
  max,
  mean,
  mul,
  ones,
  slice,
  sub,
  type Tensor,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import { layerGradients } from '../engine/backward';
import { type Draws, PLACES } from '../engine/draws';
import { fansOf } from '../engine/initialise';
import type { AnswerContext, LearningRule, RuleContext, RuleState } from '../engine/learning-rule';
import { dense } from '../engine/linear-op';
import { LOSSES, type Output } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import type { OptimiserState } from '../engine/optimisers';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import { ADAM, asParams } from './adam';
import {
  ascend,
  drawPatterns,
  embed,
  goodnessDelta,
  goodnessLoss,
  type Judged,
  thresholdOf,
} from './goodness';
import { type Answering, hasReadout, neutralPass, readingOf, readOut, scan } from './goodness-answer';
import { drawWeights } from './own-weights';
import { stillNorms } from './perturbing';
import type { WholeRule } from './whole-rule';

/** Values of `goodnessAnswer` and of `goodnessLabels`. */
const SCANS = 1;
const EVERYWHERE = 1;
/** How much of a unit's mean activity is remembered from batch to batch, and what it starts from. */
const PEER_MEMORY = 0.9;
const PEER_START = 0.5;

interface ForwardState extends RuleState, Answering {
  /** m_l, mean activity over positives, as a row of h_l; null for the output layer. */
  readonly activity: PerLayer<Tensor | null>;
  readonly moments: OptimiserState;
}

/** A wrong label for every row, one as likely as the other. `[rows, n_L]` */
export function wrongLabels(y: Tensor, draws: Draws): Tensor {
  const drawn = mul(add(draws.uniform(y.shape, PLACES.negatives), 1), sub(1, y)); // [rows, n_L]
  return cast(equal(drawn, max(drawn, 1, true)), 'float32');
}

/** The first `rows` of a tensor. */
const firstOf = (tensor: Tensor, rows: number): Tensor =>
  slice(tensor, [0, ...tensor.shape.slice(1).map(() => 0)], [rows, ...tensor.shape.slice(1)]);

/** Positives, then negatives, through all hidden layers; and which rows are real. */
function bothKinds({ network, params, batch: { x, y }, draws }: RuleContext, { patterns }: Answering) {
  const [rows = 1] = y.shape;
  const inputs = concat([embed(x, y, patterns), embed(x, wrongLabels(y, draws), patterns)]); // [2 rows, n_0]
  const judged = ascend({ network, params, draws }, inputs);
  return { judged, rows, real: concat([ones([rows]), zeros([rows])]) }; // [2 rows]
}

/** m_l with the positives of this batch, and the error at h_l of a layer whose units are not alike. */
function comparePeers({ h }: Judged, before: Tensor, { rows, strength }: { rows: number; strength: number }) {
  const positives = firstOf(h, rows); // [rows, …]
  const activity = add(mul(before, PEER_MEMORY), mul(mean(positives, 0), 1 - PEER_MEMORY)); // as a row of h_l
  const share = (2 * strength * (1 - PEER_MEMORY)) / (activity.size * rows);
  const pull = add(zerosLike(positives), mul(sub(activity, mean(activity)), share)); // [rows, …]
  return { activity, error: concat([pull, zerosLike(pull)]) }; // as h_l
}

/** What the positives and negatives of a batch ask of the hidden layers. */
function learnHidden(context: RuleContext, params: RuleParams, state: ForwardState) {
  const { judged, rows, real } = bothKinds(context, state);
  return judged.map((own, at) => {
    const layer = ofLayer(context.network.layers, at + 1);
    const apart = goodnessDelta(layer, own, thresholdOf(layer, params.goodnessThreshold), real); // as a_l
    const before = ofLayer(state.activity, at + 1);
    const peers = before && comparePeers(own, before, { rows, strength: params.goodnessPeers });
    const delta = peers ? add(apart, passBack(layer.activation, peers.error, own.a, own.h)) : apart;
    return {
      ...layerGradients(layer, own.input, delta),
      delta: firstOf(delta, rows),
      activity: peers?.activity ?? null,
    };
  });
}

/** What the answer asks of the readouts; nothing where answers are scanned. */
function learnAnswer(context: RuleContext, params: RuleParams, state: ForwardState) {
  const { network, batch, loss, outputDelta } = context;
  const last = ofLayer(network.layers, network.layers.length);
  if (params.goodnessAnswer === SCANS) {
    const delta = zerosLike(outputDelta);
    const still = { W: zerosLike(ofLayer(context.params.W, last.index)), b: zeros([...last.biasShape]) };
    return { ...still, delta, answer: scan(context, batch.x, state), state };
  }
  const pass = neutralPass(context, batch.x, state);
  const answer = readOut(context, pass, state);
  const delta = LOSSES[loss].delta(answer, batch.y); // [rows, n_L]
  const held = state.readouts.flatMap((R, at) => (R ? [{ R, at }] : []));
  const asked = held.map(({ at }) => dense.gradientProduct(readingOf(ofLayer(pass.judged, at + 1)), delta));
  const moved = ADAM.update(
    asParams(held.map(({ R }) => R)),
    asParams(asked),
    state.moments,
    params.headRate,
  );
  const readouts = state.readouts.map(
    (R, at) => R && (moved.params.W[held.findIndex((one) => one.at === at)] ?? R),
  );
  const next = { ...state, readouts, moments: moved.state };
  return { ...layerGradients(last, pass.input, delta), delta, answer, state: next };
}

/** In evaluation nothing is left out. */
const quietly = ({ network, params }: AnswerContext) => ({ network, params, draws: null });

function create(params: RuleParams): LearningRule<ForwardState> {
  const scans = params.goodnessAnswer === SCANS;
  const predict = (context: AnswerContext, state: ForwardState): Output => {
    const ascent = quietly(context);
    return scans
      ? scan(ascent, context.x, state)
      : readOut(ascent, neutralPass(ascent, context.x, state), state);
  };
  return {
    id: 'forwardForward',
    init: (network, { seed, init = 'glorot' }) =>
      inScope(() => {
        const { layers, outputs } = network;
        const readouts = layers.map(({ index, features }) => {
          const shape = [features, outputs];
          return hasReadout(network, index) && !scans
            ? drawWeights(shape, fansOf(shape), { seed, layer: index, init })
            : null;
        });
        return {
          feedback: layers.map(() => null),
          patterns: drawPatterns(network, params.goodnessLabels === EVERYWHERE, seed),
          activity: layers.map(({ index, shape }) =>
            params.goodnessPeers > 0 && index < layers.length ? add(zeros([...shape]), PEER_START) : null,
          ),
          readouts,
          moments: ADAM.init(asParams(readouts.flatMap((R) => R ?? []))),
        };
      }),
    step(context, state) {
      const hidden = learnHidden(context, params, state);
      const output = learnAnswer(context, params, state);
      const all = [...hidden, output];
      return {
        deltas: all.map(({ delta }) => delta),
        gradients: { W: all.map(({ W }) => W), b: all.map(({ b }) => b), norms: stillNorms(context.params) },
        answer: output.answer,
        state: { ...output.state, activity: [...hidden.map(({ activity }) => activity), null] },
      };
    },
    predict,
    statesOf(context, state) {
      const { judged } = neutralPass(quietly(context), context.x, state);
      return [...judged.map(({ h }) => h), predict(context, state).a];
    },
    innerOf(context, state) {
      const { judged, rows, real } = bothKinds(context, state);
      const scalars = judged.flatMap((own, at) => {
        const [layer, level] = [at + 1, ofLayer(context.network.layers, at + 1).features];
        const threshold = params.goodnessThreshold * level;
        const positive = mean(firstOf(own.goodness, rows)); // []
        const both = mean(own.goodness); // []
        return [
          { name: 'goodnessPositive', layer, value: mul(positive, 1 / level) },
          { name: 'goodnessNegative', layer, value: mul(sub(mul(both, 2), positive), 1 / level) },
          { name: 'goodnessLoss', layer, value: goodnessLoss(own, threshold, real) },
        ];
      });
      return { scalars, curves: [] };
    },
    ...(scans && { isFrozen: (layer, layers) => layer === layers }),
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}

export const forwardForward: WholeRule = {
  kind: 'whole',
  id: 'forwardForward',
  create: ({ params }) => create(params),
};
