import { mul, sum, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends } from '../../test/on-backends';
import { dense } from './linear-op';
import { disposeAll, inScope } from './scope';

onBackends('dense layer', () => {
  test('multiplies in the stated layout', async () => {
    const tensors = inScope(() => {
      const [h, W] = [
        tensor2d([[1, 2, 3]]),
        tensor2d([
          [1, 0],
          [0, 1],
          [10, 100],
        ]),
      ];
      const delta = tensor2d([[1, -1]]);
      return [dense.apply(h, W), dense.transport(delta, W), dense.gradientProduct(h, delta)];
    });
    const [applied, transported, product] = await Promise.all(tensors.map((tensor) => tensor.data()));
    expect([...(applied ?? [])]).toEqual([31, 302]);
    expect([...(transported ?? [])]).toEqual([1, -1, -90]);
    expect([...(product ?? [])]).toEqual([1, -1, 2, -2, 3, -3]);
    disposeAll(tensors);
  });

  test('transport and gradient product are the adjoints of apply', async () => {
    const [h, W, delta] = [normals(7, 5, 1), normals(5, 4, 2), normals(7, 4, 3)];
    const products = inScope(() => [
      sum(mul(dense.apply(h, W), delta)),
      sum(mul(h, dense.transport(delta, W))),
      sum(mul(W, dense.gradientProduct(h, delta))),
    ]);
    const [direct, byTransport, byGradient] = await Promise.all(products.map((product) => product.data()));
    expect(byTransport?.[0]).toBeCloseTo(direct?.[0] ?? Number.NaN, 4);
    expect(byGradient?.[0]).toBeCloseTo(direct?.[0] ?? Number.NaN, 4);
    disposeAll([h, W, delta, products]);
  });

  test('bias sum adds the rows', async () => {
    const total = inScope(() =>
      dense.biasSum(
        tensor2d([
          [1, 2],
          [10, 20],
          [100, 200],
        ]),
      ),
    );
    expect([...(await total.data())]).toEqual([111, 222]);
    total.dispose();
  });
});
