/**
 * What interneurons learn: to predict the layer above, and to cancel what it sends down. Before the teacher comes they may catch
 * up with the layer above on the very inputs of the batch; with the teacher they learn once more.
 *   ΔW^IP_l = (4 η_I / κ ⟨|r_l|² + 1⟩) ⟨r_lᵀ (σ(uᴵ) − σ(vᴵ))⟩,  ΔW^PI_l = −(η_A / n_{l+1}) ⟨A_lᵀ σ(uᴵ)⟩
 *   ΔQ_{l+1} = (η_Q / n_{l+1}) ⟨(r_l − σ(r_{l+1} Qᵀ))ᵀ r_{l+1}⟩
 * A prediction moves by 4 η_I σ′ ≤ η_I of what it lacks: from 2 on it may overshoot for good, however wide the layer.
 * Source: Sacramento, Costa, Bengio, Senn (2018), NeurIPS 31; the bound is that of least mean squares.
 */
import { add, div, mul, neg, sigmoid, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { RuleContext } from '../engine/learning-rule';
import { dense } from '../engine/linear-op';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import type { RuleParams } from '../spec/spec';
import { sigmoidChange } from './dendrites';
import {
  type Dendrite,
  type Interneurons,
  type MicroState,
  predictAbove,
  type Settled,
  type Soma,
  TOP_DOWN,
} from './microcircuit';

/** The steepest slope of a sigmoid. */
const STEEPEST = 1 / 4;

/**
 * Without a teacher: the batch is shown, and interneurons learn what they lack of the layer above, `interneuronTurns` times.
 * Apical dendrites have no say in it. In the caller's scope.
 */
export function catchUp(
  { microMixing, interneuronRate, interneuronTurns }: RuleParams,
  { network, trace }: Pick<RuleContext, 'network' | 'trace'>,
  state: MicroState,
): MicroState {
  const interneurons = state.interneurons.map((held, position) => {
    if (held === null) return null;
    const above = ofLayer(network.layers, position + 1);
    const [r, v] = [ofLayer(trace.h, position), ofLayer(trace.a, position + 1)]; // [rows, n_l], [rows, n_{l+1}]
    let own = held;
    for (let turn = 0; turn < interneuronTurns; turn++) {
      const guess = predictAbove(above, r, own);
      const moved = sigmoidChange(guess, mul(sub(v, guess), microMixing)); // [rows, n_{l+1}]
      own = predictBetter(own, { r, moved, rate: interneuronRate / microMixing });
    }
    return own;
  });
  return { ...state, interneurons };
}

/** Least mean squares, its rate divided by what the inputs bring together. */
function predictBetter(
  { W, b }: Interneurons,
  { r, moved, rate }: { readonly r: Tensor; readonly moved: Tensor; readonly rate: number },
): Interneurons {
  const step = div(rate / STEEPEST, add(sum(square(r)), rowsOf(r))); // []; the bias is an input of 1
  return {
    W: add(W, mul(dense.gradientProduct(r, moved), step)),
    b: add(b, mul(dense.biasSum(moved), step)),
  };
}

/** Interneurons and top-down weights after one batch, from the settled circuit. In the caller's scope. */
export function learnCircuit(
  { microMixing, interneuronRate, inhibitionRate, microTopDown, topDownRate }: RuleParams,
  { feedback, interneurons, inhibition }: MicroState,
  { somata, dendrites }: Settled,
): MicroState {
  const each = <T>(held: PerLayer<T | null>, move: (own: T, place: Place) => T): PerLayer<T | null> =>
    held.map((own, position) => {
      const [below, above, dendrite] = [somata[position - 1], somata[position], dendrites[position - 1]];
      return own && below && above && dendrite ? move(own, { below, above, dendrite }) : own;
    });
  return {
    feedback:
      microTopDown === TOP_DOWN.learnt
        ? each(feedback, (Q, { below, above }) => {
            const miss = sub(below.r, sigmoid(dense.transport(above.r, Q))); // [rows, n_l]
            return add(Q, mul(dense.gradientProduct(miss, above.r), topDownRate / above.r.size));
          })
        : feedback,
    interneurons: each(interneurons, (own, { dendrite: { seen, v, change } }) =>
      predictBetter(own, { r: seen, moved: sigmoidChange(v, change), rate: interneuronRate / microMixing }),
    ),
    inhibition: each(inhibition, (PI, { dendrite: { potential, v, change } }) => {
      const rates = sigmoid(add(v, change)); // [rows, n_{l+1}]
      return add(PI, mul(dense.gradientProduct(neg(potential), rates), inhibitionRate / rates.size));
    }),
  };
}

/** What stands around W^IP_l, W^PI_l and Q_{l+1}. */
interface Place {
  readonly below: Soma;
  readonly above: Soma;
  readonly dendrite: Dendrite;
}
