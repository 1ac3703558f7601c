/**
 * Node and weight perturbation: how near the gradient they come, and what drops out when both ways are tried.
 */
import { concat, reshape, scalar, tensor2d, tile } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, modelOf, start } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { Model } from '../engine/initialise';
import type { Batch } from '../engine/learning-rule';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch, trainStep } from '../engine/train-step';
import { angleDeg } from '../math/angle';
import type { LossId, NetworkSpec, RuleChoice } from '../spec/spec';
import { createRule } from './index';

// 14 + 6 = 20 units; 5·14 + 14 + 14·6 + 6 = 174 weights and biases
const SPEC = denseSpec([5, 14, 6], ['tanh', 'linear']);
const UNITS = 20;
const SYNAPSES = 174;
const CONV: NetworkSpec = {
  input: [4, 4, 1],
  layers: [
    { kind: 'conv2d', filters: 2, kernel: 3, stride: 2, padding: 'same', activation: 'tanh' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

interface Lesson {
  readonly model: Model;
  readonly batch: Batch;
  readonly loss?: LossId;
  readonly step?: number;
}

/** Everything that a choice asks of weights and biases, in one vector. */
async function asked(lesson: Lesson, choice: RuleChoice, kinds: 'all' | 'b' = 'all'): Promise<Float32Array> {
  const { model, batch, loss = 'softmax-cross-entropy', step = 0 } = lesson;
  const { network, params } = model;
  const all = inScope(() => {
    const rule = createRule(choice);
    const state = rule.init(network, { seed: 1, weights: params.W });
    const context = openBatch({ network, loss, seed: 1 }, { params, step: scalar(step, 'int32') }, batch);
    const { W, b } = rule.step(context, state).gradients;
    return concat((kinds === 'b' ? b : [...W, ...b]).map((tensor) => reshape(tensor, [-1])));
  });
  const values = Float32Array.from(await all.data<'float32'>());
  all.dispose();
  return values;
}

const norm = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.cos(((angleDeg(a, b) ?? 90) * Math.PI) / 180);
/** 1 / √(1 + (N + 1) / K) */
const law = (numbers: number, tries: number): number => 1 / Math.sqrt(1 + (numbers + 1) / tries);

/** One example, often: every row is a try of its own. */
function oneExample(rows: number, inputs: number, outputs: number): Batch {
  const [x, y] = inScope(() => {
    const [row, label] = [normals(1, inputs, 3), labels(1, outputs, 4)];
    return [tile(row, [rows, 1]), tile(label, [rows, 1])] as const;
  });
  return { x, y };
}

/** The mean cosine between what is found in `draws` independent steps and the gradient, and the mean norm over its norm. */
async function quality(lesson: Lesson, choice: RuleChoice, draws: number, kinds: 'all' | 'b' = 'b') {
  const exact = await asked(lesson, choose('bp'), kinds);
  let [cosines, norms] = [0, 0];
  for (let step = 0; step < draws; step++) {
    const found = await asked({ ...lesson, step }, choice, kinds);
    cosines += cosine(found, exact) / draws;
    norms += norm(found) / norm(exact) / draws;
  }
  return { cosine: cosines, norm: norms };
}

onBackends('node perturbation', () => {
  test('its cosine to the gradient follows the number of units over the number of tries', async () => {
    const model = modelOf(SPEC);
    for (const [tries, draws] of [
      [100, 12],
      [1000, 4],
      [10_000, 1],
    ] as const) {
      const batch = oneExample(tries, 5, 6);
      const found = await quality({ model, batch }, choose('nodePerturbation'), draws);
      expect(Math.abs(found.cosine / law(UNITS, tries) - 1), `${tries} tries`).toBeLessThan(0.03);
      if (tries === 10_000) expect(Math.abs(found.norm - 1)).toBeLessThan(0.05);
      disposeAll(batch);
    }
    disposeAll(model.params);
  });

  test('tries of one batch count as rows do', async () => {
    const model = modelOf(SPEC);
    const batch = oneExample(25, 5, 6);
    const [one, sixteen] = [1, 16].map((perturbationTries) =>
      quality({ model, batch }, choose('nodePerturbation', { perturbationTries }), 20),
    );
    // So few tries leave the mean of 20 cosines ±2 % to chance.
    expect(Math.abs(((await one)?.cosine ?? 0) / law(UNITS, 25) - 1)).toBeLessThan(0.06);
    expect(Math.abs(((await sixteen)?.cosine ?? 0) / law(UNITS, 400) - 1)).toBeLessThan(0.03);
    disposeAll([model.params, batch]);
  });

  test('each example’s own loss counts, not the batch’s: different examples do not drown each other', async () => {
    const model = modelOf(SPEC);
    const { x: same, y } = oneExample(2000, 5, 6);
    same.dispose();
    const batch = { x: normals(2000, 5, 3), y };
    const found = await quality({ model, batch }, choose('nodePerturbation'), 1, 'all');
    // With the mean loss of the batch in the place of the examples' it would be below 0.2.
    expect(found.cosine).toBeGreaterThan(0.85);
    disposeAll([model.params, batch]);
  });

  test('both ways, a loss that is even in the noise moves nothing; one way, it does', async () => {
    const model = modelOf(denseSpec([3, 4], ['linear']), 'zero');
    const batch = { x: normals(6, 3, 1), y: tensor2d(new Float32Array(24), [6, 4]) };
    const lesson = { model, batch, loss: 'mse' } as const;
    expect(norm(await asked(lesson, choose('nodePerturbation')))).toBe(0);
    const oneWay = await asked(lesson, choose('nodePerturbation', { perturbationPaired: 0 }));
    expect(norm(oneWay)).toBeGreaterThan(1e-3);
    disposeAll([model.params, batch]);
  });

  test('under every loss and through a convolution it comes to the gradient', async () => {
    const model = modelOf(CONV);
    const batch = oneExample(4000, 16, 3);
    for (const loss of ['softmax-cross-entropy', 'sigmoid-cross-entropy', 'mse', 'mae'] as const) {
      const exact = await asked({ model, batch, loss }, choose('bp'));
      const found = await asked({ model, batch, loss }, choose('nodePerturbation'));
      expect(cosine(found, exact), loss).toBeGreaterThan(0.985);
      expect(Math.abs(norm(found) / norm(exact) - 1), loss).toBeLessThan(0.1);
    }
    disposeAll([model.params, batch]);
  });
}, ['cpu', 'wasm']);

onBackends('weight perturbation', () => {
  test('its cosine to the gradient follows the number of synapses over the number of tries', async () => {
    const model = modelOf(SPEC);
    const batch = { x: normals(8, 5, 3), y: labels(8, 6, 4) };
    const choice = choose('weightPerturbation', { perturbationTries: 16 });
    const exact = await asked({ model, batch }, choose('bp'));
    const total = new Float64Array(exact.length);
    const cosines = new Map<number, number>();
    for (let step = 0; step < 125; step++) {
      const found = await asked({ model, batch, step }, choice);
      for (const [at, value] of found.entries()) total[at] = (total[at] ?? 0) + value;
      cosines.set((step + 1) * 16, cosine(total, exact));
    }
    expect(Math.abs((cosines.get(2000) ?? 0) / law(SYNAPSES, 2000) - 1)).toBeLessThan(0.03);
    // One sequence of 400 tries is ±2 % by chance.
    expect(Math.abs((cosines.get(400) ?? 0) / law(SYNAPSES, 400) - 1)).toBeLessThan(0.06);
    // What is left of the noise adds to the length: √(1 + (N + 1) / K).
    expect(Math.abs((norm(total) / 125 / norm(exact)) * law(SYNAPSES, 2000) - 1)).toBeLessThan(0.05);
    disposeAll([model.params, batch]);
  });
}, ['cpu', 'wasm']);

onBackends('perturbations', () => {
  test.each(['nodePerturbation', 'weightPerturbation'] as const)('%s learns a small batch', async (rule) => {
    const run = start(modelOf(SPEC), choose(rule, { perturbationTries: 4 }));
    const batch = { x: normals(16, 5, 3), y: labels(16, 6, 4) };
    const losses: number[] = [];
    for (let step = 0; step < 150; step++) {
      const result = trainStep(run.setup, run.state, batch, { learningRate: 0.05 });
      run.state = result.state;
      losses.push((await result.loss?.data())?.[0] ?? Number.NaN);
      result.loss?.dispose();
    }
    const share = (losses.at(-1) ?? Number.NaN) / (losses[0] ?? 0);
    expect(share).toBeLessThan(0.8);
    disposeAll([run.state, batch]);
  });
}, ['cpu', 'wasm']);
