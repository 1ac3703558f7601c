/**
 * The values of predictive coding: x_l of the hidden layers beside their predictions, the output held at its answer.
 *   ε_l = x_l − μ_l with μ_l = φ(x_{l−1}) W_l + b_l;  ε_L = −∂ℓ/∂a_L at μ_L, divided by the output's variance Σ
 *   x_l ← x_l + γ (−ε_l + φ′(x_l) ⊙ ε_{l+1} W_{l+1}ᵀ), which goes down F = ½ Σ |ε_l|² + ℓ / Σ where γ is small
 * Errors may come down through weights Q of their own in W's place; then nothing says that F falls.
 * Source: Whittington, Bogacz (2017), Neural Computation 29, 1229–1262.
 */
import {
  add,
  div,
  mul,
  neg,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ACTIVATIONS, passBack } from '../engine/activations';
import { inputOf } from '../engine/forward';
import type { RuleContext } from '../engine/learning-rule';
import { LOSSES, rowsOf } from '../engine/losses';
import { ofLayer, type PerLayer } from '../engine/network';
import { driveFrom, enter, fromAbove, repeat, unroll } from './settling';
import { lossScale, outputAt, unitGradient, unitGradientAt } from './unit-loss';

/** One moment of inference. */
export interface Values {
  /** x_l of the hidden layers, as a_l. */
  readonly x: PerLayer<Tensor>;
  /** φ(x_{l−1}) as layer l takes it in, all layers. */
  readonly inputs: PerLayer<Tensor>;
  /** ε_l of all layers, as a_l. */
  readonly errors: PerLayer<Tensor>;
  /** μ_L. `[rows, n_L]` */
  readonly answer: Tensor;
}

export interface Inference {
  /** γ. */
  readonly rate: number;
  /** T. */
  readonly steps: number;
  /** Σ. */
  readonly variance: number;
  /** Q_l, of W_l's shape, which carries ε_l down in place of W_l; that of layer 1 is not read. W itself if left out. */
  readonly carriers?: PerLayer<Tensor>;
}

/** Before the first step: values at the forward pass, no error but the output's. */
function open(context: RuleContext, { variance }: Inference): Values {
  const { network, trace } = context;
  const last = network.layers.length;
  return {
    x: trace.a.slice(0, -1),
    inputs: network.layers.map(({ index }) => inputOf(trace, index)),
    errors: trace.a.map((a, at) => (at + 1 === last ? div(unitGradient(context), -variance) : zerosLike(a))),
    answer: ofLayer(trace.a, last),
  };
}

/** x_l after one step of size γ. As a_l. */
function moved(context: RuleContext, { x, errors }: Values, layer: number, how: Inference): Tensor {
  const { activation } = ofLayer(context.network.layers, layer);
  const value = ofLayer(x, layer);
  // φ′(x_l) ⊙ ε_{l+1} W_{l+1}ᵀ
  const pull = fromAbove(context, layer, ofLayer(errors, layer + 1), how.carriers);
  const bent = passBack(activation, pull, value, ACTIVATIONS[activation].apply(value));
  return add(value, mul(sub(bent, ofLayer(errors, layer)), how.rate)); // as a_l
}

/** One step of all values at once. */
function step(context: RuleContext, values: Values, inference: Inference): Values {
  const { network } = context;
  const last = network.layers.length;
  const x = values.x.map((_, at) => moved(context, values, at + 1, inference));
  const h = x.map((value, at) => ACTIVATIONS[ofLayer(network.layers, at + 1).activation].apply(value));
  const inputs = network.layers.map(({ index }) => enter(context, index, h[index - 2] ?? null));
  const mu = inputs.map((input, at) => driveFrom(context, at + 1, input)); // as a_l
  return {
    x,
    inputs,
    errors: mu.map((prediction, at) =>
      at + 1 === last
        ? div(unitGradientAt(context, prediction, context.batch.y), -inference.variance)
        : sub(ofLayer(x, at + 1), prediction),
    ),
    answer: ofLayer(mu, last),
  };
}

/** The values once they have settled. */
export function settle(context: RuleContext, inference: Inference): Values {
  return repeat(inference.steps, open(context, inference), (values) => step(context, values, inference));
}

/** All moments of inference, the forward pass first. */
export function inferenceOf(context: RuleContext, inference: Inference): readonly Values[] {
  return unroll(inference.steps, open(context, inference), (values) => step(context, values, inference));
}

/** ε_l as the moment L − l of inference has it, when it has just come down to layer l. As a_l each. */
export function errorsOnArrival(moments: readonly Values[]): PerLayer<Tensor> {
  const last = moments[0];
  return (last?.errors ?? []).map((_, at, { length }) => {
    const moment = moments[length - 1 - at];
    if (moment === undefined)
      throw new Error(`errorsOnArrival: ${moments.length} moments for ${length} layers`);
    return ofLayer(moment.errors, at + 1);
  });
}

/** ε_l where predictions and slopes stay as the forward pass had them: ε_l ← ε_l + γ (−ε_l + φ′(a_l) ⊙ ε_{l+1} W_{l+1}ᵀ). */
export function settleFixed(context: RuleContext, inference: Inference): PerLayer<Tensor> {
  const { network, trace } = context;
  const { rate, steps, carriers } = inference;
  const { errors } = open(context, inference);
  return repeat(steps, errors, (now) =>
    now.map((error, at) => {
      const above = now[at + 1];
      if (above === undefined) return error;
      const { activation } = ofLayer(network.layers, at + 1);
      const pull = fromAbove(context, at + 1, above, carriers);
      const bent = passBack(activation, pull, ofLayer(trace.a, at + 1), ofLayer(trace.h, at + 1));
      return add(error, mul(sub(bent, error), rate)); // as a_l
    }),
  );
}

/** F of one moment, per example. `[]` */
export function energyOf(context: RuleContext, { errors, answer }: Values, variance: number): Scalar {
  const { loss, network, batch } = context;
  const squares = errors.slice(0, -1).map((error): Tensor => sum(square(error)));
  const inner = squares.reduce((total, one) => add(total, one), zerosLike(sum(answer))); // []
  const outer = LOSSES[loss].value(outputAt(context, answer), batch.y); // []
  return add(
    div(inner, 2 * rowsOf(answer)),
    div(outer, variance * lossScale(loss, network.outputs)),
  ) as Scalar;
}

/** δ_l = −Σ ε_l, averaged over the batch, for the loss as it is. As a_l each. */
export function deltasOf(
  { loss, network }: RuleContext,
  errors: PerLayer<Tensor>,
  variance: number,
): PerLayer<Tensor> {
  const scale = variance * lossScale(loss, network.outputs);
  return errors.map((error) => mul(neg(error), scale / rowsOf(error)));
}
