import { expect, it } from 'vitest';
import { batchOf } from './batch';
import { BATCHES, makeData, zerosIn } from './bench-data';
import { perceptron } from './cases';

it('draws digits that are about as empty as those of MNIST (81 %), all of them of ten classes', () => {
  const bench = perceptron('784-50-10', 8);
  const data = makeData(bench);
  expect(data.count).toBe(8 * BATCHES);
  expect(data.x).toHaveLength(784 * data.count);
  expect(zerosIn(data)).toBeGreaterThan(0.7);
  expect(zerosIn(data)).toBeLessThan(0.92);
  expect(new Set(data.labels)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});

it('makes noise without empty pixels', () => {
  expect(zerosIn(makeData({ ...perceptron('784-50-10', 8), data: 'noise' }))).toBeLessThan(0.02);
});

it('hands out batches as numbers from 0 to 1 with one-hot labels', () => {
  const bench = { ...perceptron('4-10', 2), data: 'noise' as const };
  const data = {
    x: Uint8Array.of(0, 51, 255, 0, 1, 2, 3, 4, 255, 0, 0, 0, 0, 0, 0, 0),
    labels: Uint8Array.of(3, 0, 9, 1),
    count: 4,
  };
  const { x, y } = batchOf(bench, data, 1);
  expect([...x]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  expect([...y].map((value, at) => (value === 1 ? at : -1)).filter((at) => at >= 0)).toEqual([9, 11]);
});
