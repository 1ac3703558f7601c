/**
 * Segregated dendrites: the output's rates reach the apical dendrite of every hidden neuron; what the teacher changes in its
 * plateau potential is the error. Two phases, without and with a teacher who drives the output's somata; hidden somata stay.
 *   α_l = σ(λ σ(u_L) Y_lᵀ), αᵗ_l = σ(λ σ(uᵗ_L) Y_lᵀ),  uᵗ_L = u_L + τ (E_y − u_L) / (g_L + g_D + τ),  E_y = 8 or −8
 *   δ_l = E_l = −(αᵗ_l − α_l) k λ σ′(a_l),  E_L = −λ (σ(uᵗ_L) − σ(u_L)) k λ σ′(u_L),  ΔW_l ∝ −P_l E_l (λ h_{l−1})
 * Weights are kept as W_l = k λ times those of the paper, which makes its rates λ h_l and its somatic potentials a_l: its network
 * is the lab's with sigmoids, k its attenuation from dendrite to soma and λ its highest rate.
 * Source: Guerguiev, Lillicrap, Richards (2017), Towards deep learning with segregated dendrites, eLife 6:e22901.
 */
import { add, mean, mul, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import type { LearningRule, RuleContext, RuleState } from '../engine/learning-rule';
import { dense } from '../engine/linear-op';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import { pathToOutput, rms, sigmoidChange, told, weighted } from './dendrites';
import { drawPlateauFeedback, HIGHEST_RATE } from './plateau-feedback';
import type { WholeRule } from './whole-rule';

/** Conductances: leak, dendrite to soma. */
const [LEAK, DENDRITE] = [0.1, 0.6];
/** k. */
const ATTENUATION = DENDRITE / (LEAK + DENDRITE);
/** Reversal potentials of the teacher: excitation where y is 1, inhibition where it is 0. */
const [EXCITATION, INHIBITION] = [8, -8];
/** P_l of hidden layers and of the output. */
const HIDDEN_GAIN = 20 / HIGHEST_RATE;
const OUTPUT_GAIN = 20 / HIGHEST_RATE ** 2;

/** Values of `plateauFeedback`. */
const FEEDBACK = { fixed: 0, learnt: 1, symmetric: 2 } as const;

/** Y_l `[n_l, n_L]` of hidden layers; null for the output, and where Y follows W. */
type PlateauState = RuleState;

/** Two phases as one hidden layer's apical dendrites see them: potential, and what the teacher adds. `[rows, n_l]` */
interface Apical {
  readonly potential: Tensor;
  readonly change: Tensor;
}

export const guerguiev: WholeRule = {
  kind: 'whole',
  id: 'guerguiev',
  create({ params }): LearningRule<PlateauState> {
    const apicalFeedback = ({ feedback }: PlateauState, layer: number, W: PerLayer<Tensor>): Tensor | null =>
      layer < W.length && params.plateauFeedback === FEEDBACK.symmetric
        ? mul(pathToOutput(W, layer), params.feedbackScale / (ATTENUATION * HIGHEST_RATE))
        : ofLayer(feedback, layer);
    const allFeedback = (state: PlateauState, W: PerLayer<Tensor>): PerLayer<Tensor> =>
      W.map((_, position) => apicalFeedback(state, position + 1, W)).filter((Y): Y is Tensor => Y !== null);
    return {
      id: 'guerguiev',
      init: (network, { seed }) =>
        inScope(() => ({
          feedback: network.layers.map(({ index, features }) => {
            const isDrawn = index < network.layers.length && params.plateauFeedback !== FEEDBACK.symmetric;
            return isDrawn
              ? drawPlateauFeedback([features, network.outputs], params, { seed, layer: index })
              : null;
          }),
        })),
      step(context, state) {
        const { trace, network } = context;
        const layers = network.layers.length;
        const output = outputPhases(context, params);
        const dendrites = apicalPhases(allFeedback(state, context.params.W), output);
        const errors = [
          ...dendrites.map(({ potential, change }) => sigmoidChange(potential, change)),
          mul(output.change, HIGHEST_RATE),
        ].map((change, position) =>
          passBack('sigmoid', change, ofLayer(trace.a, position + 1), ofLayer(trace.h, position + 1)),
        ); // as a_l
        const scale = -(ATTENUATION * HIGHEST_RATE) / rowsOf(output.rates);
        const deltas = errors.map((error) => mul(error, scale)); // E_l, averaged over the batch
        const gradients = weighted(context, deltas, (layer) => {
          // Of W_l = k λ W and b_l = k b of the paper's
          const b = ATTENUATION * params.plateauGain * (layer === layers ? OUTPUT_GAIN : HIDDEN_GAIN);
          return { W: b * HIGHEST_RATE ** 2, b };
        });
        const learns = params.plateauFeedback === FEEDBACK.learnt;
        return {
          deltas,
          gradients,
          state: learns ? predictSoma(context, params, { state, dendrites }) : state,
        };
      },
      anglesOf: (state, { W }) =>
        params.plateauFeedback === FEEDBACK.symmetric
          ? []
          : allFeedback(state, W).map((matrix, position) => ({
              name: 'apicalFeedback',
              layer: position + 1,
              matrix,
              against: pathToOutput(W, position + 1),
            })),
      innerOf(context, state) {
        const dendrites = apicalPhases(allFeedback(state, context.params.W), outputPhases(context, params));
        return {
          scalars: dendrites.flatMap(({ potential, change }, position) => [
            told('apical', position + 1, rms(potential)),
            told('apicalTaught', position + 1, rms(add(potential, change))),
            told('plateau', position + 1, mean(sigmoid(potential))),
            told('plateauTaught', position + 1, mean(sigmoid(add(potential, change)))),
            told('plateauChange', position + 1, rms(sigmoidChange(potential, change))),
          ]),
          curves: [],
        };
      },
      feedbackOf: (state, layer, { W }) => apicalFeedback(state, layer, W),
      isDirect: () => true,
      dispose: disposeAll,
    };
  },
};

/** The output in both phases: σ(u_L), and what the teacher adds to it. `[rows, n_L]` */
interface OutputPhases {
  readonly rates: Tensor;
  readonly change: Tensor;
}

function outputPhases(
  { trace, batch, network }: RuleContext,
  { teachingStrength }: RuleParams,
): OutputPhases {
  const u = ofLayer(trace.a, network.layers.length); // [rows, n_L]
  const goal = add(mul(batch.y, EXCITATION - INHIBITION), INHIBITION); // E_y
  const pull = teachingStrength / (LEAK + DENDRITE + teachingStrength);
  return { rates: sigmoid(u), change: sigmoidChange(u, mul(sub(goal, u), pull)) };
}

/** λ times the output's rates through Y_l, in both phases. */
function apicalPhases(Y: PerLayer<Tensor>, { rates, change }: OutputPhases): PerLayer<Apical> {
  return Y.map((weights) => ({
    potential: dense.transport(mul(rates, HIGHEST_RATE), weights),
    change: dense.transport(mul(change, HIGHEST_RATE), weights),
  }));
}

/** Feedback that learns: a plateau comes to predict its own soma's rate. ΔY_l ∝ ((λ h_l − α_l) ⊙ σ′)ᵀ λ σ(u_L) */
function predictSoma(
  { trace, network }: RuleContext,
  { plateauFeedbackRate }: RuleParams,
  { state, dendrites }: { readonly state: PlateauState; readonly dendrites: PerLayer<Apical> },
): PlateauState {
  const rates = mul(ofLayer(trace.h, network.layers.length), HIGHEST_RATE); // [rows, n_L]
  const feedback = state.feedback.map((Y, position) => {
    const dendrite = dendrites[position];
    if (Y === null || dendrite === undefined) return Y;
    const plateau = sigmoid(dendrite.potential); // [rows, n_l]
    const miss = sub(mul(ofLayer(trace.h, position + 1), HIGHEST_RATE), plateau); // [rows, n_l]
    const post = passBack('sigmoid', miss, dendrite.potential, plateau); // [rows, n_l]
    return add(Y, mul(dense.gradientProduct(post, rates), plateauFeedbackRate / rowsOf(rates)));
  });
  return { ...state, feedback };
}
