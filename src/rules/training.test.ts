/**
 * Whole training runs: same seed same numbers, every rule learns, and what Adam makes of the feedback's scale.
 */
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, modelOf, SGD, start } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { Gradients } from '../engine/network';
import { disposeAll } from '../engine/scope';
import { disposePass, trainStep } from '../engine/train-step';
import type { OptimiserSpec, RuleChoice, RuleId } from '../spec/spec';
import { CARRIER_IDS } from './index';

const SPEC = denseSpec([6, 9, 8, 4], ['tanh', 'relu', 'linear']);
const ADAM: OptimiserSpec = { ...SGD, id: 'adam', learningRate: 0.01 };

interface Plan {
  readonly choice: RuleChoice;
  readonly optimiser?: OptimiserSpec;
  readonly seed?: number;
}

/** All parameters and the losses after some steps on a fixed batch. Leaves no tensor behind. */
async function train({ choice, optimiser = ADAM, seed = 1 }: Plan, steps: number) {
  const run = start(modelOf(SPEC, 'glorot', seed), choice, { optimiser });
  const batch = { x: normals(16, 6, 5), y: labels(16, 4, 6) };
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const result = trainStep(run.setup, run.state, batch, { learningRate: optimiser.learningRate });
    run.state = result.state;
    losses.push((await result.loss?.data())?.[0] ?? Number.NaN);
    result.loss?.dispose();
  }
  const parameters = await valuesOf(run.state.params);
  disposeAll([run.state, batch]);
  return { parameters, losses };
}

async function valuesOf({ W, b }: Gradients): Promise<readonly number[]> {
  const values = await Promise.all([...W, ...b].map((tensor: Tensor) => tensor.data<'float32'>()));
  return values.flatMap((array) => [...array]);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? Number.NaN)));
}

async function expectSeedDecides(choice: RuleChoice): Promise<void> {
  const [first, again, other] = [
    await train({ choice }, 2),
    await train({ choice }, 2),
    await train({ choice, seed: 2 }, 2),
  ];
  expect(again).toEqual(first);
  expect(distance(first.parameters, other.parameters)).toBeGreaterThan(1);
}

onBackends('training', () => {
  test('the same seed gives the same numbers, another seed others', () => expectSeedDecides(choose('fa')));

  test('a step hands back what it is asked for, from before the update', async () => {
    const run = start(modelOf(SPEC), choose('bp'));
    const batch = { x: normals(16, 6, 5), y: labels(16, 4, 6) };
    const before = await valuesOf(run.state.params);
    const result = trainStep(run.setup, run.state, batch, { learningRate: 0.5, keep: 'pass' });
    if (result.pass === null || result.loss === null) throw new Error('nothing was kept');
    const gradients = await valuesOf(result.pass.gradients);
    const expected = before.map((value, index) => value - 0.5 * (gradients[index] ?? Number.NaN));
    expect(distance(await valuesOf(result.state.params), expected)).toBeLessThan(1e-6);
    expect([...(await result.state.step.data())]).toEqual([1]);
    disposePass(result.pass);
    result.loss.dispose();
    const quiet = trainStep(run.setup, result.state, batch, { learningRate: 0.5, keep: 'nothing' });
    expect([quiet.loss, quiet.pass]).toEqual([null, null]);
    disposeAll([quiet.state, batch]);
  });

  test('targets of the wrong shape are refused', () => {
    const run = start(modelOf(SPEC, 'zero'), choose('bp'), { loss: 'mse', optimiser: ADAM });
    const batch = { x: normals(4, 6, 1), y: tensor2d([[1, 2, 3, 4]]) };
    expect(() => trainStep(run.setup, run.state, batch, { learningRate: 1 })).toThrow(
      'y should be [4, 4], got [1, 4]',
    );
    disposeAll([run.state, batch]);
  });
});

onBackends('longer training', () => {
  test('the same seed gives the same numbers where steps draw their own', async () => {
    for (const choice of [
      choose('brsf'),
      choose('wm'),
      choose('bp', { blockProbability: 0.5, blockMode: 2 }),
    ]) {
      await expectSeedDecides(choice);
    }
  });

  test('every rule learns a small batch by heart, but the last layer alone, on eight random features', async () => {
    for (const rule of CARRIER_IDS) {
      const { losses } = await train(
        { choice: choose(rule), optimiser: { ...ADAM, learningRate: 0.05 } },
        40,
      );
      expect(losses[0]).toBeGreaterThan(1);
      const share = (losses.at(-1) ?? Number.NaN) / (losses[0] ?? 0);
      if (rule === 'readout') expect(share).toBeGreaterThan(0.4);
      else expect(share, rule).toBeLessThan(0.35);
    }
  });

  test('with Adam the scale of the feedback does not matter, with SGD it does', async () => {
    const optimiser = { ...ADAM, epsilon: 1e-30 };
    const scaled = (rule: RuleId): RuleChoice => choose(rule, { feedbackScale: 3.7 });
    // Not uSF: where all signs are alike it adds up an output error that sums to zero, and Adam would scale up the rounding.
    for (const rule of ['fa', 'dfa', 'frsf', 'brsf', 'signAgreement'] as const) {
      const [one, large] = [
        await train({ choice: choose(rule), optimiser }, 20),
        await train({ choice: scaled(rule), optimiser }, 20),
      ];
      const moved = distance(one.parameters, (await train({ choice: choose(rule) }, 0)).parameters);
      expect(distance(one.parameters, large.parameters) / moved, rule).toBeLessThan(1e-3);
    }
    const [one, large] = [
      await train({ choice: choose('fa'), optimiser: SGD }, 20),
      await train({ choice: scaled('fa'), optimiser: SGD }, 20),
    ];
    expect(distance(one.parameters, large.parameters)).toBeGreaterThan(0.1);
  });
}, ['cpu', 'wasm']);
