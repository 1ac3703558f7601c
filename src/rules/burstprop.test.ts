/**
 * Burstprop: with everything cancelled that comes down untaught it is backpropagation shrunk by known factors; without an
 * error nothing bursts differently; feedback that learns comes to meet the forward weights; recurrent weights learn to cancel.
 */
import { clone, matMul, mul, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { compare, largest, learnsClasses, sigmoids, underRule } from '../../test/dendrite-bench';
import { labels, normals, onBackends } from '../../test/on-backends';
import { distance, feedbackOf, modelOf, start, train, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { forward } from '../engine/forward';
import { createModel } from '../engine/initialise';
import type { RuleState } from '../engine/learning-rule';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { angleDeg } from '../math/angle';
import type { NetworkSpec } from '../spec/spec';

const PERFECT = choose('burstprop', { burstCancelling: 2 });
const STRIDED: NetworkSpec = {
  input: [6, 6, 2],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 2, padding: 'same', activation: 'sigmoid' },
    { kind: 'conv2d', filters: 3, kernel: 2, stride: 1, padding: 'valid', activation: 'sigmoid' },
    { kind: 'dense', units: 3, activation: 'sigmoid' },
  ],
};
/** Y = size · W. */
const withFeedback =
  (W: PerLayer<Tensor>, size: number) =>
  (state: RuleState): RuleState => ({
    ...state,
    feedback: W.map((each, at) => (at === 0 ? null : mul(each, size))),
  });

/** Degrees between rows, averaged, in double precision. */
function meanOfRows(a: Tensor, b: Tensor): number {
  const [x, y] = [a.dataSync<'float32'>(), b.dataSync<'float32'>()];
  const rows = a.shape[0] ?? 0;
  const each = x.length / rows;
  const angles = Array.from({ length: rows }, (_, row) =>
    angleDeg(x.subarray(row * each, (row + 1) * each), y.subarray(row * each, (row + 1) * each)),
  );
  return angles.reduce((sum, angle) => sum + angle, 0) / rows;
}

