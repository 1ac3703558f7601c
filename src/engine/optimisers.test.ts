import { scalar, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, onBackends } from '../../test/on-backends';
import type { OptimiserId, OptimiserSpec } from '../spec/spec';
import type { Params } from './network';
import { createOptimiser } from './optimisers';
import { disposeAll, disposeReplaced, inScope } from './scope';

const SETTINGS: Omit<OptimiserSpec, 'id' | 'weightDecay'> = {
  learningRate: 0.1,
  momentum: 0.9,
  decay: 0.99,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-3,
};

/** Gradients of two parameters over three steps; they start at 1 and −2. */
const GRADIENTS = [
  [0.5, -0.2],
  [0.1, -0.4],
  [-0.3, 0],
] as const;

/** The parameters after the third step, from PyTorch's published formulas in double precision. */
const EXPECTED: readonly (readonly [OptimiserId, number, readonly number[]])[] = [
  ['sgd', 0, [0.97, -1.94]],
  ['sgd', 0.1, [0.941394, -1.881396]],
  ['momentum', 0, [0.8755, -1.8698]],
  ['momentum', 0.1, [0.821874, -1.759716]],
  ['rmsprop', 0, [0.328607946, -0.171897427]],
  ['rmsprop', 0.1, [0.307712191, -0.213601261]],
  ['adam', 0, [0.799107891, -1.729962542]],
  ['adam', 0.1, [0.772044374, -1.711472267]],
];

onBackends('optimisers', () => {
  for (const [id, weightDecay, expected] of EXPECTED) {
    test(`${id}, weight decay ${weightDecay}: three steps, weights and biases alike`, async () => {
      const optimiser = createOptimiser({ ...SETTINGS, id, weightDecay });
      let params: Params = { W: [tensor2d([[1, -2]])], b: [tensor1d([1, -2])], norms: [] };
      let state = optimiser.init(params);
      for (const gradient of GRADIENTS) {
        const next = inScope(() => {
          const gradients = { W: [tensor2d([[...gradient]])], b: [tensor1d([...gradient])], norms: [] };
          const { params: moved, state: kept } = optimiser.update(params, gradients, state, 0.1);
          return { params: moved, state: kept };
        });
        disposeReplaced([params, state], next);
        ({ params, state } = next);
      }
      for (const parameter of [...params.W, ...params.b]) expectNumbers(await parameter.data(), expected, 5);
      disposeAll([params, state]);
    });
  }
});

onBackends('updates', () => {
  test('the learning rate may change from step to step, and may be a tensor', async () => {
    const optimiser = createOptimiser({ ...SETTINGS, id: 'sgd', weightDecay: 0 });
    const params = { W: [tensor2d([[1]])], b: [], norms: [] };
    const gradients = { W: [tensor2d([[2]])], b: [], norms: [] };
    const state = optimiser.init(params);
    for (const [learningRate, expected] of [
      [0.1, 0.8],
      [0.25, 0.5],
      [0, 1],
      [scalar(0.25), 0.5],
    ] as const) {
      const next = inScope(() => optimiser.update(params, gradients, state, learningRate));
      expectNumbers((await next.params.W[0]?.data()) ?? [], [expected]);
      expectNumbers((await next.changes.W[0]?.data()) ?? [], [expected - 1]);
      disposeAll([next, learningRate]);
    }
    disposeAll([params, gradients, state]);
  });

  test('a parameter without a gradient stays, and so do its running averages', async () => {
    const optimiser = createOptimiser({ ...SETTINGS, id: 'adam', weightDecay: 0.1 });
    const params = { W: [tensor2d([[1]]), tensor2d([[2]])], b: [tensor1d([3]), tensor1d([4])], norms: [] };
    const gradients = { W: [null, tensor2d([[2]])], b: [null, tensor1d([2])], norms: [] };
    const state = optimiser.init(params);
    const next = inScope(() => optimiser.update(params, gradients, state, 0.1));
    expect(next.params.W[0]).toBe(params.W[0]);
    expect(next.params.b[0]).toBe(params.b[0]);
    expect([next.changes.W[0], next.changes.b[0]]).toEqual([null, null]);
    expect(next.state.slots.map((slot) => slot[0])).toEqual(state.slots.map((slot) => slot[0]));
    expectNumbers((await next.params.W[1]?.data()) ?? [], [1.9], 4);
    disposeAll([params, gradients, state, next]);
  });

  test("Adam's corrections are 1 − βᵗ, to the precision of the averages that they correct", async () => {
    const optimiser = createOptimiser({ ...SETTINGS, id: 'adam', weightDecay: 0 });
    const params = { W: [tensor2d([[1]])], b: [], norms: [] };
    const gradients = { W: [tensor2d([[1]])], b: [], norms: [] };
    let state = optimiser.init(params);
    for (let step = 1; step <= 1000; step++) {
      const next = inScope(() => ({ state: optimiser.update(params, gradients, state, 0.1).state }));
      disposeReplaced(state, next);
      state = next.state;
    }
    const [c1, c2] = await Promise.all(state.corrections.map((c) => c.data()));
    expect(c1?.[0]).toBeCloseTo(1, 5);
    expect((c2?.[0] ?? 0) / (1 - 0.999 ** 1000)).toBeCloseTo(1, 4);
    // Constant gradients of 1: the averages are the corrections, bit for bit.
    expect(await state.slots[0]?.[0]?.data()).toEqual(c1);
    expect(await state.slots[1]?.[0]?.data()).toEqual(c2);
    disposeAll([params, gradients, state]);
  });
}, ['cpu', 'wasm']);
