/**
 * Pooling over squares of s × s pixels side by side; left-over rows and columns are dropped and get no error.
 *   average  h = mean of the square; every pixel gets 1 / s² of its error
 *   maximum  h = largest of the square; that pixel gets all of the error, the first in row-major order among equals
 */
import {
  avgPool,
  cast,
  div,
  equal,
  image,
  maxPool,
  mul,
  pad,
  slice,
  type Tensor,
  type Tensor4D,
  tensor3d,
} from '@tensorflow/tfjs-core';
import type { Shape } from '../spec/shapes';
import type { PoolLayerSpec } from '../spec/spec';
import { runOwn } from './kernels/own';
import type { Stage } from './stage';

/** Every pixel s × s times. Pixel centres are compared, which is exact for whole s. */
function repeat(map: Tensor, size: number): Tensor4D {
  const [, height = 0, width = 0] = map.shape;
  return image.resizeNearestNeighbor(map as Tensor4D, [height * size, width * size], false, true);
}

/** s², s² − 1, …, 1 over each square in row-major order. `[s · height, s · width, 1]` */
function priorities(size: number, [height = 0, width = 0]: Shape): Tensor {
  const values = new Float32Array(height * size * width * size);
  for (let at = 0; at < values.length; at++) {
    const [row, column] = [Math.floor(at / (width * size)), at % (width * size)];
    values[at] = size ** 2 - (row % size) * size - (column % size);
  }
  return tensor3d(values, [height * size, width * size, 1]);
}

/** A pooling stage that leaves maps of `shape`, from maps of `input`. */
export function pooling({ kind, size }: PoolLayerSpec, input: Shape, shape: Shape): Stage {
  const [height = 0, width = 0, channels = 0] = input;
  const [down = 0, across = 0] = shape;
  const used = [down * size, across * size] as const;
  const isWhole = used[0] === height && used[1] === width;
  const cut = (map: Tensor): Tensor =>
    isWhole ? map : slice(map as Tensor4D, [0, 0, 0, 0], [map.shape[0] ?? 0, ...used, channels]);
  const uncut = (error: Tensor4D): Tensor =>
    isWhole
      ? error
      : pad(error, [
          [0, 0],
          [0, height - used[0]],
          [0, width - used[1]],
          [0, 0],
        ]);
  const own = { size, isMax: kind === 'maxpool2d' };
  if (kind === 'avgpool2d') {
    return {
      kind,
      shape,
      forward: (h) => ({
        output: runOwn('LabPool', { h }, own)?.[0] ?? avgPool(h as Tensor4D, size, size, 'valid'),
        passBack: (error) =>
          runOwn('LabPoolBack', { error, h }, own)?.[0] ?? uncut(div(repeat(error, size), size ** 2)),
      }),
    };
  }
  return {
    kind,
    shape,
    forward(h) {
      const output = runOwn('LabPool', { h }, own)?.[0] ?? maxPool(h as Tensor4D, size, size, 'valid'); // [rows, down, across, channels]
      return {
        output,
        passBack(error) {
          const atFirst = runOwn('LabPoolBack', { error, h }, own);
          if (atFirst) return atFirst[0];
          const isLargest = cast(equal(cut(h), repeat(output, size)), 'float32');
          const priority = mul(isLargest, priorities(size, shape)) as Tensor4D;
          const first = repeat(maxPool(priority, size, size, 'valid'), size);
          const isFirst = cast(equal(priority, first), 'float32');
          return uncut(mul(isFirst, repeat(error, size)));
        },
      };
    },
  };
}
