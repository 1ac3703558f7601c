/**
 * What can be laid over any rule: scale, sparsity, rank and painted entries of its feedback, norms that are held, gradients
 * that are clipped or reduced to their signs.
 */
import { type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, labels, normals, onBackends } from '../../test/on-backends';
import {
  denseSpec,
  distance,
  feedbackOf,
  learn,
  modelOf,
  type Run,
  SGD,
  start,
  train,
  weightsOf,
} from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { Gradients } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { disposePass, trainStep } from '../engine/train-step';
import type { PaintedEntry, RuleId } from '../spec/spec';
import { createRule } from './index';

const SPEC = denseSpec([5, 8, 6, 4], ['tanh', 'tanh', 'linear']);
const batchAt = (step: number) => ({ x: normals(8, 5, 10 + step), y: labels(8, 4, 50 + step) });
const WITH_FEEDBACK: readonly RuleId[] = [
  'fa',
  'dfa',
  'usf',
  'brsf',
  'frsf',
  'kp',
  'wm',
  'signAgreement',
  'dial',
];
const normOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

async function feedbackAtStart(...choice: Parameters<typeof choose>): Promise<Float32Array> {
  const run = start(modelOf(SPEC), choose(...choice));
  const values = await feedbackOf(run, 2);
  disposeAll(run.state);
  return values;
}

const zerosIn = (values: Float32Array): readonly number[] =>
  [...values.keys()].filter((at) => values[at] === 0);

onBackends('feedback as an arm wants it', () => {
  test('scale is a factor, sparsity cuts so many entries for good, and a larger one cuts them too', async () => {
    for (const rule of WITH_FEEDBACK) {
      const [one, four] = [await feedbackAtStart(rule), await feedbackAtStart(rule, { feedbackScale: 4 })];
      expect(
        distance(
          four,
          one.map((value) => 4 * value),
        ),
        rule,
      ).toBeLessThan(1e-6);
      const [some, most] = [
        zerosIn(await feedbackAtStart(rule, { sparsity: 0.25 })),
        zerosIn(await feedbackAtStart(rule, { sparsity: 0.75 })),
      ];
      expect([zerosIn(one).length, some.length, most.length]).toEqual([
        0,
        one.length / 4,
        (3 * one.length) / 4,
      ]);
      expect(some.every((at) => most.includes(at))).toBe(true);
      const run = start(modelOf(SPEC), choose(rule, { sparsity: 0.25, feedbackDecay: 0.1 }));
      train(run, 3, batchAt);
      expect(zerosIn(await feedbackOf(run, 2)), rule).toEqual(some);
      disposeAll(run.state);
    }
  });

  test('painted entries hold, at the start where feedback learns, always where it follows the weights', async () => {
    const painted: readonly PaintedEntry[] = [
      { layer: 2, at: 3, value: 9 },
      { layer: 2, at: 0, value: -7 },
      { layer: 2, at: 3, value: 0.5 },
      { layer: 2, at: 100000, value: 1 },
      { layer: 3, at: 1, value: 5 },
    ];
    for (const rule of WITH_FEEDBACK) {
      const plain = await feedbackAtStart(rule, { sparsity: 0.5 });
      const run = start(modelOf(SPEC), choose(rule, { sparsity: 0.5 }, { painted }));
      const values = await feedbackOf(run, 2);
      expect(
        [values[0], values[3]].map((value) => value?.toFixed(5)),
        rule,
      ).toEqual(['-7.00000', '0.50000']);
      expect([...values].filter((value, at) => value !== plain[at]).length).toBeLessThanOrEqual(2);
      train(run, 2, batchAt);
      const later = await feedbackOf(run, 2);
      const learns = rule === 'kp' || rule === 'wm';
      expect(later[0] === -7 && later[3] === 0.5, rule).toBe(!learns);
      expect(later[0]).not.toBe(0);
      disposeAll(run.state);
    }
  });

  test('feedback of rank 1 has proportional columns and the size of the full matrix', async () => {
    for (const rule of ['fa', 'dial'] as const) {
      const B = await feedbackAtStart(rule, { rank: 1, dialAngle: 90 });
      for (let row = 1; row < 8; row++)
        for (let column = 1; column < 6; column++) {
          const [a, b] = [(B[0] ?? 0) * (B[6 * row + column] ?? 0), (B[column] ?? 0) * (B[6 * row] ?? 0)];
          expect(Math.abs(a - b)).toBeLessThan(1e-6);
        }
    }
    const wide = denseSpec([3, 100, 80, 3], []);
    const sizeOf = async (rank: number): Promise<number> => {
      const run = start(modelOf(wide), choose('fa', { rank }));
      const norm = normOf(await feedbackOf(run, 2));
      disposeAll(run.state);
      return norm / Math.sqrt((100 * 80 * 2) / 180);
    };
    expect(await sizeOf(0)).toBeCloseTo(1, 1);
    expect(await sizeOf(20)).toBeCloseTo(1, 1);
    // No smaller than the layer: the full matrix.
    expect(await sizeOf(80)).toBe(await sizeOf(0));
  });
}, ['wasm']);

