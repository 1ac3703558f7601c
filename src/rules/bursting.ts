/**
 * Bursts: an axon sends events and, multiplexed, bursts. Events go up; bursts come down, and their change is the error.
 *   b_L = p_b e,  bᵗ_L = b_L − p_b ∂ℓ/∂a_L;   u_l = b_{l+1} Y_{l+1}ᵀ,  p_l = σ(ψ_l ⊙ u_l − c_l),  b_l = p_l ⊙ h_l,  ψ = φ′(a) / h
 *   δ_l = −(bᵗ_l − b_l);   c_l = (σ(u_l) ⊙ h_l) R_l where it is learnt
 * For sigmoids ψ is 1 − h. Where c cancels what comes down without a teacher, p is ½ and δ_l a quarter of what backpropagation
 * brings there with Y = W. With cross-entropy or ReLU the teacher is faint: all changes are divided by their size κ, κ → 0.
 * Source: Payeur, Guerguiev, Zenke, Richards, Naud (2021), Nature Neuroscience 24.
 */
import { div, matMul, maximum, mul, relu, sigmoid, step, sub, type Tensor } from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import type { RuleContext, RuleState } from '../engine/learning-rule';
import { rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { type RuleParams, takesLogits } from '../spec/spec';
import { sigmoidChange } from './dendrites';
import { lossScale, squash } from './unit-loss';

/** Values of `burstCancelling`. */
export const CANCELS = { not: 0, learning: 1, perfectly: 2 } as const;

/** ReLU units that fire less than this burst as if they fired this much. */
const LEAST_RATE = 1e-3;

/** What bursts come down through. */
export interface Downward {
  /** Y_l; entry 1 is null. */
  readonly Y: RuleState['feedback'];
  /** R_l `[n_l, n_l]`, or null. */
  readonly recurrent: PerLayer<Tensor | null>;
}

/** One hidden layer under both feedback phases, all as a_l. */
export interface Bursting {
  /** σ(u) ⊙ h: bursts before anything is cancelled. */
  readonly uncancelled: Tensor;
  /** The apical potential without a teacher, and what the teacher adds to it. */
  readonly apical: Tensor;
  readonly apicalChange: Tensor;
  /** b, and bᵗ − b. */
  readonly bursts: Tensor;
  readonly change: Tensor;
}

/** Bursts from the output down, without the teacher and with. In the caller's scope. */
export function comeDown(
  { network, trace, outputDelta, loss }: RuleContext,
  { burstBaseline, burstCancelling }: RuleParams,
  { Y, recurrent }: Downward,
): { readonly hidden: PerLayer<Bursting>; readonly topChange: Tensor } {
  const layers = network.layers.length;
  const isFaint = takesLogits(loss) || network.layers.some(({ activation }) => activation === 'relu');
  const toExample = rowsOf(outputDelta) / lossScale(loss, network.outputs);
  const topChange = mul(outputDelta, -burstBaseline * toExample); // as a_L
  const events = relu(squash(loss, network, ofLayer(trace.a, layers))); // as a_L
  let bursts: Tensor = mul(events, burstBaseline); // as a_L
  let change: Tensor = topChange;
  const hidden: Bursting[] = [];
  for (let layer = layers - 1; layer >= 1; layer--) {
    const { op } = ofLayer(network.layers, layer + 1);
    const weights = ofLayer(Y, layer + 1);
    if (weights === null) throw new Error(`comeDown: layer ${layer + 1} has no feedback weights`);
    const down = (from: Tensor): Tensor =>
      ofLayer(trace.stages, layer + 1).reduceRight(
        (carried, stage) => stage.passBack(carried),
        op.transport(from, weights),
      );
    const R = ofLayer(recurrent, layer);
    const { activation } = ofLayer(network.layers, layer);
    const unit: Unit = { activation, isFaint, a: ofLayer(trace.a, layer), h: ofLayer(trace.h, layer) };
    const bursting = burst(unit, { u: down(bursts), uChange: down(change) }, (now) =>
      burstCancelling === CANCELS.perfectly ? now.driven : R && matMul(now.uncancelled, R),
    );
    ({ bursts, change } = bursting);
    hidden.unshift(bursting);
  }
  return { hidden, topChange };
}

/** A layer as its bursts know it. */
interface Unit {
  readonly activation: 'linear' | 'relu' | 'tanh' | 'sigmoid';
  readonly isFaint: boolean;
  readonly a: Tensor;
  readonly h: Tensor;
}

/** One layer's bursts, from what comes down to its apical dendrites and what the teacher adds to that. All as a_l. */
function burst(
  { activation, isFaint, a, h }: Unit,
  { u, uChange }: { readonly u: Tensor; readonly uChange: Tensor },
  cancel: (now: { readonly driven: Tensor; readonly uncancelled: Tensor }) => Tensor | null,
): Bursting {
  const psi = activation === 'relu' ? div(step(h), maximum(h, LEAST_RATE)) : sub(1, h);
  const [driven, uncancelled] = [mul(u, psi), mul(sigmoid(u), h)];
  const c = cancel({ driven, uncancelled });
  const apical = c ? sub(driven, c) : driven;
  const apicalChange = mul(uChange, psi);
  const p = sigmoid(apical);
  const change = isFaint
    ? mul(passBack(activation, uChange, a, h), mul(p, sub(1, p))) // (bᵗ − b) / κ
    : mul(sigmoidChange(apical, apicalChange), h); // bᵗ − b
  return { uncancelled, apical, apicalChange, bursts: mul(p, h), change };
}
