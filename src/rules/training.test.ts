/**
 * Whole training runs: same seed same numbers, every rule learns, and what Adam makes of the feedback's scale.
 */
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import { createModel } from '../engine/initialise';
import type { Gradients } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { disposePass, type TrainingSetup, type TrainingState, trainStep } from '../engine/train-step';
import { ruleParams } from '../spec/rule-params';
import type { NetworkSpec, OptimiserSpec, RuleId } from '../spec/spec';
import { RULES } from './index';

const SPEC: NetworkSpec = {
  input: [6],
  layers: [
    { kind: 'dense', units: 9, activation: 'tanh' },
    { kind: 'dense', units: 8, activation: 'relu' },
    { kind: 'dense', units: 4, activation: 'linear' },
  ],
};

const ADAM: OptimiserSpec = {
  id: 'adam',
  learningRate: 0.01,
  weightDecay: 0,
  momentum: 0,
  decay: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
};

interface Run {
  readonly rule: RuleId;
  readonly optimiser?: OptimiserSpec;
  readonly feedbackScale?: number;
  readonly seed?: number;
}

/** All parameters and the losses after some steps on fixed batches. Leaves no tensor behind. */
async function train({ rule, optimiser: spec = ADAM, feedbackScale = 1, seed = 1 }: Run, steps: number) {
  const { network, params } = createModel(SPEC, { init: 'glorot', initSigma: 0, seed });
  const optimiser = createOptimiser(spec);
  const setup: TrainingSetup = { network, optimiser, rule: RULES[rule], loss: 'softmax-cross-entropy' };
  let state: TrainingState = {
    params,
    optimiserState: optimiser.init(params),
    ruleState: RULES[rule].init(network, { seed, params: ruleParams({ feedbackScale }) }),
  };
  const batch = { x: normals(16, 6, 5), y: labels(16, 4, 6) };
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const result = trainStep(setup, state, batch, { learningRate: spec.learningRate });
    state = result.state;
    losses.push((await result.loss?.data())?.[0] ?? Number.NaN);
    result.loss?.dispose();
  }
  const parameters = await valuesOf(state.params);
  disposeAll([state, batch]);
  return { parameters, losses };
}

async function valuesOf({ W, b }: Gradients): Promise<readonly number[]> {
  const values = await Promise.all([...W, ...b].map((tensor: Tensor) => tensor.data<'float32'>()));
  return values.flatMap((array) => [...array]);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? Number.NaN)));
}

onBackends('training', () => {
  test('the same seed gives the same numbers, another seed others', async () => {
    const [first, again, other] = [
      await train({ rule: 'fa' }, 3),
      await train({ rule: 'fa' }, 3),
      await train({ rule: 'fa', seed: 2 }, 3),
    ];
    expect(again).toEqual(first);
    expect(distance(first.parameters, other.parameters)).toBeGreaterThan(1);
  });

  test('a step hands back what it is asked for, from before the update', async () => {
    const { network, params } = createModel(SPEC, { init: 'glorot', initSigma: 0, seed: 1 });
    const optimiser = createOptimiser({ ...ADAM, id: 'sgd' });
    const setup: TrainingSetup = { network, optimiser, rule: RULES.bp, loss: 'softmax-cross-entropy' };
    let state: TrainingState = {
      params,
      optimiserState: optimiser.init(params),
      ruleState: { feedback: [null, null, null] },
    };
    const batch = { x: normals(16, 6, 5), y: labels(16, 4, 6) };
    const before = await valuesOf(state.params);
    const result = trainStep(setup, state, batch, { learningRate: 0.5, keep: 'pass' });
    state = result.state;
    if (result.pass === null || result.loss === null) throw new Error('nothing was kept');
    const gradients = await valuesOf(result.pass.gradients);
    const expected = before.map((value, index) => value - 0.5 * (gradients[index] ?? Number.NaN));
    expect(distance(await valuesOf(state.params), expected)).toBeLessThan(1e-6);
    disposePass(result.pass);
    result.loss.dispose();
    const quiet = trainStep(setup, state, batch, { learningRate: 0.5, keep: 'nothing' });
    expect([quiet.loss, quiet.pass]).toEqual([null, null]);
    disposeAll([quiet.state, batch]);
  });

  test('targets of the wrong shape are refused', () => {
    const { network, params } = createModel(SPEC, { init: 'zero', initSigma: 0, seed: 1 });
    const optimiser = createOptimiser(ADAM);
    const setup: TrainingSetup = { network, optimiser, rule: RULES.bp, loss: 'mse' };
    const state = { params, optimiserState: optimiser.init(params), ruleState: { feedback: [] } };
    const batch = { x: normals(4, 6, 1), y: tensor2d([[1, 2, 3, 4]]) };
    expect(() => trainStep(setup, state, batch, { learningRate: 1 })).toThrow(
      'y should be [4, 4], got [1, 4]',
    );
    disposeAll([state, batch]);
  });
});

onBackends('longer training', () => {
  test('every rule learns a small batch by heart', async () => {
    for (const rule of ['bp', 'fa', 'dfa'] as const) {
      const { losses } = await train({ rule, optimiser: { ...ADAM, learningRate: 0.05 } }, 40);
      expect(losses[0]).toBeGreaterThan(1);
      expect(losses.at(-1), rule).toBeLessThan(0.35 * (losses[0] ?? 0));
    }
  });

  test('with Adam the scale of the feedback does not matter, with SGD it does', async () => {
    const optimiser = { ...ADAM, epsilon: 1e-30 };
    for (const rule of ['fa', 'dfa'] as const) {
      const [one, scaled] = [
        await train({ rule, optimiser }, 20),
        await train({ rule, optimiser, feedbackScale: 3.7 }, 20),
      ];
      const moved = distance(one.parameters, (await train({ rule }, 0)).parameters);
      expect(distance(one.parameters, scaled.parameters) / moved).toBeLessThan(1e-3);
    }
    const sgd = { ...ADAM, id: 'sgd', learningRate: 0.1 } as const;
    const [one, scaled] = [
      await train({ rule: 'fa', optimiser: sgd }, 20),
      await train({ rule: 'fa', optimiser: sgd, feedbackScale: 3.7 }, 20),
    ];
    expect(distance(one.parameters, scaled.parameters)).toBeGreaterThan(0.1);
  });
}, ['cpu', 'wasm']);
