/**
 * Difference target propagation and its simplified form: what targets are, whatever the decoders, and what decoders come to be.
 */
import {
  div,
  matMul,
  mean,
  mul,
  norm,
  sub,
  type Tensor,
  tensor2d,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { largestOf, lessonOf, numbersOf, stepOf } from '../../test/rule-lessons';
import type { Model } from '../engine/initialise';
import type { RuleContext } from '../engine/learning-rule';
import { ofLayer } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll, inScope } from '../engine/scope';
import { startTraining, type TrainingState, warmUpStep } from '../engine/train-step';
import { angleDeg } from '../math/angle';
import type { NetworkSpec, RuleId, RuleParams } from '../spec/spec';
import { type DecoderState, decode, initDecoders, trainDecoders } from './decoders';
import { createRule } from './index';
import { shiftsOf, type TargetPlan } from './local-targets';
import { sdtpPlan } from './sdtp';

const DENSE = denseSpec([5, 8, 7, 6, 3], ['tanh', 'tanh', 'sigmoid', 'linear']);
const SQUARE = denseSpec([4, 5, 5, 5, 3], ['linear', 'linear', 'linear', 'linear']);
const CONV: NetworkSpec = {
  input: [8, 8, 1],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'valid', activation: 'tanh' },
    { kind: 'dense', units: 6, activation: 'tanh' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

const decodersOf = ({ network, params }: Model, last: number, auxiliaryUnits = 0): DecoderState =>
  initDecoders(network, { seed: 1, weights: params.W }, { last, auxiliaryUnits });

/** A plan whose first target is given. */
const from = (first: (context: RuleContext) => Tensor): TargetPlan => ({
  id: 'dtp',
  params: choose('dtp').params,
  firstTarget: first,
  decodesAnswer: false,
});

/** Rows made orthogonal, one after another, and brought to these lengths. */
async function orthogonal(W: Tensor, lengths: readonly number[]): Promise<Tensor> {
  const [size = 0] = W.shape;
  const rows = Array.from({ length: size }, () => new Float64Array(size));
  const values = await W.data<'float32'>();
  for (const [at, row] of rows.entries()) {
    for (let k = 0; k < size; k++) row[k] = values[at * size + k] ?? 0;
    for (const before of rows.slice(0, at)) {
      const along = row.reduce((total, value, k) => total + value * (before[k] ?? 0), 0);
      for (let k = 0; k < size; k++) row[k] = (row[k] ?? 0) - along * (before[k] ?? 0);
    }
    const norm = Math.hypot(...row);
    for (let k = 0; k < size; k++) row[k] = (row[k] ?? 0) / norm;
  }
  return tensor2d(rows.map((row, at) => [...row].map((value) => value * (lengths[at] ?? 1))));
}

/** Square weights with orthogonal rows of these lengths. */
async function orthogonalModel(lengths: readonly number[] = [1, 1, 1, 1, 1]): Promise<Model> {
  const model = modelOf(SQUARE);
  const made = await Promise.all(
    model.params.W.map((W, at) => (at === 1 || at === 2 ? orthogonal(W, lengths) : W.clone())),
  );
  disposeAll(model.params.W);
  return { network: model.network, params: { ...model.params, W: made } };
}

/** What decoders learn with, and for how many steps. */
type Stage = readonly [values: Partial<RuleParams>, steps: number];

/** Decoders after some stages of warming up on fresh Gaussian batches. */
function warmed(model: Model, rule: RuleId, stages: readonly Stage[]): TrainingState {
  const { network, params } = model;
  const setupWith = (values: Partial<RuleParams>) => ({
    network,
    rule: createRule(choose(rule, values)),
    optimiser: createOptimiser({
      ...{ id: 'sgd', learningRate: 0, weightDecay: 0, momentum: 0, decay: 0 },
      ...{ beta1: 0, beta2: 0, epsilon: 0 },
    } as const),
    loss: 'softmax-cross-entropy' as const,
    seed: 1,
  });
  const steps = stages.reduce((total, [, count]) => total + count, 0);
  let state = startTraining(setupWith(stages[0]?.[0] ?? {}), params, { warmUpSteps: steps });
  let step = 0;
  for (const [values, count] of stages) {
    const setup = setupWith(values);
    for (const end = step + count; step < end; step++) {
      const x = normals(32, network.inputs, step + 1, 0.5);
      state = warmUpStep(setup, state, 32, { x, y: x });
      x.dispose();
    }
  }
  return state;
}

const decoderOf = ({ ruleState }: TrainingState, layer: number): Tensor => {
  const V = ofLayer(ruleState.feedback, layer);
  if (!V) throw new Error(`layer ${layer} has no decoder`);
  return V;
};

onBackends('target propagation', () => {
  test('with exact inverses the layers above a target do what it says', async () => {
    const model = await orthogonalModel();
    const apart = inScope(() => {
      const context = lessonOf(model);
      const state = { ...decodersOf(model, 3), feedback: [null, model.params.W[1], model.params.W[2], null] };
      const shifts = shiftsOf(
        context,
        state as DecoderState,
        from(() => normals(12, 5, 9)),
      );
      // f_{l+1}(ĥ_l) − f_{l+1}(h_l) is ĥ_{l+1} − h_{l+1} where everything is linear.
      return [1, 2].map((at) =>
        sub(matMul(shifts[at - 1] as never, model.params.W[at] as never), shifts[at] as Tensor),
      );
    });
    // Rounding of single precision.
    for (const difference of apart) expect(await largestOf(difference)).toBeLessThan(2e-6);
    disposeAll([model.params, apart]);
  });

  for (const [what, spec, last] of [
    ['dense', DENSE, 3],
    ['convolutional', CONV, 3],
  ] as const)
    test(`a first target that is already reached moves no layer, whatever the decoders: ${what}`, async () => {
      const model = modelOf(spec);
      const [shifts, plain] = inScope(() => {
        const context = lessonOf(model);
        const state = decodersOf(model, last);
        const h = context.trace.h[2] as Tensor;
        const none = from(() => mul(h, 0));
        // Plain target propagation, without the difference: ĥ_{l−1} = g_l(ĥ_l).
        const plainly = sub(
          decode(context, state, 3, { h, auxiliary: null }).g,
          context.trace.h[1] as Tensor,
        );
        return [shiftsOf(context, state, none), plainly] as const;
      });
      for (const shift of shifts) expect(await largestOf(shift)).toBe(0);
      expect(await largestOf(plain)).toBeGreaterThan(0.1);
      disposeAll([model.params, shifts, plain]);
    });

  test('in an orthogonal linear network the shifts are η₀ times backpropagation’s errors', async () => {
    const model = await orthogonalModel();
    const [own, exact] = inScope(() => {
      const context = lessonOf(model);
      const state = { ...decodersOf(model, 3), feedback: [null, model.params.W[1], model.params.W[2], null] };
      const choice = choose('dtp', { targetRate: 0.2 });
      const { deltas } = stepOf(choice, context, state as DecoderState);
      // δ = 2 (h − ĥ) = 2 η₀ δ of backpropagation
      const expected = stepOf(choose('bp'), context).deltas.map((delta, at) => mul(delta, at < 3 ? 0.4 : 1));
      return [deltas, expected] as const;
    });
    // Rounding of single precision: δ is the small difference of activities.
    for (const [at, delta] of own.entries())
      expect(await relativeDifference(delta, exact[at] as Tensor), `layer ${at + 1}`).toBeLessThan(3e-6);
    disposeAll([model.params, own, exact]);
  });

  test('with an answer that is right SDTP moves no hidden layer', async () => {
    const model = modelOf(DENSE);
    for (const auxiliaryUnits of [0, 5]) {
      const deltas = inScope(() => {
        const y = lessonOf(model, { loss: 'mse' }).trace.h[3] as Tensor;
        const context = lessonOf(model, { loss: 'mse', batch: { x: normals(12, 5, 1), y } });
        return stepOf(choose('sdtp', { auxiliaryUnits }), context).deltas;
      });
      for (const delta of deltas.slice(0, 3)) expect(await largestOf(delta)).toBe(0);
      disposeAll(deltas);
    }
    disposeAll(model.params);
  });

  test('where all answer alike, only an auxiliary output tells the targets of one class apart', async () => {
    const { network, params } = modelOf(denseSpec([5, 8, 3], ['tanh', 'linear']));
    // An output that says the same to everybody.
    const silent = inScope(() => mul(params.W[1] as Tensor, 0));
    params.W[1]?.dispose();
    const model: Model = { network, params: { ...params, W: [params.W[0] as Tensor, silent] } };
    const y = inScope(() => tile(tensor2d([[1, 0, 0]]), [6, 1]));
    const batch = { x: normals(6, 5, 1), y };
    /** How far the shifts of the first target are from their mean, relative to them. */
    const spread = (auxiliaryUnits: number): Tensor =>
      inScope(() => {
        const plan = sdtpPlan(choose('sdtp', { auxiliaryUnits }).params);
        const state = decodersOf(model, 2, auxiliaryUnits);
        const [shift] = shiftsOf(lessonOf(model, { batch }), state, plan) as [Tensor];
        return div(norm(sub(shift, mean(shift, 0, true))), norm(shift)); // []
      });
    const [without, beside] = [spread(0), spread(8)];
    expect(await largestOf(without)).toBeLessThan(1e-6);
    expect(await largestOf(beside)).toBeGreaterThan(0.05);
    disposeAll([model.params, batch, without, beside]);
  });

  test('the auxiliary output is random, stays as drawn, and is undone by weights that learn', async () => {
    const model = modelOf(DENSE);
    const { params } = choose('sdtp', { auxiliaryUnits: 5, decoderSteps: 3 });
    const [drawn, learnt] = inScope(() => {
      const state = decodersOf(model, 4, 5);
      const next = trainDecoders(lessonOf(model), state, params);
      return [state.auxiliary, next.auxiliary] as const;
    });
    if (!drawn || !learnt) throw new Error('there is no auxiliary output');
    expect(learnt.project).toBe(drawn.project);
    expect(learnt.project.shape).toEqual([6, 5]);
    expect(await relativeDifference(learnt.back, drawn.back)).toBeGreaterThan(1e-3);
    disposeAll([model.params, drawn, learnt.back]);
  });
}, ['cpu', 'wasm']);

onBackends('decoders', () => {
  test('that undo a square layer come to be its inverse', async () => {
    // Rows of different lengths: inverse and transpose are apart.
    const model = await orthogonalModel([0.6, 0.8, 1, 1.2, 1.5]);
    const state = warmed(model, 'dtp', [
      [{ decoderRate: 0.03, decoderNoise: 1 }, 200],
      [{ decoderRate: 0.003, decoderNoise: 1 }, 150],
      [{ decoderRate: 0.0003, decoderNoise: 1 }, 100],
    ]);
    const W = state.params.W[1] as Tensor;
    const product = inScope(() => matMul(W as never, transpose(decoderOf(state, 2)) as never));
    const values = await numbersOf(product);
    // As near as Adam's last steps let it: they are of 1e-4.
    for (const [at, value] of values.entries())
      expect(Math.abs(value - (at % 6 === 0 ? 1 : 0)), `entry ${at}`).toBeLessThan(2e-4);
    // That is not the transpose, which the other loss finds.
    const angle = angleDeg(await numbersOf(decoderOf(state, 2)), await numbersOf(W));
    expect(angle).toBeGreaterThan(10);
    disposeAll([state, product]);
  });

  test('that match the Jacobian come to be the weights themselves', async () => {
    const model = modelOf(denseSpec([5, 12, 10, 3], ['tanh', 'tanh', 'linear']));
    const values = { decoderLoss: 1, decoderRate: 0.003, decoderNoise: 0.1, decoderSteps: 4 };
    const state = warmed(model, 'dtp', [[values, 300]]);
    const angle = angleDeg(await numbersOf(decoderOf(state, 2)), await numbersOf(state.params.W[1]));
    expect(angle).toBeLessThan(6);
    disposeAll(state);
  });
}, ['wasm']);
