import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
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
        const next = inScope(() =>
          optimiser.update(
            params,
            { W: [tensor2d([[...gradient]])], b: [tensor1d([...gradient])], norms: [] },
            state,
            0.1,
          ),
        );
        disposeReplaced([params, state], next);
        ({ params, state } = next);
      }
      expect(state.step).toBe(3);
      for (const parameter of [...params.W, ...params.b]) expectNumbers(await parameter.data(), expected, 5);
      disposeAll([params, state]);
    });
  }

  test('the learning rate may change from step to step', async () => {
    const optimiser = createOptimiser({ ...SETTINGS, id: 'sgd', weightDecay: 0 });
    const params = { W: [tensor2d([[1]])], b: [], norms: [] };
    const gradients = { W: [tensor2d([[2]])], b: [], norms: [] };
    const state = optimiser.init(params);
    for (const [learningRate, expected] of [
      [0.1, 0.8],
      [0.25, 0.5],
      [0, 1],
    ] as const) {
      const next = inScope(() => optimiser.update(params, gradients, state, learningRate));
      expectNumbers((await next.params.W[0]?.data()) ?? [], [expected]);
      disposeAll(next);
    }
    disposeAll([params, gradients, state]);
  });
});