onBackends('norms that are held', () => {
  test('weights keep their first norm while their direction learns', async () => {
    const run = start(modelOf(SPEC), choose('kp', { normConstraint: 1, feedbackDecay: 0.01 }));
    const first = await Promise.all([1, 2, 3].map((layer) => weightsOf(run, layer)));
    train(run, 6, batchAt, 0.5);
    for (const [index, before] of first.entries()) {
      const W = await weightsOf(run, index + 1);
      expect(normOf(W) / normOf(before)).toBeCloseTo(1, 5);
      expect(distance(W, before)).toBeGreaterThan(0.05);
    }
    disposeAll(run.state);
    const fromZero = start(modelOf(SPEC, 'zero'), choose('bp', { normConstraint: 1 }));
    train(fromZero, 2, batchAt);
    expect(normOf(await weightsOf(fromZero, 3))).toBe(0);
    expect(normOf((await fromZero.state.params.b[2]?.data()) ?? [])).toBeGreaterThan(0);
    disposeAll(fromZero.state);
  });

  test('feedback that follows has the norm of the weights that it stands for, at every step', async () => {
    for (const rule of WITH_FEEDBACK) {
      const run = start(modelOf(SPEC), choose(rule, { normConstraint: 2, feedbackScale: 7 }));
      for (let step = 0; step < 3; step++) {
        const [B, W] = [await feedbackOf(run, 2), await weightsOf(run, rule === 'dfa' ? 3 : 2)];
        expect(normOf(B) / normOf(W), rule).toBeCloseTo(1, 5);
        train(run, 1, () => batchAt(step), 0.5);
      }
      disposeAll(run.state);
    }
  });
}, ['wasm']);

onBackends('gradients before the optimiser', () => {
  const gradients = (): Gradients => ({
    W: [tensor2d([[3, -4]]), tensor2d([[0], [12]])],
    b: [tensor1d([0, 0]), tensor1d([-84])],
    norms: [],
  });
  const treated = async (values: Parameters<typeof choose>[1]): Promise<readonly number[]> => {
    const given = gradients();
    const found = inScope(() => createRule(choose('bp', values)).beforeUpdate?.(given));
    const numbers = await Promise.all(
      [...(found?.W ?? []), ...(found?.b ?? [])].map((g: Tensor) => g.data()),
    );
    disposeAll([given, found]);
    return numbers.flatMap((array) => [...array]);
  };

  test('are clipped as one vector, as PyTorch does it', async () => {
    // 3² + 4² + 12² + 84² = 85²
    const factor = 17 / (85 + 1e-6);
    expectNumbers(
      await treated({ gradientClip: 17 }),
      [3, -4, 0, 12, 0, 0, -84].map((g) => g * factor),
      4,
    );
    expect(await treated({ gradientClip: 86 })).toEqual([3, -4, 0, 12, 0, 0, -84]);
  });

  test('may be their signs alone, or are left as they are', async () => {
    expect(await treated({ manhattan: 1, gradientClip: 1 })).toEqual([1, -1, 0, 1, 0, 0, -1]);
    expect(createRule(choose('bp')).beforeUpdate).toBeUndefined();
  });
});

onBackends('updates by signs', () => {
  test('every weight moves by the learning rate, decay comes on top; measured gradients keep their size', async () => {
    const run: Run = start(modelOf(SPEC), choose('fa', { manhattan: 1 }), {
      optimiser: { ...SGD, weightDecay: 0.5 },
    });
    const before = await weightsOf(run, 1);
    const { network, params } = { network: run.setup.network, params: run.state.params };
    const batch = batchAt(0);
    const plain = learn({ network, params }, choose('fa'), { batch });
    const gradient = (await plain.W[0]?.data<'float32'>()) ?? new Float32Array();
    const result = trainStep(run.setup, run.state, batch, { learningRate: 0.01, keep: 'pass' });
    run.state = result.state;
    expect(await result.pass?.gradients.W[0]?.data()).toEqual(gradient);
    const expected = before.map((value, at) => value - 0.01 * (Math.sign(gradient[at] ?? 0) + 0.5 * value));
    expect(distance(await weightsOf(run, 1), expected)).toBeLessThan(1e-6);
    if (result.pass) disposePass(result.pass);
    disposeAll([run.state, batch, plain, result.loss]);
  });
}, ['cpu', 'wasm']);
