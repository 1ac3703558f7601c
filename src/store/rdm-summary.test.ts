import { describe, expect, test } from 'vitest';
import { dissimilarityAt, summariseRdm } from './rdm-summary';

describe('summariseRdm', () => {
  // Pairs in order: 01 02 03 12 13 23; classes a a b b.
  const labels = Uint8Array.from([0, 0, 1, 1]);

  test('averages within and between classes apart', () => {
    const { within, between } = summariseRdm(Float32Array.from([0.1, 1, 1.2, 0.8, 1, 0.3]), labels, 4);
    expect(within).toBeCloseTo(0.2, 6);
    expect(between).toBeCloseTo(1, 6);
  });

  test('counts stimuli without any defined pair and leaves them out of the means', () => {
    const { within, between, constant } = summariseRdm(
      Float32Array.from([0.1, 0.9, Number.NaN, 0.7, Number.NaN, Number.NaN]),
      labels,
      4,
    );
    expect(constant).toBe(1);
    expect(within).toBeCloseTo(0.1, 6);
    expect(between).toBeCloseTo(0.8, 6);
  });

  test('has no means without classes', () => {
    expect(summariseRdm(Float32Array.from([1]), null, 2).between).toBeNaN();
  });
});

test('dissimilarityAt takes a pair in either order and has no value for a stimulus and itself', () => {
  const triangle = Float32Array.from([1, 2, 3, 4, 5, 6]);
  expect([dissimilarityAt(triangle, 1, 3, 4), dissimilarityAt(triangle, 3, 1, 4)]).toEqual([5, 5]);
  expect(dissimilarityAt(triangle, 2, 2, 4)).toBeNaN();
  expect(dissimilarityAt(triangle, 0, 4, 4)).toBeNaN();
});
