/**
 * The pseudo-inverse against its defining equations, and where there is none.
 */
import { expect, test } from 'vitest';
import { pseudoInverse } from './pseudo-inverse';
import { createRng } from './rng';

function product(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [rows, inner, columns]: readonly [number, number, number],
) {
  return Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += Number(a[i * inner + k]) * Number(b[k * columns + j]);
    return sum;
  });
}

test.each([
  [4, 4],
  [9, 3],
  [3, 9],
  [1, 5],
])('undoes %d × %d on the smaller side, and projects on the larger', (rows, columns) => {
  const rng = createRng(1, 'data');
  const A = Float64Array.from({ length: rows * columns }, () => rng.normal());
  const inverse = pseudoInverse({ rows, columns, values: A }) ?? new Float64Array();
  const small =
    rows >= columns
      ? product(inverse, A, [columns, rows, columns])
      : product(A, inverse, [rows, columns, rows]);
  const size = Math.min(rows, columns);
  for (const [at, value] of small.entries()) {
    expect(value).toBeCloseTo(at % (size + 1) === 0 ? 1 : 0, 9);
  }
  const back = product(product(A, inverse, [rows, columns, rows]), A, [rows, rows, columns]);
  for (const [at, value] of back.entries()) expect(value).toBeCloseTo(A[at] ?? 0, 9);
});

test('a diagonal matrix has the reciprocals', () => {
  expect([...(pseudoInverse({ rows: 2, columns: 2, values: [2, 0, 0, -4] }) ?? [])]).toEqual([
    0.5, 0, 0, -0.25,
  ]);
});

test('no inverse without full rank or with numbers that are not finite; sizes must fit', () => {
  expect(pseudoInverse({ rows: 2, columns: 2, values: [1, 2, 2, 4] })).toBeNull();
  expect(pseudoInverse({ rows: 2, columns: 2, values: [1, 0, 0, Number.NaN] })).toBeNull();
  expect(pseudoInverse({ rows: 2, columns: 3, values: new Float32Array(6) })).toBeNull();
  expect(() => pseudoInverse({ rows: 2, columns: 2, values: [1, 2, 3] })).toThrow('3 numbers for 2 × 2');
});
