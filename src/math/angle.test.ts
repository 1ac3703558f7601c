import { expect, test } from 'vitest';
import { angleDeg, frobeniusNorm } from './angle';

test('known angles, whatever the lengths', () => {
  expect(angleDeg([1, 0], [0, 5])).toBeCloseTo(90, 10);
  expect(angleDeg([1, 1], [3, 0])).toBeCloseTo(45, 10);
  expect(angleDeg([1, 2, 3], [2, 4, 6])).toBeCloseTo(0, 5);
  expect(angleDeg([1, 2, 3], [-1, -2, -3])).toBeCloseTo(180, 5);
  expect(angleDeg([1e-200, 1e-200], [1e200, 0])).toBeNaN();
  expect(angleDeg(new Float32Array([1e-30, 1e-30]), new Float32Array([1e30, 0]))).toBeCloseTo(45, 5);
});

test('undefined where a side is zero or not finite', () => {
  expect(angleDeg([0, 0], [1, 0])).toBeNaN();
  expect(angleDeg([1, Number.NaN], [1, 0])).toBeNaN();
  expect(angleDeg([1, Number.POSITIVE_INFINITY], [1, 0])).toBeNaN();
  expect(() => angleDeg([1], [1, 2])).toThrow('1 numbers against 2');
});

test('the Frobenius norm', () => {
  expect(frobeniusNorm([3, 0, -4])).toBe(5);
  expect(frobeniusNorm([])).toBe(0);
});
