/**
 * Predictive coding: where its energy goes, where it rests, and when it is backpropagation.
 */
import { add, matMul, scalar, sub, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { Model } from '../engine/initialise';
import type { RuleContext } from '../engine/learning-rule';
import type { PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch } from '../engine/train-step';
import { angleDeg } from '../math/angle';
import type { LossId, NetworkSpec, RuleChoice } from '../spec/spec';
import { createRule } from './index';
import { inferenceOf, settle } from './value-nodes';

const DENSE = denseSpec([6, 9, 8, 7, 4], ['tanh', 'sigmoid', 'tanh', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 2],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 5, kernel: 3, stride: 2, padding: 'same', activation: 'relu' },
    { kind: 'dense', units: 4, activation: 'linear' },
  ],
};

/** Numbers that are equal but for the order of sums: what single precision leaves of them, some of it four layers deep. */
const SINGLE = 4e-6;

interface Lesson {
  readonly model: Model;
  readonly loss?: LossId;
  readonly rows?: number;
}

/** Gradients of the weights of one batch under a choice, first layer first. */
function gradientsOf({ model, loss, rows }: Lesson, choice: RuleChoice): PerLayer<Tensor> {
  return inScope(() => {
    const rule = createRule(choice);
    const state = rule.init(model.network, { seed: 1, weights: model.params.W });
    return rule.step(contextOf({ model, ...(loss && { loss }), ...(rows && { rows }) }), state).gradients.W;
  });
}

function contextOf({
  model: { network, params },
  loss = 'softmax-cross-entropy',
  rows = 12,
}: Lesson): RuleContext {
  const batch = { x: normals(rows, network.inputs, 1), y: labels(rows, network.outputs, 2) };
  return openBatch({ network, loss, seed: 1 }, { params, step: scalar(0, 'int32') }, batch);
}

const numbers = async (tensor: Tensor): Promise<Float32Array> => tensor.data<'float32'>();

/** Degrees between two sets of gradients, layer by layer. */
async function anglesBetween(a: PerLayer<Tensor>, b: PerLayer<Tensor>): Promise<(number | null)[]> {
  return Promise.all(a.map(async (g, at) => angleDeg(await numbers(g), await numbers(b[at] ?? g))));
}

