/**
 * Two layers of weights of one shape held against each other:
 *   angle  arccos(W · B / |W||B|),  norm ratio  |B| / |W|,  sign agreement  part of the entries with equal signs
 * and the product of the dense layers above, which is what direct feedback would have to be.
 */
import type { ShapedValues } from '../../store/run-state';

export interface WeightComparison {
  /** Degrees 0–180; NaN where one of them is all zero. */
  readonly angleDeg: number;
  readonly normRatio: number;
  /** 0 to 1, over the entries where neither is 0; NaN without any. */
  readonly signAgreement: number;
}

/** Compares weights of the same length. */
export function compareWeights(W: Float32Array, B: Float32Array): WeightComparison {
  let dot = 0;
  let squaresOfW = 0;
  let squaresOfB = 0;
  let signed = 0;
  let equal = 0;
  for (const [index, w] of W.entries()) {
    const b = B[index] ?? 0;
    dot += w * b;
    squaresOfW += w * w;
    squaresOfB += b * b;
    if (w === 0 || b === 0) continue;
    signed++;
    if (w > 0 === b > 0) equal++;
  }
  const cosine = dot / Math.sqrt(squaresOfW * squaresOfB);
  return {
    angleDeg: (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI,
    normRatio: Math.sqrt(squaresOfB / squaresOfW),
    signAgreement: signed === 0 ? Number.NaN : equal / signed,
  };
}

/** W_1 W_2 … of dense weights `[n_0, n_1]`, `[n_1, n_2]`, …; null where one is no matrix or does not fit. */
export function productOf(weights: readonly ShapedValues[]): ShapedValues | null {
  const [last] = weights.slice(-1);
  if (!last || weights.some(({ shape }) => shape.length !== 2)) return null;
  return weights
    .slice(0, -1)
    .reduceRight<ShapedValues | null>((right, left) => right && matMul(left, right), last);
}

function matMul(left: ShapedValues, right: ShapedValues): ShapedValues | null {
  const [rows = 0, inner = 0] = left.shape;
  const [height, columns = 0] = right.shape;
  if (inner !== height) return null;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < inner; k++) {
      const factor = left.values[row * inner + k] ?? 0;
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        values[at] = (values[at] ?? 0) + factor * (right.values[k * columns + column] ?? 0);
      }
    }
  return { shape: [rows, columns], values };
}

/** Root mean square, 0 for none. */
export function rootMeanSquare(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return values.length === 0 ? 0 : Math.sqrt(squares / values.length);
}
