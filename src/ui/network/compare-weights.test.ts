import { expect, test } from 'vitest';
import { compareWeights, productOf, rootMeanSquare } from './compare-weights';

const numbers = (...values: number[]): Float32Array => Float32Array.from(values);

test('weights are compared by direction, size and signs', () => {
  const same = compareWeights(numbers(1, -2, 3), numbers(2, -4, 6));
  expect(same.angleDeg).toBeCloseTo(0, 4);
  expect(same.normRatio).toBeCloseTo(2);
  expect(same.signAgreement).toBe(1);
  const across = compareWeights(numbers(1, 0), numbers(0, 3));
  expect(across.angleDeg).toBeCloseTo(90);
  expect(across.signAgreement).toBeNaN();
  expect(compareWeights(numbers(1, 1, 1, 1), numbers(-1, -1, -1, 1)).signAgreement).toBe(0.25);
  expect(compareWeights(numbers(1, 1), numbers(-1, -1)).angleDeg).toBeCloseTo(180);
  expect(compareWeights(numbers(1, 2), numbers(0, 0)).angleDeg).toBeNaN();
});

test('the way from a layer to the output is the product of its weights', () => {
  const first = { shape: [2, 3], values: numbers(1, 2, 3, 4, 5, 6) };
  const second = { shape: [3, 2], values: numbers(1, 0, 0, 1, 1, 1) };
  const third = { shape: [2, 1], values: numbers(1, -1) };
  expect(productOf([first, second])).toEqual({ shape: [2, 2], values: numbers(4, 5, 10, 11) });
  expect(productOf([first, second, third])).toEqual({ shape: [2, 1], values: numbers(-1, -1) });
  expect(productOf([third])).toBe(third);
  expect(productOf([first, third])).toBeNull();
  expect(productOf([{ shape: [3, 3, 1, 2], values: numbers() }, second])).toBeNull();
});

test('the size of weights is their root mean square', () => {
  expect(rootMeanSquare(numbers(3, -4))).toBeCloseTo(Math.sqrt(12.5));
  expect(rootMeanSquare(numbers())).toBe(0);
});
