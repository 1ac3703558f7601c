/**
 * Segregated dendrites: without a teaching current nothing is learnt; a faint one makes the plateaus' change linear in what the
 * teacher does to the output; weights drawn as in the paper have its numbers; sparse and symmetric feedback are what they say.
 */
import { add, clone, matMul, mul, sigmoid, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { compare, largest, learnsClasses, sigmoids, underRule } from '../../test/dendrite-bench';
import { expectNumbers, labels, normals, onBackends } from '../../test/on-backends';
import { feedbackOf, modelOf, start, train } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { passBack } from '../engine/activations';
import { ofLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { pathToOutput } from './dendrites';
import { spreadOf } from './plateau-feedback';

const LAMBDA = 0.2;
const K = 0.6 / 0.7;

onBackends('segregated dendrites', () => {
  test('no teaching current, no error', () => {
    const { network, params } = modelOf(sigmoids(5, 7, 6, 3));
    const batch = { x: normals(8, 5, 1), y: labels(8, 3, 2) };
    const errorsWith = (teachingStrength: number): number[] =>
      underRule({ network, params, batch, choice: choose('guerguiev', { teachingStrength }) }, ({ step }) =>
        step.deltas.map(largest),
      );
    expect(errorsWith(0)).toEqual([0, 0, 0]);
    for (const most of errorsWith(1)) expect(most).toBeGreaterThan(1e-6);
    disposeAll([params, batch]);
  });

  test('a faint teacher changes plateaus as their slope says', () => {
    const { network, params } = modelOf(sigmoids(5, 7, 3));
    const batch = { x: normals(8, 5, 1), y: labels(8, 3, 2) };
    const cosineAt = (teachingStrength: number): number => {
      const choice = choose('guerguiev', { teachingStrength, feedbackScale: 0.2 });
      return underRule({ network, params, batch, choice }, ({ step, context, state, rule }) => {
        const Y = rule.feedbackOf(state, 1, params) as Tensor;
        const [a, h] = [ofLayer(context.trace.a, 1), ofLayer(context.trace.h, 1)];
        const u = ofLayer(context.trace.a, 2);
        // The target phase, as written in the paper: conductances of the dendrite and the teacher, and a leak.
        const [t, potential] = [batch.y, mul(u, 1 / K)];
        const currents = add(mul(potential, 0.6), mul(add(mul(t, 16), -8), teachingStrength));
        const taught = mul(currents, 1 / (0.1 + 0.6 + teachingStrength));
        const moved = mul(add(sigmoid(taught), mul(sigmoid(u), -1)), LAMBDA); // [8, 3]
        const apical = matMul(mul(sigmoid(u), LAMBDA), Y, false, true);
        const alpha = sigmoid(apical);
        const linear = passBack('sigmoid', matMul(moved, Y, false, true), apical, alpha);
        const expected = mul(passBack('sigmoid', linear, a, h), (-K * LAMBDA) / 8);
        return compare(ofLayer(step.deltas, 1), expected).cosine;
      });
    };
    expect(cosineAt(0.01)).toBeGreaterThan(0.9999);
    expect(cosineAt(0.001)).toBeGreaterThan(0.99999);
    // A real one saturates what it moves.
    expect(cosineAt(1)).toBeLessThan(0.9999);
    disposeAll([params, batch]);
  });

  test('its gradients are the paper’s steps, in weights that are k λ times the paper’s', () => {
    const { network, params } = modelOf(sigmoids(1, 1, 1));
    const batch = { x: tensor2d([[0.5]]), y: tensor2d([[1]]) };
    const choice = choose('guerguiev', { plateauGain: 0.21 });
    const found = underRule({ network, params, batch, choice }, ({ step, context }) => ({
      errors: step.deltas.map((delta) => delta.dataSync<'float32'>()[0] ?? Number.NaN),
      h: context.trace.h.map((h) => h.dataSync<'float32'>()[0] ?? Number.NaN),
      W: step.gradients.W.map((g) => g.dataSync<'float32'>()[0] ?? Number.NaN),
      b: step.gradients.b.map((g) => g.dataSync<'float32'>()[0] ?? Number.NaN),
    }));
    const [first = 0, last = 0] = found.errors;
    // η P E psp, with P = 20 / λ and 20 / λ² and psp = λ times the rate below
    expectNumbers(found.W, [
      K * LAMBDA * 0.21 * (20 / LAMBDA) * first * LAMBDA * 0.5,
      K * LAMBDA * 0.21 * (20 / LAMBDA ** 2) * last * LAMBDA * (found.h[0] ?? 0),
    ]);
    expectNumbers(found.b, [K * 0.21 * (20 / LAMBDA) * first, K * 0.21 * (20 / LAMBDA ** 2) * last]);
    disposeAll([params, batch]);
  });

  test('feedback is drawn, cut and enlarged, symmetric, or learns', async () => {
    const model = () => modelOf(sigmoids(4, 20, 10, 3));
    const drawn = start(model(), choose('guerguiev'), { loss: 'mse' });
    const sparse = start(model(), choose('guerguiev', { sparsity: 0.8 }), { loss: 'mse' });
    const [Y, cut] = [await feedbackOf(drawn, 1), await feedbackOf(sparse, 1)];
    expect(cut.filter((value) => value === 0)).toHaveLength(48);
    for (const [at, value] of cut.entries()) {
      if (value !== 0) expect(value / (Y[at] ?? 0)).toBeCloseTo(5, 4);
    }
    const even = start(model(), choose('guerguiev', { plateauFeedback: 2 }), { loss: 'mse' });
    const path = inScope(() => pathToOutput(even.state.params.W, 1));
    expectNumbers(
      await feedbackOf(even, 1),
      Array.from(await path.data<'float32'>(), (value) => value / (K * LAMBDA)),
      5,
    );
    const learning = start(model(), choose('guerguiev', { plateauFeedback: 1 }), { loss: 'mse' });
    const batch = { x: normals(8, 4, 1), y: labels(8, 3, 2) };
    train(learning, 1, () => ({ x: clone(batch.x), y: clone(batch.y) }));
    expect(await feedbackOf(learning, 1)).not.toEqual(Y);
    disposeAll([drawn.state, sparse.state, even.state, learning.state, path, batch]);
  });

  test('tells plateau potentials with the teacher and without', () => {
    const { network, params } = modelOf(sigmoids(5, 7, 3));
    const batch = { x: normals(8, 5, 1), y: labels(8, 3, 2) };
    const choice = choose('guerguiev');
    const told = underRule({ network, params, batch, choice }, ({ inner }) =>
      Object.fromEntries(inner.scalars.map(({ name, value }) => [name, value.dataSync<'float32'>()[0] ?? 0])),
    );
    expect(told.plateau).toBeGreaterThan(0);
    expect(told.plateau).toBeLessThan(1);
    expect(told.plateauChange).toBeGreaterThan(1e-3);
    expect(told.plateauTaught).not.toBe(told.plateau);
    disposeAll([params, batch]);
  });

  test('learns three classes, hidden layers included', () =>
    learnsClasses(choose('guerguiev', { plateauGain: 10 })));
}, ['cpu', 'wasm']);

test('feedback has the mean and the spread that the paper’s law gives', () => {
  expect(spreadOf(784).mean).toBeCloseTo(0.0187, 4);
  expect(spreadOf(784).halfRange / 3.465).toBeCloseTo(0.505, 3);
  expect(spreadOf(500).mean).toBeCloseTo(0.0293, 4);
  expect(spreadOf(500).halfRange / 3.465).toBeCloseTo(0.632, 3);
});
