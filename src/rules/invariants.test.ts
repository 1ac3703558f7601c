/**
 * What must hold for the rules whatever the numbers: backpropagation is the gradient, the others are backpropagation
 * where their feedback is, and nothing is learnt from no error.
 */
import { matMul, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { grads } from '../../test/autodiff';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { forward } from '../engine/forward';
import { createModel, type Model } from '../engine/initialise';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import { LOSSES } from '../engine/losses';
import type { PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch, outputOf } from '../engine/train-step';
import { ruleParams } from '../spec/rule-params';
import type { Activation, LossId } from '../spec/spec';
import { RULES } from './index';

const BATCH = 6;

function modelOf(sizes: readonly number[], activations: readonly Activation[], seed = 1): Model {
  const [input = 1, ...units] = sizes;
  const layers = units.map((count, index) => ({
    kind: 'dense' as const,
    units: count,
    activation: activations[index] ?? 'linear',
  }));
  return createModel({ input: [input], layers }, { init: 'glorot', initSigma: 0, seed });
}

interface Learnt {
  readonly deltas: PerLayer<Tensor>;
  readonly W: PerLayer<Tensor>;
  readonly b: PerLayer<Tensor>;
}

/** Deltas and gradients of one batch under a rule, kept for the caller to dispose. */
function learn(
  model: Model,
  rule: LearningRule,
  state: RuleState,
  { batch, loss = 'softmax-cross-entropy' }: { batch: { x: Tensor; y: Tensor }; loss?: LossId },
): Learnt {
  return inScope(() => {
    const context = openBatch({ network: model.network, loss }, model.params, batch);
    const { deltas, gradients } = rule.step(context, state);
    return { deltas, ...gradients };
  });
}

async function expectSameBits(a: PerLayer<Tensor>, b: PerLayer<Tensor>): Promise<void> {
  expect(a.length).toBe(b.length);
  for (const [index, tensor] of a.entries()) {
    const other = b[index];
    if (other === undefined) throw new Error('a layer is missing');
    expect(await tensor.data()).toEqual(await other.data());
  }
}

onBackends('learning rules', () => {
  const nothing: RuleState = { feedback: [null, null, null] };
  const batch3 = () => ({ x: normals(BATCH, 5, 1), y: labels(BATCH, 3, 2) });

  for (const [loss, output] of [
    ['softmax-cross-entropy', 'linear'],
    ['sigmoid-cross-entropy', 'linear'],
    ['mse', 'sigmoid'],
    ['mae', 'tanh'],
  ] as const) {
    test(`backpropagation is autodiff: ${loss}, every activation`, async () => {
      const model = modelOf([5, 7, 6, 4, 3], ['relu', 'tanh', 'sigmoid', output]);
      const batch = batch3();
      const { W, b, deltas } = learn(model, RULES.bp, nothing, { batch, loss });
      const count = model.network.layers.length;
      const oracle = inScope(() =>
        grads((...parameters: Tensor[]) => {
          const params = { W: parameters.slice(0, count), b: parameters.slice(count), norms: [] };
          return LOSSES[loss].value(
            outputOf(model.network, forward(model.network, params, batch.x)),
            batch.y,
          );
        })([...model.params.W, ...model.params.b] as Tensor[]),
      );
      for (const [index, gradient] of [...W, ...b].entries()) {
        const expected = oracle[index];
        if (expected === undefined) throw new Error('autodiff missed a parameter');
        expect(await relativeDifference(gradient, expected)).toBeLessThan(1e-5);
      }
      disposeAll([model.params, batch, W, b, deltas, oracle]);
    });
  }

  test('feedback alignment with B = W is backpropagation, bit for bit', async () => {
    const model = modelOf([5, 7, 6, 3], ['tanh', 'relu', 'linear']);
    const batch = batch3();
    const bp = learn(model, RULES.bp, nothing, { batch });
    const fa = learn(model, RULES.fa, { feedback: model.params.W }, { batch });
    await expectSameBits([...fa.deltas, ...fa.W, ...fa.b], [...bp.deltas, ...bp.W, ...bp.b]);
    disposeAll([model.params, batch, bp, fa]);
  });

  test('direct feedback alignment is feedback alignment in a two-layer network', async () => {
    const model = modelOf([5, 7, 3], ['sigmoid', 'linear']);
    const batch = batch3();
    const state = RULES.fa.init(model.network, {
      seed: 3,
      params: ruleParams(),
    });
    const fa = learn(model, RULES.fa, state, { batch });
    const dfa = learn(model, RULES.dfa, { feedback: [state.feedback[1] ?? null, null] }, { batch });
    await expectSameBits([...dfa.deltas, ...dfa.W, ...dfa.b], [...fa.deltas, ...fa.W, ...fa.b]);
    disposeAll([model.params, batch, state, fa, dfa]);
  });

  test('direct feedback alignment with the last weights is backpropagation in the last hidden layer', async () => {
    const model = modelOf([5, 7, 6, 3], ['tanh', 'relu', 'linear']);
    const batch = batch3();
    const random = normals(7, 3, 9);
    const bp = learn(model, RULES.bp, nothing, { batch });
    const dfa = learn(model, RULES.dfa, { feedback: [random, model.params.W[2] ?? null, null] }, { batch });
    await expectSameBits([...dfa.W.slice(1)], [...bp.W.slice(1)]);
    expect(await relativeDifference(dfa.W[0] as Tensor, bp.W[0] as Tensor)).toBeGreaterThan(0.1);
    disposeAll([model.params, batch, random, bp, dfa]);
  });

  test('direct feedback through the product of all weights above is backpropagation in a linear network', async () => {
    const model = modelOf([5, 7, 6, 3], ['linear', 'linear', 'linear']);
    const batch = batch3();
    const [, W2, W3] = model.params.W as readonly Tensor2D[];
    if (W2 === undefined || W3 === undefined) throw new Error('a layer is missing');
    const product = inScope(() => matMul(W2, W3));
    const bp = learn(model, RULES.bp, nothing, { batch });
    const dfa = learn(model, RULES.dfa, { feedback: [product, W3, null] }, { batch });
    for (const [index, gradient] of dfa.W.entries()) {
      expect(await relativeDifference(gradient, bp.W[index] as Tensor)).toBeLessThan(1e-5);
    }
    disposeAll([model.params, batch, product, bp, dfa]);
  });

  test('the rules share the output layer and differ below it', async () => {
    const model = modelOf([5, 7, 6, 3], ['tanh', 'tanh', 'linear']);
    const batch = batch3();
    const states = (['fa', 'dfa'] as const).map((id) =>
      RULES[id].init(model.network, { seed: 1, params: ruleParams() }),
    );
    const bp = learn(model, RULES.bp, nothing, { batch });
    const [fa, dfa] = [
      learn(model, RULES.fa, states[0] ?? nothing, { batch }),
      learn(model, RULES.dfa, states[1] ?? nothing, { batch }),
    ];
    await expectSameBits(fa.W.slice(2), bp.W.slice(2));
    await expectSameBits(dfa.W.slice(2), bp.W.slice(2));
    for (const layer of [0, 1]) {
      for (const [one, other] of [
        [fa, bp],
        [dfa, bp],
      ] as const) {
        expect(await relativeDifference(one.W[layer] as Tensor, other.W[layer] as Tensor)).toBeGreaterThan(
          0.1,
        );
      }
    }
    disposeAll([model.params, batch, states, bp, fa, dfa]);
  });

  test('no error, no gradient', async () => {
    const model = modelOf([5, 7, 3], ['tanh', 'tanh']);
    const x = normals(BATCH, 5, 1);
    const y = inScope(() => outputOf(model.network, forward(model.network, model.params, x)).h);
    for (const rule of Object.values(RULES)) {
      const state = rule.init(model.network, { seed: 1, params: ruleParams({ feedbackScale: 2 }) });
      const { deltas, W, b } = learn(model, rule, state, { batch: { x, y }, loss: 'mse' });
      for (const gradient of [...W, ...b])
        expect((await gradient.data()).every((value) => value === 0)).toBe(true);
      disposeAll([deltas, W, b]);
      rule.dispose(state);
    }
    disposeAll([model.params, x, y]);
  });

  test('the feedback that stands for W has its shape; backpropagation and direct feedback have none', () => {
    const model = modelOf([5, 7, 6, 3], ['tanh', 'tanh', 'linear']);
    for (const [id, shapes, compared] of [
      ['bp', [null, null, null], [null, null, null]],
      [
        'fa',
        [
          [5, 7],
          [7, 6],
          [6, 3],
        ],
        [
          [5, 7],
          [7, 6],
          [6, 3],
        ],
      ],
      ['dfa', [[7, 3], [6, 3], null], [null, null, null]],
    ] as const) {
      const state = RULES[id].init(model.network, {
        seed: 1,
        params: ruleParams(),
      });
      expect(state.feedback.map((B) => B?.shape ?? null)).toEqual(shapes);
      expect([1, 2, 3].map((layer) => RULES[id].feedbackOf(state, layer)?.shape ?? null)).toEqual(compared);
      RULES[id].dispose(state);
    }
    disposeAll(model.params);
  });
});
