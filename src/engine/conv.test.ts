import { mul, ones, reshape, sum, tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends } from '../../test/on-backends';
import { shapeAfter } from '../spec/shapes';
import type { ConvLayerSpec } from '../spec/spec';
import { convolution } from './conv';
import { disposeAll, inScope } from './scope';

const spec = (kernel: number, stride: number, padding: 'same' | 'valid', filters = 3): ConvLayerSpec => ({
  kind: 'conv2d',
  filters,
  kernel,
  stride,
  padding,
  activation: 'linear',
});

onBackends('convolution', () => {
  test('slides its kernel without turning it; zeros at the bottom and right first', async () => {
    // 1 2 3     the kernel 1 10 at stride 2: 1 + 20 + 400 + 5000, then 3 + 600; 7 + 80, then 9
    // 4 5 6              100 1000
    // 7 8 9
    const h = tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    const W = tensor4d([1, 10, 100, 1000], [2, 2, 1, 1]);
    const op = convolution(spec(2, 2, 'same', 1), [3, 3, 1]);
    const a = inScope(() => op.apply(h, W));
    expect([...(await a.data())]).toEqual([5421, 603, 87, 9]);
    const delta = ones([1, 2, 2, 1]);
    const [back, product, bias] = inScope(() => [
      op.transport(delta, W),
      op.gradientProduct(h, delta),
      op.biasSum(delta),
    ]) as [typeof a, typeof a, typeof a];
    expect([...(await back.data())]).toEqual([1, 10, 1, 100, 1000, 100, 1, 10, 1]);
    expect([...(await product.data())]).toEqual([20, 10, 10, 5]);
    expect([...(await bias.data())]).toEqual([4]);
    disposeAll([h, W, a, delta, back, product, bias]);
  });

  for (const [kernel, stride, padding] of [
    [3, 1, 'same'],
    [3, 2, 'valid'],
    [2, 3, 'same'],
    [5, 1, 'valid'],
  ] as const) {
    test(`transport and gradient product are adjoints: ${kernel} × ${kernel}, stride ${stride}, ${padding}`, async () => {
      const shape = [5, 6, 2];
      const layer = spec(kernel, stride, padding);
      const after = shapeAfter(layer, shape);
      if ('why' in after) throw new Error(after.why);
      const op = convolution(layer, shape);
      const numbers = inScope(() => {
        const h = reshape(normals(4, 60, 1), [4, ...shape]);
        const W = reshape(normals(kernel * kernel, 6, 2), [kernel, kernel, 2, 3]);
        const size = after.shape.reduce((product, length) => product * length, 1);
        const delta = reshape(normals(4, size, 3), [4, ...after.shape]);
        return [
          sum(mul(op.apply(h, W), delta)),
          sum(mul(h, op.transport(delta, W))),
          sum(mul(W, op.gradientProduct(h, delta))),
        ];
      });
      const [direct, ...adjoints] = await Promise.all(numbers.map((number) => number.data()));
      for (const adjoint of adjoints) {
        expect((adjoint[0] ?? Number.NaN) / (direct?.[0] ?? 0)).toBeCloseTo(1, 4);
      }
      disposeAll(numbers);
    });
  }
});
