/**
 * What must hold for the rules whatever the numbers: backpropagation is the gradient, the others are backpropagation
 * where their feedback is, and nothing is learnt from no error.
 */
import { matMul, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { grads } from '../../test/autodiff';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, expectSameBits, learn, modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { forward } from '../engine/forward';
import { LOSSES } from '../engine/losses';
import { disposeAll, inScope } from '../engine/scope';
import { outputOf } from '../engine/train-step';
import { CARRIER_IDS, createRule } from './index';

const BATCH = 6;
const batch3 = () => ({ x: normals(BATCH, 5, 1), y: labels(BATCH, 3, 2) });

onBackends('learning rules', () => {
  for (const [loss, output] of [
    ['softmax-cross-entropy', 'linear'],
    ['sigmoid-cross-entropy', 'linear'],
    ['mse', 'sigmoid'],
    ['mae', 'tanh'],
  ] as const) {
    test(`backpropagation is autodiff: ${loss}, every activation`, async () => {
      const model = modelOf(denseSpec([5, 7, 6, 4, 3], ['relu', 'tanh', 'sigmoid', output]));
      const batch = batch3();
      const learnt = learn(model, choose('bp'), { batch, loss });
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
      for (const [index, gradient] of [...learnt.W, ...learnt.b].entries()) {
        expect(await relativeDifference(gradient, oracle[index] as Tensor)).toBeLessThan(1e-5);
      }
      disposeAll([model.params, batch, learnt, oracle]);
    });
  }

  test('feedback alignment with B = W is backpropagation, bit for bit', async () => {
    const model = modelOf(denseSpec([5, 7, 6, 3], ['tanh', 'relu', 'linear']));
    const batch = batch3();
    const bp = learn(model, choose('bp'), { batch });
    const fa = learn(model, choose('fa'), { batch, given: model.params.W });
    await expectSameBits([...fa.deltas, ...fa.W, ...fa.b], [...bp.deltas, ...bp.W, ...bp.b]);
    disposeAll([model.params, batch, bp, fa]);
  });

  test('direct feedback alignment is feedback alignment in a two-layer network', async () => {
    const model = modelOf(denseSpec([5, 7, 3], ['sigmoid', 'linear']));
    const batch = batch3();
    const B = normals(7, 3, 3);
    const fa = learn(model, choose('fa'), { batch, given: [null, B] });
    const dfa = learn(model, choose('dfa'), { batch, given: [B, null] });
    await expectSameBits([...dfa.deltas, ...dfa.W, ...dfa.b], [...fa.deltas, ...fa.W, ...fa.b]);
    disposeAll([model.params, batch, B, fa, dfa]);
  });

  test('direct feedback alignment with the last weights is backpropagation in the last hidden layer', async () => {
    const model = modelOf(denseSpec([5, 7, 6, 3], ['tanh', 'relu', 'linear']));
    const batch = batch3();
    const random = normals(7, 3, 9);
    const bp = learn(model, choose('bp'), { batch });
    const dfa = learn(model, choose('dfa'), { batch, given: [random, model.params.W[2] ?? null, null] });
    await expectSameBits([...dfa.W.slice(1)], [...bp.W.slice(1)]);
    expect(await relativeDifference(dfa.W[0] as Tensor, bp.W[0] as Tensor)).toBeGreaterThan(0.1);
    disposeAll([model.params, batch, random, bp, dfa]);
  });

  test('direct feedback through the product of all weights above is backpropagation in a linear network', async () => {
    const model = modelOf(denseSpec([5, 7, 6, 3], ['linear', 'linear', 'linear']));
    const batch = batch3();
    const [, W2, W3] = model.params.W as readonly Tensor2D[];
    if (W2 === undefined || W3 === undefined) throw new Error('a layer is missing');
    const product = inScope(() => matMul(W2, W3));
    const bp = learn(model, choose('bp'), { batch });
    const dfa = learn(model, choose('dfa'), { batch, given: [product, W3, null] });
    for (const [index, gradient] of dfa.W.entries()) {
      expect(await relativeDifference(gradient, bp.W[index] as Tensor)).toBeLessThan(1e-5);
    }
    disposeAll([model.params, batch, product, bp, dfa]);
  });
});

onBackends('all learning rules', () => {
  test('share the output layer and differ from backpropagation below it', async () => {
    const model = modelOf(denseSpec([5, 7, 6, 3], ['tanh', 'tanh', 'linear']));
    const batch = batch3();
    const bp = learn(model, choose('bp'), { batch });
    for (const id of CARRIER_IDS.filter((rule) => rule !== 'bp')) {
      const learnt = learn(model, choose(id), { batch });
      await expectSameBits(
        [...learnt.W.slice(2), ...learnt.b.slice(2)],
        [...bp.W.slice(2), ...bp.b.slice(2)],
      );
      for (const layer of [0, 1]) {
        const difference = await relativeDifference(learnt.W[layer] as Tensor, bp.W[layer] as Tensor);
        expect(difference, `${id}, layer ${layer + 1}`).toBeGreaterThan(0.1);
      }
      disposeAll(learnt);
    }
    disposeAll([model.params, batch, bp]);
  });

  test('no error, no gradient', async () => {
    const model = modelOf(denseSpec([5, 7, 3], ['tanh', 'tanh']));
    const x = normals(BATCH, 5, 1);
    const y = inScope(() => outputOf(model.network, forward(model.network, model.params, x)).h);
    for (const id of CARRIER_IDS) {
      const { deltas, W, b } = learn(model, choose(id, { feedbackScale: 2 }), {
        batch: { x, y },
        loss: 'mse',
      });
      for (const gradient of [...W, ...b])
        expect((await gradient.data()).every((value) => value === 0)).toBe(true);
      disposeAll([deltas, W, b]);
    }
    disposeAll([model.params, x, y]);
  });

  test('what stands for W has its shape; backpropagation and the last layer alone have nothing', () => {
    const model = modelOf(denseSpec([5, 7, 6, 3], ['tanh', 'tanh', 'linear']));
    const likeW = ['5,7', '7,6', '6,3'];
    for (const id of CARRIER_IDS) {
      const rule = createRule(choose(id));
      const state = rule.init(model.network, { seed: 1, weights: model.params.W });
      const shapes = inScope(() =>
        [1, 2, 3].map((layer) => rule.feedbackOf(state, layer, model.params)?.shape.join() ?? null),
      );
      const expected = { bp: [null, null, null], readout: [null, null, null], dfa: ['7,3', '6,3', null] };
      expect(shapes, id).toEqual(expected[id as keyof typeof expected] ?? likeW);
      expect([1, 2].map((layer) => rule.isDirect?.(layer))).toEqual([id === 'dfa', id === 'dfa']);
      rule.dispose(state);
    }
    disposeAll(model.params);
  });
}, ['cpu', 'wasm']);
