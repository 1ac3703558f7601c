import { expect, test } from 'vitest';
import { centreDigit } from './centre-digit';

/** A filled rectangle on a drawing of 140 × 140. */
function rectangle(left: number, top: number, width: number, height: number): Float32Array {
  const ink = new Float32Array(140 * 140);
  for (let y = top; y < top + height; y++) for (let x = left; x < left + width; x++) ink[y * 140 + x] = 1;
  return ink;
}

function massCentre(image: Float32Array): [x: number, y: number] {
  let sum = 0;
  let x = 0;
  let y = 0;
  image.forEach((value, index) => {
    sum += value;
    x += value * ((index % 28) + 0.5);
    y += value * (Math.floor(index / 28) + 0.5);
  });
  return [x / sum, y / sum];
}

test('a stroke in a corner moves to the middle, 20 pixels high', () => {
  const image = centreDigit(rectangle(3, 100, 6, 36), 140);
  const [x, y] = massCentre(image ?? new Float32Array(784));
  expect(x).toBeCloseTo(14, 1);
  expect(y).toBeCloseTo(14, 1);
  const rows = Array.from({ length: 28 }, (_, row) =>
    Math.max(...(image ?? []).slice(row * 28, row * 28 + 28)),
  );
  expect(rows.filter((value) => value > 0.5)).toHaveLength(20);
});

test('size on the pad does not matter', () => {
  const small = centreDigit(rectangle(60, 60, 20, 20), 140);
  const large = centreDigit(rectangle(10, 10, 120, 120), 140);
  expect(Array.from(small ?? [])).toEqual(Array.from(large ?? [1]));
});

test('an empty pad is no digit', () => {
  expect(centreDigit(new Float32Array(140 * 140), 140)).toBeNull();
});
