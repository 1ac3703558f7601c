import { scalar } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../../test/on-backends';
import { fillUniform } from '../../math/rng';
import { drawUniform } from './draw-uniform';

onBackends('uniform draws', () => {
  test('are those of fillUniform, bit for bit, whatever seed, step, place and size', async () => {
    for (const [seed, stepNumber, place, shape] of [
      [0, 0, 0, [1]],
      [1, 7, 2003, [5]],
      [4294967295, 2147483647, 65535, [3, 7]],
      [2147483648, -1, 1, [2, 3, 5, 7]],
      [1234567, -4000, 4294967295, [257]],
    ] as const) {
      const step = scalar(stepNumber, 'int32');
      const drawn = drawUniform(shape, step, { seed, stream: 'noise', place });
      const expected = new Float32Array(drawn.size);
      fillUniform(expected, seed, 'noise', [stepNumber, place]);
      expect(drawn.shape).toEqual(shape);
      expect(await drawn.data(), `seed ${seed}, step ${stepNumber}, place ${place}`).toEqual(expected);
      step.dispose();
      drawn.dispose();
    }
  });
});
