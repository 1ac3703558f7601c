import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { grad } from '../../test/autodiff';
import { expectNumbers, labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import type { Activation, LossId } from '../spec/spec';
import { ACTIVATIONS } from './activations';
import { LOSSES, type Output } from './losses';
import { disposeAll, inScope } from './scope';

const outputAt = (a: Tensor, activation: Activation): Output => ({
  a,
  h: ACTIVATIONS[activation].apply(a),
  activation,
});

/** Value and δ at the given pre-activations, read back. */
async function lossAt(id: LossId, a: number[][], y: number[][], activation: Activation = 'linear') {
  const tensors = inScope(() => {
    const output = outputAt(tensor2d(a), activation);
    const target = tensor2d(y);
    return { value: LOSSES[id].value(output, target), delta: LOSSES[id].delta(output, target) };
  });
  const [value] = await tensors.value.data();
  const delta = [...(await tensors.delta.data())];
  disposeAll(tensors);
  return { value, delta };
}

onBackends('losses', () => {
  test('softmax cross-entropy: sum over outputs, mean over the batch', async () => {
    const { value, delta } = await lossAt(
      'softmax-cross-entropy',
      [
        [0, Math.log(3)],
        [0, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    );
    // p = (1/4, 3/4) and (1/2, 1/2): −(ln 3/4 + ln 1/2) / 2
    expect(value).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 6);
    expectNumbers(delta, [0.125, -0.125, -0.25, 0.25]);
  });

  test('sigmoid cross-entropy: sum over outputs, mean over the batch', async () => {
    const { value, delta } = await lossAt(
      'sigmoid-cross-entropy',
      [
        [0, Math.log(3)],
        [0, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    );
    expect(value).toBeCloseTo((Math.log(2) + Math.log(4 / 3) + 2 * Math.log(2)) / 2, 6);
    expectNumbers(delta, [0.25, -0.125, -0.25, 0.25]);
  });

  test('mse: mean over batch and outputs, through φ′', async () => {
    const { value, delta } = await lossAt(
      'mse',
      [
        [1, -2],
        [3, 0.5],
      ],
      [
        [0, 1],
        [1, 0.5],
      ],
      'relu',
    );
    // h = (1, 0), (3, 0.5): differences 1, −1, 2, 0
    expect(value).toBeCloseTo(6 / 4, 6);
    expectNumbers(delta, [0.5, 0, 1, 0]);
  });

  test('mae: sign(0) is 0', async () => {
    const { value, delta } = await lossAt(
      'mae',
      [
        [1, -2],
        [3, 0.5],
      ],
      [
        [0, 1],
        [1, 0.5],
      ],
    );
    expect(value).toBeCloseTo(6 / 4, 6);
    expect(delta).toEqual([0.25, -0.25, 0.25, 0]);
  });

  test('extreme logits stay finite', async () => {
    for (const id of ['softmax-cross-entropy', 'sigmoid-cross-entropy'] as const) {
      const { value, delta } = await lossAt(id, [[200, -200]], [[0, 1]]);
      expect(value).toBeCloseTo(400, 2);
      expectNumbers(delta, [1, -1]);
    }
  });

  for (const id of Object.keys(LOSSES) as LossId[]) {
    for (const activation of ['linear', 'tanh'] as const) {
      test(`${id} after ${activation}: δ is the autodiff gradient`, async () => {
        const [a, y] = [
          normals(6, 4, 1, 2),
          id === 'softmax-cross-entropy' ? labels(6, 4, 2) : normals(6, 4, 3),
        ];
        const tensors = inScope(() => ({
          delta: LOSSES[id].delta(outputAt(a, activation), y),
          gradient: grad((x) => LOSSES[id].value(outputAt(x, activation), y))(a),
        }));
        expect(await relativeDifference(tensors.delta, tensors.gradient)).toBeLessThan(1e-5);
        disposeAll([a, y, tensors]);
      });
    }
  }
});
