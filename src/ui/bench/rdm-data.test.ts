import { describe, expect, test } from 'vitest';
import { classMeans } from './rdm-data';

describe('classMeans', () => {
  // Pairs in order: 01 02 03 12 13 23; classes a a b b.
  const labels = Uint8Array.from([0, 0, 1, 1]);

  test('averages within and between classes apart', () => {
    const { within, between } = classMeans(Float32Array.from([0.1, 1, 1.2, 0.8, 1, 0.3]), labels, 4);
    expect(within).toBeCloseTo(0.2, 6);
    expect(between).toBeCloseTo(1, 6);
  });

  test('counts stimuli without any defined pair and leaves them out of the means', () => {
    const { within, between, constant } = classMeans(
      Float32Array.from([0.1, 0.9, Number.NaN, 0.7, Number.NaN, Number.NaN]),
      labels,
      4,
    );
    expect(constant).toBe(1);
    expect(within).toBeCloseTo(0.1, 6);
    expect(between).toBeCloseTo(0.8, 6);
  });

  test('has no means without classes', () => {
    expect(classMeans(Float32Array.from([1]), null, 2).between).toBeNaN();
  });
});
