/**
 * Kolen–Pollack: under any data forward and feedback weights come together by the decay alone, however the optimiser moves them.
 */
import { mul, sub } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import {
  denseSpec,
  distance,
  feedbackOf,
  modelOf,
  type Run,
  SGD,
  start,
  train,
  weightsOf,
} from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll, inScope } from '../engine/scope';
import { trainStep } from '../engine/train-step';
import type { NetworkSpec, OptimiserSpec } from '../spec/spec';
import { createState } from './index';

const DENSE = denseSpec([8, 12, 10, 3], ['tanh', 'relu', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 2],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'conv2d', filters: 5, kernel: 2, stride: 1, padding: 'valid', activation: 'tanh' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};
const batchesFor = (inputs: number) => (step: number) => ({
  x: normals(8, inputs, 100 + step),
  y: labels(8, 3, 300 + step),
});

/** W_l − B_l, in double precision. */
async function gapOf(run: Run, layer: number): Promise<Float64Array> {
  const [W, B] = [await weightsOf(run, layer), await feedbackOf(run, layer)];
  return Float64Array.from(W, (value, at) => value - (B[at] ?? Number.NaN));
}

onBackends('Kolen–Pollack', () => {
  const momentum: OptimiserSpec = { ...SGD, id: 'momentum', weightDecay: 0.01 };
  const adam: OptimiserSpec = { ...SGD, id: 'adam' };
  for (const [what, spec, inputs, optimiser, rate] of [
    ['dense layers, momentum with weight decay', DENSE, 8, momentum, 0.02],
    ['dense layers, Adam', DENSE, 8, adam, 0.01],
    ['convolutions, plain descent', CONV, 72, SGD, 0.1],
  ] as const) {
    test(`W − B shrinks as (1 − λ)^t, whatever the data: ${what}`, async () => {
      const [decay, steps] = [0.02, 200];
      const run = start(modelOf(spec), choose('kp', { feedbackDecay: decay }), { optimiser });
      const layers = [1, 2, 3];
      const first = await Promise.all(layers.map((layer) => gapOf(run, layer)));
      const weights = await weightsOf(run, 2);
      train(run, steps, batchesFor(inputs), rate);
      for (const [index, layer] of layers.entries()) {
        const shrunk = (first[index] ?? new Float64Array()).map((value) => value * (1 - decay) ** steps);
        const gap = await gapOf(run, layer);
        expect(Math.abs(Math.hypot(...gap) / Math.hypot(...shrunk) - 1), `layer ${layer}`).toBeLessThan(1e-6);
        // Entry by entry as well: what is left is the rounding of B itself.
        expect(distance(gap, shrunk), `layer ${layer}`).toBeLessThan(5e-6);
      }
      // The weights went their own way meanwhile.
      expect(distance(await weightsOf(run, 2), weights)).toBeGreaterThan(0.2);
      disposeAll(run.state);
    });
  }

  test('without decay W − B stays, up to the rounding of B', async () => {
    const run = start(modelOf(DENSE), choose('kp', { feedbackDecay: 0 }));
    const first = await gapOf(run, 2);
    train(run, 50, batchesFor(8));
    expect(distance(await gapOf(run, 2), first)).toBeLessThan(1e-7);
    disposeAll(run.state);
  });

  test('starting with B = W it is backpropagation whose weights decay apart from the gradient', async () => {
    const decay = 0.05;
    const choice = choose('kp', { feedbackDecay: decay });
    const [kp, bp] = [start(modelOf(DENSE), choice), start(modelOf(DENSE), choose('bp'))];
    const { params, ruleState } = kp.state;
    const given = createState(choice, kp.setup.network, { seed: 1, weights: params.W }, params.W);
    kp.setup.rule.dispose(ruleState);
    kp.state = { ...kp.state, ruleState: given };
    train(kp, 10, batchesFor(8));
    for (let step = 0; step < 10; step++) {
      const batch = batchesFor(8)(step);
      const before = inScope(() => bp.state.params.W.map((W) => W.clone()));
      bp.state = trainStep(bp.setup, bp.state, batch, { learningRate: 0.1, keep: 'nothing' }).state;
      const W = inScope(() =>
        bp.state.params.W.map((weights, index) => sub(weights, mul(before[index] ?? weights, decay))),
      );
      disposeAll([batch, before, bp.state.params.W]);
      bp.state = { ...bp.state, params: { ...bp.state.params, W } };
    }
    for (const layer of [1, 2, 3]) expect(await weightsOf(kp, layer)).toEqual(await weightsOf(bp, layer));
    disposeAll([kp.state, bp.state]);
  });
}, ['cpu', 'wasm']);

onBackends('Kolen–Pollack, a few steps', () => {
  test('W − B shrinks', async () => {
    const run = start(modelOf(DENSE), choose('kp', { feedbackDecay: 0.2 }));
    const first = await gapOf(run, 3);
    train(run, 2, batchesFor(8));
    expect(
      distance(
        await gapOf(run, 3),
        first.map((value) => value * 0.64),
      ),
    ).toBeLessThan(1e-6);
    disposeAll(run.state);
  });
}, ['webgpu']);
