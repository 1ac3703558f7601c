/**
 * What target propagation makes of decoders: a target ĥ_l for every hidden layer, and its update towards it.
 *   ĥ_{l−1} = h_{l−1} + g_l(ĥ_l) − g_l(h_l), kept as the difference ĥ − h, which has all its digits however small it is
 *   layer l < L goes down |h_l − ĥ_l|²: δ_l = 2 (h_l − ĥ_l) ⊙ φ′(a_l); the last layer has the loss's own δ_L
 * Source: Lee, Zhang, Fischer, Bengio (2015), Difference target propagation, ECML PKDD.
 */
import { add, div, mul, norm, sub, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import { backward, carryThrough, layerGradients } from '../engine/backward';
import { forward, inputOf } from '../engine/forward';
import type { InnerLife, InnerScalar, LearningRule, NamedAngle, RuleContext } from '../engine/learning-rule';
import { rowsOf } from '../engine/losses';
import { ofLayer, type Params, type PerLayer } from '../engine/network';
import { disposeAll } from '../engine/scope';
import type { RuleId, RuleParams } from '../spec/spec';
import { type DecoderState, decode, decodedLayers, encode, initDecoders, trainDecoders } from './decoders';
import { meanAngleDeg } from './mean-angle';
import { fromAbove } from './settling';
import { lossScale } from './unit-loss';

/** ĥ_{L−1} − h_{L−1}, what the rules of the family differ in; only asked where there is a hidden layer. */
export type FirstTarget = (context: RuleContext, state: DecoderState, params: RuleParams) => Tensor;

export interface TargetPlan {
  readonly id: RuleId;
  readonly params: RuleParams;
  readonly firstTarget: FirstTarget;
  /** Whether the answer has a decoder too. */
  readonly decodesAnswer: boolean;
}

/** ĥ_{l−1} − h_{l−1} from ĥ_l − h_l. As h_{l−1}. */
function shiftBelow(context: RuleContext, state: DecoderState, layer: number, shift: Tensor): Tensor {
  const h = ofLayer(context.trace.h, layer);
  const g = (code: Tensor): Tensor => decode(context, state, layer, { h: code, auxiliary: null }).g;
  // g_l(ĥ_l) − g_l(h_l)
  return sub(g(add(h, shift)), g(h));
}

/** ĥ_l − h_l of every hidden layer, as h_l. */
export function shiftsOf(
  context: RuleContext,
  state: DecoderState,
  { firstTarget, params }: TargetPlan,
): PerLayer<Tensor> {
  const top = context.network.layers.length - 1;
  if (top === 0) return [];
  let shift = firstTarget(context, state, params);
  const shifts = [shift];
  for (let layer = top; layer >= 2; layer--) {
    shift = shiftBelow(context, state, layer, shift);
    shifts.unshift(shift);
  }
  return shifts;
}

/** The rule of an arm: decoders and layers learn on the same batch. */
export function composeTargets(plan: TargetPlan): LearningRule<DecoderState> {
  const { id, params, decodesAnswer } = plan;
  return {
    id,
    init(network, options) {
      const last = network.layers.length - (decodesAnswer ? 0 : 1);
      return initDecoders(network, options, {
        last,
        auxiliaryUnits: decodesAnswer ? params.auxiliaryUnits : 0,
      });
    },
    step(context, state) {
      const { network, trace, loss, outputDelta } = context;
      const scale = lossScale(loss, network.outputs);
      const towards = shiftsOf(context, state, plan).map((shift, at) => {
        const { activation } = ofLayer(network.layers, at + 1);
        // δ_l = 2 (h_l − ĥ_l) ⊙ φ′(a_l)
        const error = mul(shift, (-2 * scale) / rowsOf(shift));
        return passBack(activation, error, ofLayer(trace.a, at + 1), ofLayer(trace.h, at + 1)); // as a_l
      });
      const deltas = [...towards, outputDelta];
      const products = network.layers.map((layer, at) =>
        layerGradients(layer, inputOf(trace, at + 1), ofLayer(deltas, at + 1)),
      );
      return {
        deltas,
        gradients: { W: products.map(({ W }) => W), b: products.map(({ b }) => b), norms: [] },
        state: trainDecoders(context, state, params),
      };
    },
    warmUpEpochs: params.decoderWarmup,
    warmUp({ network, params: weights, batch, draws, loss }, state) {
      if (batch === null) return { state };
      const trace = forward(network, weights, batch.x, draws);
      return { state: trainDecoders({ network, params: weights, trace, draws, loss }, state, params) };
    },
    anglesOf: decoderAngles,
    innerOf: (context, state) => innerOf(context, state, plan),
    feedbackOf: ({ feedback }, layer) => ofLayer(feedback, layer),
    dispose: disposeAll,
  };
}

/** Decoders against the transpose of what they decode, and, where layers are dense, against its inverse. */
function decoderAngles(state: DecoderState, { W }: Params): readonly NamedAngle[] {
  return decodedLayers(state).flatMap((layer): NamedAngle[] => {
    const [V, against] = [ofLayer(state.feedback, layer), ofLayer(W, layer)];
    if (V === null) return [];
    const transposed: NamedAngle = { name: 'decoderTranspose', layer, matrix: V, against };
    if (V.rank !== 2) return [transposed];
    return [transposed, { name: 'decoderInverse', layer, matrix: transpose(V), against, isInverted: true }];
  });
}

/** Per layer: how far its target is, where it lies against the true gradient, how well it is reconstructed from above. */
function innerOf(context: RuleContext, state: DecoderState, plan: TargetPlan): InnerLife {
  const { trace, params } = context;
  const { deltas } = backward(context, carryThrough(context, params.W));
  const targets = shiftsOf(context, state, plan).flatMap((shift, at): InnerScalar[] => {
    const layer = at + 1;
    // −∂ℓ/∂h_l
    const downhill = mul(fromAbove(context, layer, ofLayer(deltas, layer + 1)), -1);
    return [
      { name: 'targetDistance', layer, value: div(norm(shift), norm(ofLayer(trace.h, layer))) },
      { name: 'targetAngleDeg', layer, value: meanAngleDeg(shift, downhill) },
    ];
  });
  const reconstructions = decodedLayers(state).map((layer): InnerScalar => {
    const h = ofLayer(trace.h, layer - 1);
    const { g } = decode(context, state, layer, encode(context, state, layer, h));
    return { name: 'reconstructionError', layer: layer - 1, value: div(norm(sub(g, h)), norm(h)) };
  });
  return { scalars: [...targets, ...reconstructions], curves: [] };
}
