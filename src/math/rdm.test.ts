import { expect, test } from 'vitest';
import { pearsonRdm } from './rdm';

test('1 − Pearson of every pair, upper triangle row by row', () => {
  const patterns = [
    [1, 2, 3, 4],
    [10, 20, 30, 40],
    [4, 3, 2, 1],
    [1, -1, -1, 1],
  ];
  const rdm = pearsonRdm(patterns.flat(), 4, 4);
  // Pairs 01 02 03 12 13 23
  [0, 2, 1, 2, 1, 1].forEach((expected, pair) => {
    expect(rdm[pair]).toBeCloseTo(expected, 6);
  });
});

test('a constant pattern has no correlation with any other, not even when its value is not exact', () => {
  const constant = Array.from({ length: 20 }, () => 0.1);
  const other = Array.from({ length: 20 }, (_, index) => Math.sin(index));
  const rdm = pearsonRdm(
    Float32Array.from([...other, ...constant, ...constant, ...other.map((value) => 2 * value)]),
    4,
    20,
  );
  expect([...rdm].map((value) => Number.isNaN(value))).toEqual([true, true, false, true, true, true]);
  expect(rdm[2]).toBeCloseTo(0, 6);
});
