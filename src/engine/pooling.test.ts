import { type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, onBackends } from '../../test/on-backends';
import type { PoolLayerSpec } from '../spec/spec';
import { pooling } from './pooling';
import { disposeAll, inScope } from './scope';

/** One map of 5 × 5 with ties in every square; the last row and column are left over. */
const MAP = [
  [7, 7, 0, 0, 9],
  [7, 1, 0, 0, 9],
  [1, 2, -3, -1, 9],
  [2, 2, -1, -2, 9],
  [9, 9, 9, 9, 9],
];

function pool(kind: PoolLayerSpec['kind']): readonly [Tensor, Tensor] {
  return inScope(() => {
    const pass = pooling({ kind, size: 2 }, [5, 5, 1], [2, 2, 1]).forward(
      tensor4d(MAP.flat(), [1, 5, 5, 1]),
      {
        norms: [],
        draws: null,
      },
    );
    return [pass.output, pass.passBack(tensor4d([1, 10, 100, 1000], [1, 2, 2, 1]))];
  });
}

onBackends('pooling', () => {
  test('maximum: the first of equals gets all of the error, left-overs none', async () => {
    const [output, error] = pool('maxpool2d');
    expect([...(await output.data())]).toEqual([7, 0, 2, -1]);
    expect([...(await error.data())]).toEqual(
      [
        [1, 0, 10, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 100, 0, 1000, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ].flat(),
    );
    disposeAll([output, error]);
  });

  test('average: every pixel of a square gets the same share', async () => {
    const [output, error] = pool('avgpool2d');
    expectNumbers(await output.data(), [5.5, 0, 1.75, -1.75]);
    expectNumbers(
      await error.data(),
      [
        [0.25, 0.25, 2.5, 2.5, 0],
        [0.25, 0.25, 2.5, 2.5, 0],
        [25, 25, 250, 250, 0],
        [25, 25, 250, 250, 0],
        [0, 0, 0, 0, 0],
      ].flat(),
    );
    disposeAll([output, error]);
  });
});
