import { scalar, type Tensor, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../../test/on-backends';
import { disposeAll, inScope } from '../scope';
import { type WebGpuBackend, webGpuBackend } from './webgpu-device';
import {
  gatherRows,
  pickNumber,
  rowsOfBytes,
  rowsOfClasses,
  rowsOfNumbers,
  storeNumber,
} from './webgpu-gather';

function needGpu(): WebGpuBackend {
  const gpu = webGpuBackend();
  if (!gpu) throw new Error('the WebGPU backend is not set');
  return gpu;
}

const numbersOf = async (tensor: Tensor): Promise<readonly number[]> => Array.from(await tensor.data());
/** Three slots of two rows. */
const ringOf = (rows: readonly number[]): Tensor => tensor2d([...rows], [3, 2], 'int32');

onBackends('gathering on the device', () => {
  test('unpacks bytes to the very numbers of the host, rows of any width and offset', async () => {
    // Five rows of seven, in the middle of a larger array.
    const bytes = Uint8Array.from({ length: 38 }, (_, index) => (index * 37 + 5) % 256).subarray(3);
    const ring = ringOf([0, 4, 2, 2, 3, 1]);
    const set = rowsOfBytes(bytes, 7);
    for (const [at, rows] of [
      [0, [0, 4]],
      [4, [2, 2]],
      [302, [3, 1]],
    ] as const) {
      const step = scalar(at, 'int32');
      const batch = gatherRows(needGpu(), set, ring, step);
      const expected = rows.flatMap((row) => Array.from(bytes.subarray(7 * row, 7 * row + 7)));
      expect(batch.shape).toEqual([2, 7]);
      expect(await numbersOf(batch)).toEqual(expected.map((byte) => Math.fround(byte * (1 / 255))));
      disposeAll([step, batch]);
    }
    disposeAll([ring, set.tensors]);
  });

  test('unpacks words of bytes where rows divide by four', async () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => (index * 91 + 7) % 256);
    const [ring, step, set] = [ringOf([4, 0, 2, 2, 3, 1]), scalar(0, 'int32'), rowsOfBytes(bytes, 8)];
    const batch = gatherRows(needGpu(), set, ring, step);
    const expected = [...bytes.subarray(32, 40), ...bytes.subarray(0, 8)];
    expect(await numbersOf(batch)).toEqual(expected.map((byte) => Math.fround(byte * (1 / 255))));
    disposeAll([ring, step, set.tensors, batch]);
  });

  test('copies rows of numbers and makes one-hot rows of classes', async () => {
    const ring = ringOf([1, 0, 0, 0, 0, 0]);
    const [numbers, classes] = [
      rowsOfNumbers(Float32Array.of(0.1, 0.2, 0.3, 0.4), 2),
      rowsOfClasses([2, 0], 3),
    ];
    const step = scalar(3, 'int32');
    const [x, y] = [gatherRows(needGpu(), numbers, ring, step), gatherRows(needGpu(), classes, ring, step)];
    expect(await numbersOf(x)).toEqual([0.3, 0.4, 0.1, 0.2].map(Math.fround));
    expect(await numbersOf(y)).toEqual([1, 0, 0, 0, 0, 1]);
    disposeAll([ring, numbers.tensors, classes.tensors, step, x, y]);
  });

  test('gathers batches of more numbers than a row of workgroups has invocations', async () => {
    const width = 70_000;
    const values = Float32Array.from({ length: 2 * width }, (_, index) => index);
    const [set, ring, step] = [rowsOfNumbers(values, width), ringOf([1, 0, 0, 0, 0, 0]), scalar(0, 'int32')];
    const batch = gatherRows(needGpu(), set, ring, step);
    const found = await batch.data<'float32'>();
    expect([found[0], found[width - 1], found[width], found[2 * width - 1]]).toEqual([
      width,
      2 * width - 1,
      0,
      width - 1,
    ]);
    disposeAll([set.tensors, ring, step, batch]);
  });

  test('keeps numbers in rings, a slot for each step', async () => {
    const ring = zeros([3]);
    for (const [at, value] of [
      [1, 5],
      [5, 7],
      [6, 9],
    ] as const) {
      inScope(() => storeNumber(needGpu(), ring, scalar(at, 'int32'), scalar(value)));
    }
    const picked = inScope(() => pickNumber(needGpu(), ring, scalar(8, 'int32')));
    expect(await numbersOf(picked)).toEqual([7]);
    expect(await numbersOf(ring)).toEqual([9, 5, 7]);
    disposeAll([ring, picked]);
  });
}, ['webgpu']);
