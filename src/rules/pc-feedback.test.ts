/**
 * Predictive coding whose errors come down through fixed random weights: predictive coding where they are W, feedback alignment
 * where each layer learns when the error arrives, and a rule that learns of its own.
 */
import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, expectSameBits, modelOf, SGD, start, train } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { lessonOf, numbersOf, stepOf } from '../../test/rule-lessons';
import { disposeAll, inScope } from '../engine/scope';
import { angleDeg } from '../math/angle';
import type { NetworkSpec } from '../spec/spec';
import { createRule } from './index';

const DENSE = denseSpec([6, 20, 16, 4], ['tanh', 'tanh', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 2],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 5, kernel: 3, stride: 2, padding: 'same', activation: 'tanh' },
    { kind: 'dense', units: 4, activation: 'linear' },
  ],
};
const PLACES = [
  ['dense', DENSE],
  ['convolutional', CONV],
] as const;

onBackends('predictive coding with random feedback', () => {
  for (const [what, spec] of PLACES)
    for (const pcVariant of [0, 1, 2])
      test(`with Q = W it is predictive coding to the last bit: variant ${pcVariant}, ${what}`, async () => {
        const model = modelOf(spec);
        const [plain, random, apart] = inScope(() => {
          const context = lessonOf(model);
          const [, ...above] = model.params.W;
          const given = { feedback: [null, ...above] };
          const choice = choose('pc', { pcVariant, pcFeedback: 1 });
          return [
            stepOf(choose('pc', { pcVariant }), context).gradients.W,
            stepOf(choice, context, given).gradients.W,
            stepOf(choice, context).gradients.W,
          ] as const;
        });
        await expectSameBits(random, plain);
        // With weights of its own it is something else, below the last layer.
        expect(await relativeDifference(apart[0] as Tensor, plain[0] as Tensor)).toBeGreaterThan(0.1);
        disposeAll([model.params, plain, random, apart]);
      });

  for (const [what, spec] of PLACES)
    test(`Z-IL and settled fixed predictions are feedback alignment: ${what}`, async () => {
      const model = modelOf(spec);
      const [fa, zil, fixed] = inScope(() => {
        const context = lessonOf(model);
        const own = (values: object) =>
          stepOf(choose('pc', { pcFeedback: 1, ...values }), context).gradients.W;
        return [
          stepOf(choose('fa'), context).gradients.W,
          own({ pcVariant: 1 }),
          own({ pcVariant: 2, inferenceSteps: 200 }),
        ] as const;
      });
      for (const [at, gradient] of fa.entries()) {
        expect(await relativeDifference(zil[at] as Tensor, gradient), `Z-IL ${at + 1}`).toBeLessThan(4e-6);
        expect(await relativeDifference(fixed[at] as Tensor, gradient), `fixed ${at + 1}`).toBeLessThan(4e-6);
      }
      disposeAll([model.params, fa, zil, fixed]);
    });

  test('Q stays as it was drawn, and the weights come to meet it, as the named angle says', async () => {
    // Small weights align soonest.
    const { network, params } = modelOf(DENSE);
    const W = inScope(() => params.W.map((weights) => mul(weights, 0.3)));
    disposeAll(params.W);
    const run = start({ network, params: { ...params, W } }, choose('pc', { pcFeedback: 1 }), {
      optimiser: { ...SGD, id: 'adam' },
    });
    const anglesNow = async (): Promise<(number | null)[]> => {
      const named = createRule(choose('pc')).anglesOf?.(run.state.ruleState, run.state.params) ?? [];
      expect(named.map(({ name, layer }) => `${name}/${layer}`)).toEqual([
        'errorWeights/2',
        'errorWeights/3',
      ]);
      return Promise.all(
        named.map(async ({ matrix, against }) => angleDeg(await numbersOf(matrix), await numbersOf(against))),
      );
    };
    const drawn = await numbersOf(run.state.ruleState.feedback[1] as Tensor);
    const before = await anglesNow();
    for (const angle of before) expect(Math.abs((angle ?? 0) - 90)).toBeLessThan(20);
    const batch = { x: normals(24, 6, 3), y: labels(24, 4, 4) };
    const again = () => ({ x: add(batch.x, 0), y: add(batch.y, 0) });
    train(run, 150, again, 0.01);
    expect(await numbersOf(run.state.ruleState.feedback[1] as Tensor)).toEqual(drawn);
    const after = await anglesNow();
    for (const [at, angle] of after.entries())
      expect(angle ?? 180, `layer ${at + 2}`).toBeLessThan((before[at] ?? 0) - 10);
    disposeAll([run.state, batch]);
  });
}, ['cpu', 'wasm']);
