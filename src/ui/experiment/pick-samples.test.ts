import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../spec/dataset';
import { classCounts, rowOf, rowsPerClass } from './pick-samples';

const split = {
  count: 6,
  x: Uint8Array.from([0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51]),
  labels: Uint8Array.from([1, 0, 1, 1, 0, 1]),
  targets: null,
};
const dataset: Dataset = {
  id: 'digits',
  name: 'Two pixels',
  inputShape: [1, 2, 1],
  outputs: 3,
  classNames: ['0', '1', '2'],
  train: split,
  test: split,
};

describe('rowsPerClass', () => {
  it('takes the first rows of each class, fewer where there are fewer', () => {
    expect(rowsPerClass(dataset, 3)).toEqual([[1, 4], [0, 2, 3], []]);
  });
});

describe('rowOf', () => {
  it('cuts one row out', () => {
    expect([...rowOf(split, 4, dataset)]).toEqual([40, 41]);
  });
});

describe('classCounts', () => {
  it('counts both splits', () => {
    expect(classCounts(dataset)).toEqual([4, 8, 0]);
  });
});
