/**
 * Principal components: the directions in which examples x vary most, each at a right angle to those before.
 *   C = ⟨(x − c)(x − c)ᵀ⟩,  C v_i = λ_i v_i,  share_i = λ_i / tr C;  c is the mean of the examples, or 0
 * Where examples are fewer than numbers per example, through their products with each other: G = (X − c)(X − c)ᵀ / n has the
 * same λ, and v = (X − c)ᵀ u / ‖…‖. Source: Jolliffe (2002), Principal Component Analysis, 2nd ed.
 */
import { frobeniusNorm } from './angle';
import { leadingPairs } from './symmetric-eigen';

/** Examples, one after another. `[count, size]` */
export interface Examples {
  readonly values: ArrayLike<number>;
  /** Numbers per example. */
  readonly size: number;
  readonly about: 'mean' | 'origin';
}

export interface Components {
  /** Each of length 1, the largest share first. Fewer than asked for where examples have no more directions. `[count, size]` */
  readonly vectors: readonly Float64Array[];
  /** Part of all variance (about the origin: of all squares) that lies along each, 0 to 1. `[count]` */
  readonly shares: readonly number[];
}

/** Directions with a smaller part of the variance are rounding. */
const LEAST_SHARE = 1e-10;

/** At most `most` leading components. Throws when the values are no whole number of examples. */
export function principalComponents({ values, size, about }: Examples, most: number): Components {
  const count = values.length / size;
  if (!Number.isInteger(count)) throw new Error(`principalComponents: ${values.length} values for ${size}`);
  if (count === 0) return { vectors: [], shares: [] };
  const centre = about === 'mean' ? meanOf(values, size) : new Float64Array(size);
  return count < size ? fromExamples(values, centre, most) : fromCovariance(values, centre, most);
}

function meanOf(values: ArrayLike<number>, size: number): Float64Array {
  const mean = new Float64Array(size);
  for (let at = 0; at < values.length; at++)
    mean[at % size] = (mean[at % size] as number) + (values[at] as number);
  return mean.map((sum) => (sum * size) / values.length);
}

const traceOf = (matrix: Float64Array, size: number): number => {
  let sum = 0;
  for (let at = 0; at < matrix.length; at += size + 1) sum += matrix[at] as number;
  return sum;
};

/** The leading pairs of C or G, without those that are rounding. */
function pairsOf(matrix: Float64Array, size: number, most: number) {
  const trace = traceOf(matrix, size);
  const { values, vectors } = leadingPairs({ size, values: matrix }, most);
  const shares = [...values].map((value) => value / trace).filter((share) => share > LEAST_SHARE);
  return { shares, vectors: shares.map((_, at) => vectors.slice(at * size, (at + 1) * size)) };
}

/** C = ⟨x xᵀ⟩ − c cᵀ: pictures are zero in most places, which are left out. */
function fromCovariance(values: ArrayLike<number>, centre: Float64Array, most: number): Components {
  const size = centre.length;
  const count = values.length / size;
  const C = new Float64Array(size * size);
  const places = new Int32Array(size);
  const found = new Float64Array(size);
  for (let row = 0; row < values.length; row += size) {
    let filled = 0;
    for (let k = 0; k < size; k++) {
      const value = values[row + k] as number;
      if (value !== 0) {
        places[filled] = k;
        found[filled++] = value;
      }
    }
    for (let i = 0; i < filled; i++) {
      const from = (places[i] as number) * size;
      const value = found[i] as number;
      for (let j = 0; j <= i; j++) {
        const at = from + (places[j] as number);
        C[at] = (C[at] as number) + value * (found[j] as number);
      }
    }
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const value = (C[i * size + j] as number) / count - (centre[i] as number) * (centre[j] as number);
      C[i * size + j] = value;
      C[j * size + i] = value;
    }
  return pairsOf(C, size, most);
}

/** Through G, and from its vectors u to v = (X − c)ᵀ u at length 1. */
function fromExamples(values: ArrayLike<number>, centre: Float64Array, most: number): Components {
  const size = centre.length;
  const count = values.length / size;
  const X = Float64Array.from(values, (value, at) => value - (centre[at % size] as number));
  const G = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (X[i * size + k] as number) * (X[j * size + k] as number);
      G[i * count + j] = sum / count;
      G[j * count + i] = sum / count;
    }
  const { shares, vectors } = pairsOf(G, count, most);
  const along = vectors.map((u) => {
    const v = new Float64Array(size);
    for (let row = 0; row < count; row++)
      for (let k = 0; k < size; k++)
        v[k] = (v[k] as number) + (u[row] as number) * (X[row * size + k] as number);
    const length = frobeniusNorm(v);
    return v.map((value) => value / length);
  });
  return { shares, vectors: along };
}