onBackends('Burstprop', () => {
  for (const [what, spec, inputs] of [
    ['dense layers', sigmoids(6, 7, 5, 3), 6],
    ['strided convolutions', STRIDED, 72],
  ] as const) {
    test(`is p_b / 4^(L − l) of backpropagation where the untaught apical potential is cancelled: ${what}`, () => {
      const { network, params } = createModel(spec, { init: 'glorot', initSigma: 0, seed: 2 });
      const batch = { x: normals(8, inputs, 3), y: labels(8, 3, 4) };
      const look = (choice: typeof PERFECT, size = 1) =>
        underRule(
          { network, params, choice, batch, given: withFeedback(params.W, size) },
          ({ step, exact }) => step.deltas.map((delta, at) => compare(delta, ofLayer(exact, at + 1))),
        );
      const found = look(PERFECT);
      // The lab's MSE is a mean over three outputs: ∂ℓ/∂a of ½ Σ (y − h)² is 3/2 of its delta.
      for (const [at, expected] of [0.2 / 16, 0.2 / 4, 0.2].entries()) {
        expect(found[at]?.cosine, `layer ${at + 1}`).toBeGreaterThan(1 - 1e-5);
        expect((found[at]?.ratio ?? 0) / (expected * 1.5), `layer ${at + 1}`).toBeCloseTo(1, 3);
      }
      // Where nothing is cancelled, what comes down untaught bends the answer of the dendrites.
      expect(look(PERFECT, 10)[0]?.cosine).toBeGreaterThan(0.999);
      expect(look(choose('burstprop', { burstCancelling: 0 }), 10)[0]?.cosine).toBeLessThan(0.99);
      disposeAll([params, batch]);
    });
  }

  test('steps as the paper’s program does: 0.1 and 0.01 times the sum over a batch of 32, at a learning rate of 0.01', () => {
    const { network, params } = modelOf(sigmoids(6, 7, 5, 3));
    const batch = { x: normals(32, 6, 3), y: labels(32, 3, 4) };
    const found = underRule({ network, params, choice: choose('burstprop'), batch }, ({ step, context }) =>
      step.deltas.map((delta, at) => {
        const summed = matMul(at === 0 ? batch.x : ofLayer(context.trace.h, at), mul(delta, 32), true);
        return compare(mul(ofLayer(step.gradients.W, at + 1), 0.01), summed);
      }),
    );
    for (const [at, rate] of [0.1, 0.1, 0.01].entries()) {
      expect(found[at]?.cosine, `layer ${at + 1}`).toBeCloseTo(1, 5);
      expect((found[at]?.ratio ?? 0) / rate, `layer ${at + 1}`).toBeCloseTo(1, 4);
    }
    disposeAll([params, batch]);
  });

  for (const loss of ['softmax-cross-entropy', 'sigmoid-cross-entropy'] as const) {
    test(`is as much of backpropagation with ReLU, convolutions and ${loss}`, () => {
      const layers = STRIDED.layers.map((layer, at) =>
        'activation' in layer
          ? { ...layer, activation: at === 2 ? ('linear' as const) : ('relu' as const) }
          : layer,
      );
      const { network, params } = createModel({ ...STRIDED, layers }, { init: 'he', initSigma: 0, seed: 2 });
      const batch = { x: normals(8, 72, 3), y: labels(8, 3, 4) };
      const lesson = { network, params, choice: PERFECT, batch, loss, given: withFeedback(params.W, 1) };
      const found = underRule(lesson, ({ step, exact }) =>
        step.deltas.map((delta, at) => compare(delta, ofLayer(exact, at + 1))),
      );
      for (const [at, expected] of [0.2 / 16, 0.2 / 4, 0.2].entries()) {
        expect(found[at]?.cosine, `layer ${at + 1}`).toBeGreaterThan(1 - 1e-6);
        expect((found[at]?.ratio ?? 0) / expected, `layer ${at + 1}`).toBeCloseTo(1, 4);
      }
      disposeAll([params, batch]);
    });
  }

  test('without an error nobody bursts differently, whatever the cancelling', () => {
    const { network, params } = modelOf(sigmoids(5, 6, 4, 3));
    const x = normals(7, 5, 1);
    const y = inScope(() => clone(ofLayer(forward(network, params, x).h, 3)));
    for (const burstCancelling of [0, 1, 2]) {
      const choice = choose('burstprop', { burstCancelling });
      const found = underRule({ network, params, choice, batch: { x, y } }, ({ step }) =>
        step.deltas.map(largest),
      );
      expect(found).toEqual([0, 0, 0]);
    }
    disposeAll([params, x, y]);
  });

  test('W − Y shrinks as (1 − λ)^t where the feedback learns, and stays where it is fixed', async () => {
    const [decay, steps] = [0.02, 150];
    const batchAt = (step: number) => ({ x: normals(8, 5, 100 + step), y: labels(8, 3, 300 + step) });
    const learning = choose('burstprop', { burstFeedback: 1, burstDecay: decay, feedbackScale: 0.5 });
    const run = start(modelOf(sigmoids(5, 6, 4, 3)), learning, { loss: 'mse' });
    const gapOf = async (layer: number): Promise<number[]> => {
      const [W, Y] = [await weightsOf(run, layer), await feedbackOf(run, layer)];
      return Array.from(W, (value, at) => value - (Y[at] ?? Number.NaN));
    };
    const [first, before] = [await gapOf(2), await weightsOf(run, 2)];
    train(run, steps, batchAt);
    const shrunk = first.map((gap) => gap * (1 - decay) ** steps);
    expect(distance(await gapOf(2), shrunk)).toBeLessThan(1e-5);
    expect(Math.abs(Math.hypot(...(await gapOf(2))) / Math.hypot(...shrunk) - 1)).toBeLessThan(1e-6);
    expect(distance(await weightsOf(run, 2), before)).toBeGreaterThan(0.2);
    disposeAll(run.state);

    const fixed = start(modelOf(sigmoids(5, 6, 4, 3)), choose('burstprop', { burstDecay: decay }), {
      loss: 'mse',
    });
    const Y = await feedbackOf(fixed, 2);
    train(fixed, 5, batchAt);
    expect(await feedbackOf(fixed, 2)).toEqual(Y);
    disposeAll(fixed.state);
  });

  test('recurrent weights learn to silence the untaught apical potential', () => {
    const choice = choose('burstprop', { burstCancellingRate: 0.1 });
    const run = start(modelOf(sigmoids(5, 6, 4, 3)), choice, { loss: 'mse' });
    const batch = { x: normals(16, 5, 1), y: labels(16, 3, 2) };
    const apical = (): number[] =>
      underRule(
        { ...run.setup, params: run.state.params, choice, batch, given: () => run.state.ruleState },
        ({ inner }) =>
          inner.scalars.filter(({ name }) => name === 'apical').map(({ value }) => largest(value)),
      );
    const before = apical();
    train(run, 60, () => inScope(() => ({ x: clone(batch.x), y: clone(batch.y) })), 0);
    for (const [at, value] of apical().entries()) {
      expect(value, `layer ${at + 1}`).toBeLessThan(0.5 * (before[at] ?? 0));
    }
    disposeAll([run.state, batch]);
  });

  test('tells bursts and apical potentials with the teacher and without', () => {
    const { network, params } = modelOf(sigmoids(2, 2, 1));
    const batch = { x: tensor2d([[0.5, -0.2]]), y: tensor2d([[1]]) };
    const numbers = underRule({ network, params, choice: PERFECT, batch }, ({ inner }) =>
      Object.fromEntries(
        inner.scalars.map(({ name, value }) => [name, value.dataSync<'float32'>()[0] ?? Number.NaN]),
      ),
    );
    // Cancelled: no potential, every second event is a burst.
    expect(numbers.apical).toBe(0);
    expect(numbers.burstProbability).toBeCloseTo(0.5, 6);
    expect(numbers.apicalTaught).toBeGreaterThan(0);
    expect(numbers.burstProbabilityTaught).not.toBe(0.5);
    disposeAll([params, batch]);
  });

  test('tells the angle between what the teacher changes in bursts and the error of backpropagation', () => {
    const { network, params } = createModel(STRIDED, { init: 'glorot', initSigma: 0, seed: 2 });
    const batch = { x: normals(8, 72, 3), y: labels(8, 3, 4) };
    const anglesUnder = (given: (state: RuleState) => RuleState) =>
      underRule({ network, params, choice: PERFECT, batch, given }, ({ inner, step, exact }) => ({
        told: inner.scalars
          .filter(({ name }) => name === 'burstAngleDeg')
          .map(({ value }) => value.dataSync<'float32'>()[0] ?? Number.NaN),
        found: step.deltas.slice(0, 2).map((delta, at) => meanOfRows(delta, ofLayer(exact, at + 1))),
      }));
    const drawn = anglesUnder((state) => state);
    expect(drawn.told).toHaveLength(2);
    for (const [at, angle] of drawn.told.entries()) {
      expect(angle).toBeCloseTo(drawn.found[at] ?? Number.NaN, 1);
      expect(angle).toBeGreaterThan(45);
    }
    for (const angle of anglesUnder(withFeedback(params.W, 1)).told) expect(angle).toBeLessThan(0.2);
    for (const angle of anglesUnder(withFeedback(params.W, -1)).told) {
      expect([0, 180].some((expected) => Math.abs(angle - expected) < 0.2)).toBe(true);
    }
    disposeAll([params, batch]);
  });

  test('feedback that learns starts ten times fainter than feedback that stays', async () => {
    const spreadOf = async (burstFeedback: number): Promise<number> => {
      const run = start(modelOf(sigmoids(5, 40, 30)), choose('burstprop', { burstFeedback }), {
        loss: 'mse',
      });
      const Y = await feedbackOf(run, 2);
      disposeAll(run.state);
      return Math.hypot(...Y) / Math.sqrt(Y.length);
    };
    expect(await spreadOf(0)).toBeCloseTo(1, 1);
    expect(await spreadOf(1)).toBeCloseTo(0.1, 2);
  });

  test('learns three classes, hidden layers included', () => learnsClasses(choose('burstprop')));
  test('so it does with feedback that learns, in more steps', () =>
    learnsClasses(choose('burstprop', { burstFeedback: 1 }), 800));
}, ['cpu', 'wasm']);
