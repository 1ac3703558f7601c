import { memory, slice, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, labels, normals, onBackends } from '../../test/on-backends';
import { CHUNK_ROWS, evaluate, type Measured, predict, rowsOfTensors } from './evaluate';
import { createModel } from './initialise';
import { buildNetwork } from './network';
import { disposeAll } from './scope';

/** One linear layer that passes two inputs on: h = x. */
function identity(loss: Measured['loss']): Measured {
  const network = buildNetwork({ input: [2], layers: [{ kind: 'dense', units: 2, activation: 'linear' }] });
  return {
    network,
    loss,
    params: {
      W: [
        tensor2d([
          [1, 0],
          [0, 1],
        ]),
      ],
      b: [tensor1d([0, 0])],
      norms: [],
    },
  };
}

onBackends('evaluation', () => {
  test('loss, accuracy and logit scale of known logits', async () => {
    const model = identity('softmax-cross-entropy');
    const set = {
      x: tensor2d([
        [0, Math.log(3)],
        [2, 0],
        [-1, 1],
      ]),
      y: tensor2d([
        [0, 1],
        [0, 1],
        [0, 1],
      ]),
    };
    const found = await evaluate(model, rowsOfTensors(set));
    const nats = [Math.log(4 / 3), Math.log(1 + Math.exp(2)), Math.log(1 + Math.exp(-2))];
    expect(found.loss).toBeCloseTo(nats.reduce((sum, value) => sum + value) / 3, 5);
    expect(found.accuracy).toBeCloseTo(2 / 3, 6);
    expect(found.logitRms).toBeCloseTo(Math.sqrt((Math.log(3) ** 2 + 4 + 2) / 6), 5);
    disposeAll([model.params, set]);
  });

  test('normalised squared error: 1 for the mean target, 0 for the targets themselves', async () => {
    const model = identity('mse');
    const y = tensor2d([
      [1, 10],
      [3, 10],
      [5, 40],
    ]);
    const mean = tensor2d([
      [3, 20],
      [3, 20],
      [3, 20],
    ]);
    expect((await evaluate(model, rowsOfTensors({ x: mean, y }))).normalisedSquaredError).toBeCloseTo(1, 5);
    expect((await evaluate(model, rowsOfTensors({ x: y, y }))).normalisedSquaredError).toBe(0);
    disposeAll([model.params, y, mean]);
  });

  test('chunks make no difference', async () => {
    const { network, params } = createModel(
      { input: [5], layers: [{ kind: 'dense', units: 3, activation: 'linear' }] },
      { init: 'glorot', initSigma: 0, seed: 1 },
    );
    const model: Measured = { network, params, loss: 'softmax-cross-entropy' };
    const set = { x: normals(CHUNK_ROWS + 300, 5, 1), y: labels(CHUNK_ROWS + 300, 3, 2) };
    const whole = await evaluate(model, rowsOfTensors(set));
    const part = async (from: number, rows: number) => {
      const half = { x: slice(set.x, [from, 0], [rows, 5]), y: slice(set.y, [from, 0], [rows, 3]) };
      const found = await evaluate(model, rowsOfTensors(half));
      disposeAll(half);
      return { loss: found.loss * rows, hits: found.accuracy * rows };
    };
    const [first, rest] = [await part(0, CHUNK_ROWS), await part(CHUNK_ROWS, 300)];
    expect(whole.loss * (CHUNK_ROWS + 300)).toBeCloseTo(first.loss + rest.loss, 1);
    expect(Math.round(whole.accuracy * (CHUNK_ROWS + 300))).toBe(Math.round(first.hits + rest.hits));
    disposeAll([params, set]);
  });

  test('answers are probabilities for cross-entropies and values otherwise', async () => {
    const x = tensor2d([[0, Math.log(3)]]);
    for (const [loss, expected] of [
      ['softmax-cross-entropy', [0.25, 0.75]],
      ['sigmoid-cross-entropy', [0.5, 0.75]],
      ['mse', [0, Math.log(3)]],
    ] as const) {
      const model = identity(loss);
      expectNumbers(await predict(model, x), expected);
      disposeAll(model.params);
    }
    x.dispose();
  });

  test('an empty set is refused without a leak', async () => {
    const model = identity('mse');
    const before = memory().numTensors;
    await expect(
      evaluate(model, { count: 0, read: () => ({ x: tensor2d([[0]]), y: tensor2d([[0]]) }) }),
    ).rejects.toThrow('no rows');
    expect(memory().numTensors).toBe(before);
    disposeAll(model.params);
  });
});
