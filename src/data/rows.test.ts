import { describe, expect, it } from 'vitest';
import type { Split } from '../spec/dataset';
import { DEFAULT_SPEC } from '../spec/presets';
import { epochOrder, fillInputs, fillTargets } from './batch';
import { generateDataset } from './index';
import { probeRows, tryRows } from './probe-rows';

const PICTURES: Split = {
  count: 3,
  x: Uint8Array.of(0, 255, 51, 102, 153, 204),
  labels: Uint8Array.of(2, 0, 1),
  targets: null,
};
const VALUES: Split = {
  count: 2,
  x: Float32Array.of(1.5, -2),
  labels: null,
  targets: Float32Array.of(1, 2, 3, 4),
};

describe('batches', () => {
  it('scale bytes to 0–1 and leave floats alone', () => {
    const out = new Float32Array(4);
    fillInputs(out, PICTURES, [2, 0]);
    expect([...out]).toEqual([0.6, 0.8, 0, 1].map(Math.fround));
    const values = new Float32Array(2);
    fillInputs(values, VALUES, [1, 0]);
    expect([...values]).toEqual([-2, 1.5]);
  });

  it('write one-hot labels over whatever was there, or targets', () => {
    const out = new Float32Array(9).fill(7);
    fillTargets(out, PICTURES, [0, 1, 2]);
    expect([...out]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
    const values = new Float32Array(4);
    fillTargets(values, VALUES, [1, 0]);
    expect([...values]).toEqual([3, 4, 1, 2]);
  });

  it('refuse sizes and rows that do not fit', () => {
    expect(() => fillInputs(new Float32Array(3), PICTURES, [0, 1])).toThrow(
      '2 rows of 2 need 4 numbers, got 3',
    );
    expect(() => fillInputs(new Float32Array(2), PICTURES, [3])).toThrow('row 3 of a split with 3 rows');
    expect(() => fillTargets(new Float32Array(4), PICTURES, [0, 1])).toThrow('label 2 with 2 outputs');
    expect(() => fillTargets(new Float32Array(3), VALUES, [0])).toThrow(
      'rows have 2 targets, got room for 3',
    );
  });
});

describe('epochOrder', () => {
  it('visits every row once, differently in every epoch, the same for a seed', () => {
    const order = epochOrder(1, 0, 50);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, row) => row));
    expect(order).toEqual(epochOrder(1, 0, 50));
    expect(order).not.toEqual(epochOrder(1, 1, 50));
    expect(order).not.toEqual(epochOrder(2, 0, 50));
  });
});

describe('probe and try rows', () => {
  const digits = generateDataset({ ...DEFAULT_SPEC.dataset, id: 'digits', images: 1000, noise: 0 }, 1);
  const labelOf = (row: number): number => digits.test.labels?.[row] ?? -1;

  it('are six of each class, sorted by class', () => {
    const rows = [...probeRows(digits, 60, 1)];
    expect(rows.map(labelOf)).toEqual(Array.from({ length: 60 }, (_, k) => Math.floor(k / 6)));
    expect(new Set(rows).size).toBe(60);
    expect(rows).not.toEqual([...probeRows(digits, 60, 2)]);
  });

  it('give the first classes one more where it does not divide', () => {
    const labels = [...probeRows(digits, 13, 1)].map(labelOf);
    expect(labels).toEqual([0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('show eight different classes, and go round again beyond ten', () => {
    expect(new Set([...tryRows(digits, 8, 1)].map(labelOf)).size).toBe(8);
    const twelve = [...tryRows(digits, 12, 1)];
    expect(new Set(twelve).size).toBe(12);
    expect(new Set(twelve.map(labelOf)).size).toBe(10);
  });

  it('stop at the end of a small test split, and end where classes are missing', () => {
    const labels = digits.test.labels ?? new Uint8Array(0);
    const onlyOnes = { ...digits, test: { ...digits.test, count: 4, labels: labels.slice(0, 4).fill(1) } };
    expect([...tryRows(onlyOnes, 8, 1)].sort()).toEqual([0, 1, 2, 3]);
    expect(probeRows(onlyOnes, 60, 1).length).toBe(4);
  });

  it('are the first rows for regression', () => {
    const pairs = generateDataset({ ...DEFAULT_SPEC.dataset, id: 'linear-map', images: 500, noise: 0 }, 1);
    expect([...probeRows(pairs, 60, 1)]).toEqual(Array.from({ length: 60 }, (_, row) => row));
    expect(new Set(tryRows(pairs, 8, 1)).size).toBe(8);
  });
});