onBackends('predictive coding', () => {
  for (const [what, spec] of [
    ['dense', DENSE],
    ['convolutional', CONV],
  ] as const)
    for (const loss of ['softmax-cross-entropy', 'mse'] as const)
      test(`Z-IL and settled fixed predictions are backpropagation: ${what}, ${loss}`, async () => {
        const lesson: Lesson = { model: modelOf(spec), loss };
        const exact = gradientsOf(lesson, choose('bp'));
        const zil = gradientsOf(lesson, choose('pc', { pcVariant: 1 }));
        const fixed = gradientsOf(lesson, choose('pc', { pcVariant: 2, inferenceSteps: 200 }));
        for (const [at, gradient] of exact.entries()) {
          const [own, still] = [zil[at], fixed[at]] as [Tensor, Tensor];
          expect(await relativeDifference(own, gradient), `Z-IL ${at + 1}`).toBeLessThan(SINGLE);
          expect(await relativeDifference(still, gradient), `fixed ${at + 1}`).toBeLessThan(SINGLE);
        }
        disposeAll([lesson.model.params, exact, zil, fixed]);
      });

  test('with a large output variance its update points where backpropagation’s does, with a small one it does not', async () => {
    const lesson: Lesson = { model: modelOf(DENSE), loss: 'mse' };
    const exact = gradientsOf(lesson, choose('bp'));
    const settled = (outputVariance: number) =>
      gradientsOf(lesson, choose('pc', { outputVariance, inferenceSteps: 200 }));
    const [weak, strong] = [settled(1000), settled(0.3)];
    for (const angle of await anglesBetween(weak, exact))
      expect(Math.cos(((angle ?? 90) * Math.PI) / 180)).toBeGreaterThan(0.9999);
    expect(Math.max(...(await anglesBetween(strong, exact)).map((angle) => angle ?? 0))).toBeGreaterThan(5);
    disposeAll([lesson.model.params, exact, weak, strong]);
  });

  test('inference goes down its energy, step by step', async () => {
    const model = modelOf(DENSE);
    const { curves, scalars } = inScope(() => {
      const rule = createRule(choose('pc', { inferenceSteps: 30, outputVariance: 1 }));
      const state = rule.init(model.network, { seed: 1, weights: model.params.W });
      const inner = rule.innerOf?.(contextOf({ model }), state);
      if (!inner) throw new Error('it has no inner life');
      return inner;
    });
    const [energy] = curves;
    const values = energy ? Array.from(await numbers(energy.values)) : [];
    expect(energy?.name).toBe('energy');
    expect(values).toHaveLength(31);
    for (let at = 1; at < values.length; at++) {
      // The energy itself is told to seven digits.
      expect(values[at], `step ${at}`).toBeLessThanOrEqual((values[at - 1] ?? 0) * (1 + 2e-7));
    }
    expect(values.at(-1)).toBeLessThan(0.95 * (values[0] ?? 0));
    expect(scalars.map(({ name, layer }) => `${name}/${layer}`)).toEqual([
      'predictionError/1',
      'predictionError/2',
      'predictionError/3',
      'predictionError/4',
    ]);
    disposeAll([model.params, curves, scalars]);
  });

  test('a linear network rests where the output error is (I + Σ J Jᵀ)⁻¹ of the forward one', async () => {
    const model = modelOf(denseSpec([5, 6, 4, 3], ['linear', 'linear', 'linear']));
    const [left, right, carried, error] = inScope(() => {
      const context = contextOf({ model, loss: 'mse', rows: 4 });
      const { errors } = settle(context, { rate: 0.1, steps: 400, variance: 1 });
      const [, W2, W3] = model.params.W as [Tensor, Tensor, Tensor];
      const [, second, last] = errors as [Tensor, Tensor, Tensor];
      // J_k: from x_1 and x_2 to the output
      const J1 = matMul(W2 as never, W3 as never);
      const gram = (J: Tensor): Tensor => matMul(transpose(J) as never, J as never);
      const total = add(gram(J1), gram(W3)); // [n_L, n_L]
      const forward = sub(context.batch.y, context.trace.a[2] as Tensor);
      return [
        add(last, matMul(last as never, total as never)),
        forward,
        matMul(last as never, transpose(W3) as never),
        second,
      ] as const;
    });
    expect(await relativeDifference(left, right)).toBeLessThan(SINGLE);
    expect(await relativeDifference(carried, error)).toBeLessThan(SINGLE);
    disposeAll([model.params, left, right, carried, error]);
  });

  test('the right answer leaves everything as it is', async () => {
    const model = modelOf(denseSpec([5, 6, 3], ['tanh', 'linear']));
    const moved = inScope(() => {
      const open = contextOf({ model, loss: 'mse', rows: 4 });
      const batch = { x: open.batch.x, y: open.trace.a[1] as Tensor };
      const { network, params } = model;
      const context = openBatch(
        { network, loss: 'mse', seed: 1 },
        { params, step: scalar(0, 'int32') },
        batch,
      );
      const rule = createRule(choose('pc'));
      return rule.step(context, rule.init(network, { seed: 1, weights: params.W })).gradients.W;
    });
    for (const g of moved) expect(Math.max(...(await numbers(g)).map(Math.abs))).toBeLessThan(1e-7);
    disposeAll([model.params, moved]);
  });

  test('all moments of inference end where inference does', async () => {
    const model = modelOf(denseSpec([5, 6, 6, 3], ['tanh', 'tanh', 'linear']));
    const [a, b] = inScope(() => {
      const context = contextOf({ model });
      const inference = { rate: 0.1, steps: 7, variance: 2 };
      return [settle(context, inference).x, inferenceOf(context, inference).at(-1)?.x ?? []];
    });
    expect(await numbers(a[1] as Tensor)).toEqual(await numbers(b[1] as Tensor));
    disposeAll([model.params, a, b]);
  });
}, ['cpu', 'wasm']);
