/**
 * Contrastive Hebbian learning and GeneRec: how they hang together, where nothing moves, and when they are backpropagation.
 */
import { add, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { cosinesOf, largestOf, lessonOf, stepOf } from '../../test/rule-lessons';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import type { NetworkSpec } from '../spec/spec';
import { settleClamped, settleFreely } from './clamping';

const DENSE = denseSpec([5, 30, 25, 3], ['sigmoid', 'sigmoid', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'sigmoid' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 8, kernel: 3, stride: 2, padding: 'same', activation: 'sigmoid' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

onBackends('contrastive Hebbian learning', () => {
  test('the symmetric midpoint is the contrast of two Hebbian products, term by term', async () => {
    const model = modelOf(DENSE);
    const [own, midpoints, generec] = inScope(() => {
      const context = lessonOf(model);
      const site = { ...context, feedbackGain: 0.5, sweeps: 15 };
      const minus = settleFreely(site);
      const plus = settleClamped(site, minus, context.batch.y);
      const params = { feedbackGain: 0.5 };
      // Both sides of the synapse: ½ (a⁺ + a⁻)_1ᵀ (a⁺ − a⁻)_2 + (a⁺ − a⁻)_1ᵀ ½ (a⁺ + a⁻)_2
      const { op } = ofLayer(model.network.layers, 2);
      const [p1, m1, p2, m2] = [plus[0], minus[0], plus[1], minus[1]] as [Tensor, Tensor, Tensor, Tensor];
      const forward = op.gradientProduct(mul(add(p1, m1), 0.5), sub(p2, m2));
      const back = op.gradientProduct(sub(p1, m1), mul(add(p2, m2), 0.5));
      const symmetric = mul(add(forward, back), -2 / 12);
      return [
        stepOf(choose('chl', params), context).gradients.W,
        symmetric,
        stepOf(choose('generec', { ...params, generecForm: 2 }), context).gradients.W,
      ] as const;
    });
    expect(await relativeDifference(own[1] as Tensor, midpoints)).toBeLessThan(1e-6);
    for (const [at, g] of own.entries())
      expect(await relativeDifference(generec[at] as Tensor, g)).toBeLessThan(1e-6);
    disposeAll([model.params, own, midpoints, generec]);
  });

  for (const rule of ['chl', 'generec'] as const) {
    test(`${rule}: an answer that is already given moves nothing`, async () => {
      const model = modelOf(DENSE);
      const moved = inScope(() => {
        const open = lessonOf(model, { loss: 'mse' });
        const minus = settleFreely({ ...open, feedbackGain: 0.1, sweeps: 40 });
        const batch = { x: open.batch.x, y: minus[2] as Tensor };
        const context = lessonOf(model, { loss: 'mse', batch });
        return stepOf(choose(rule, { sweeps: 40 }), context).gradients.W;
      });
      // Rounding of single precision, made up for two layers with γ⁻² = 100.
      for (const g of moved) expect(await largestOf(g)).toBeLessThan(1e-5);
      disposeAll([model.params, moved]);
    });

    for (const [what, spec] of [
      ['dense', DENSE],
      ['convolutional', CONV],
    ] as const)
      test(`${rule}: the weaker the way down, the closer to backpropagation, ${what}`, async () => {
        const model = modelOf(spec);
        const loss = 'sigmoid-cross-entropy';
        const exact = inScope(() => stepOf(choose('bp'), lessonOf(model, { loss })).gradients.W);
        const cosines = async (feedbackGain: number): Promise<number[]> => {
          const own = inScope(
            () => stepOf(choose(rule, { feedbackGain }), lessonOf(model, { loss })).gradients.W,
          );
          const found = await cosinesOf(own, exact);
          disposeAll(own);
          return found;
        };
        const [weak, strong] = [await cosines(0.05), await cosines(1)];
        for (const [at, cosine] of weak.entries()) {
          expect(cosine, `layer ${at + 1}`).toBeGreaterThan(0.999);
          expect(cosine, `layer ${at + 1}`).toBeGreaterThan(strong[at] ?? 1);
        }
        disposeAll([model.params, exact]);
      });
  }

  test('both phases come to rest, and the answer is the settled one', async () => {
    const model = modelOf(DENSE);
    const [still, answers] = inScope(() => {
      const context = lessonOf(model);
      const site = { ...context, feedbackGain: 0.3, sweeps: 40 };
      const minus = settleFreely(site);
      const plus = settleClamped(site, minus, context.batch.y);
      const apart = (a: PerLayer<Tensor>, b: PerLayer<Tensor>) => a.map((s, at) => sub(s, b[at] as Tensor));
      const again = settleClamped(site, plus, context.batch.y);
      return [
        [...apart(again, plus), ...apart(settleFreely({ ...site, sweeps: 60 }), minus)],
        sub(minus[2] as Tensor, context.trace.h[2] as Tensor),
      ] as const;
    });
    for (const difference of still) expect(await largestOf(difference)).toBeLessThan(2e-6);
    expect(await largestOf(answers)).toBeGreaterThan(1e-3);
    disposeAll([model.params, still, answers]);
  });
}, ['cpu', 'wasm']);
