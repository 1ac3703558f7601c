/**
 * Eigenvalues and eigenvectors of a symmetric matrix A, largest first, in double precision.
 *   small or all wanted   cyclic Jacobi: rotations in turn until nothing is left beside the diagonal
 *   the leading few       subspace iteration Q ← orth(A Q) with Rayleigh–Ritz, Qᵀ A Q solved by Jacobi
 * Sources: Golub, Van Loan (2013), Matrix Computations, 4th ed., sections 8.5.4 and 8.2.4; Rutishauser (1970), Numerische
 * Mathematik 16, for the second.
 */
import { createRng } from './rng';

/** A symmetric matrix, row-major. `[size, size]` */
export interface Symmetric {
  readonly size: number;
  readonly values: Float64Array;
}

/** Largest eigenvalue first. */
export interface EigenPairs {
  /** `[count]` */
  readonly values: Float64Array;
  /** Each of length 1, one after another. `[count, size]` */
  readonly vectors: Float64Array;
}

/** What is left beside the diagonal, or of A q − θ q, against all of A. */
const TINY = 1e-14;
const CLOSE = 1e-7;
const SWEEPS = 60;
const ROUNDS = 400;
/** Up to this size all pairs are found at once. */
const SMALL = 40;
/** Directions beyond those that are wanted: the more, the faster they come. */
const SPARE = 8;

/** Every pair of a small matrix. Throws when there are not size² values. */
export function jacobi({ size, values }: Symmetric): EigenPairs {
  if (values.length !== size * size) throw new Error(`jacobi: ${values.length} values for size ${size}`);
  const A = Float64Array.from(values);
  const V = new Float64Array(size * size); // rows are eigenvectors
  for (let i = 0; i < size; i++) V[i * size + i] = 1;
  const all = A.reduce((sum, value) => sum + value * value, 0);
  const beside = (): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) sum += (A[i * size + j] as number) ** 2;
    return sum;
  };
  for (let sweep = 0; sweep < SWEEPS && beside() > TINY * TINY * all; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(A, V, [size, p, q]);
  }
  const order = Array.from({ length: size }, (_, index) => index);
  const eigenvalueAt = (index: number): number => A[index * size + index] as number;
  order.sort((a, b) => eigenvalueAt(b) - eigenvalueAt(a));
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    vectors.set(V.subarray(from * size, (from + 1) * size), to * size);
  });
  return { values: Float64Array.from(order, eigenvalueAt), vectors };
}

/** Turns rows and columns p and q of A so that A_pq is 0, and the vectors with them. */
function rotate(
  A: Float64Array,
  V: Float64Array,
  [size, p, q]: readonly [size: number, p: number, q: number],
): void {
  const apq = A[p * size + q] as number;
  if (apq === 0) return;
  // t = tan φ of the smaller rotation: t² + 2 τ t − 1 = 0
  const tau = ((A[q * size + q] as number) - (A[p * size + p] as number)) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  const turn = (array: Float64Array, at: number, other: number): void => {
    const [x, y] = [array[at] as number, array[other] as number];
    array[at] = c * x - s * y;
    array[other] = s * x + c * y;
  };
  for (let k = 0; k < size; k++) turn(A, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(A, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(V, p * size + k, q * size + k);
}

/** At most `count` leading pairs; those of a matrix without negative eigenvalues, a covariance. Throws as `jacobi`. */
export function leadingPairs(A: Symmetric, count: number): EigenPairs {
  const { size } = A;
  const wanted = Math.min(count, size);
  if (size <= Math.max(SMALL, wanted + SPARE)) return first(jacobi(A), wanted, size);
  if (A.values.length !== size * size)
    throw new Error(`leadingPairs: ${A.values.length} values for size ${size}`);
  const width = wanted + SPARE;
  const rng = createRng(1, 'probe');
  let Q: Float64Array = Float64Array.from({ length: width * size }, () => rng.uniform() - 0.5); // [width, size]
  for (let round = 0; ; round++) {
    orthonormalise(Q, size);
    const { values, vectors, turned } = ritz(Q, times(A, Q), size);
    const bound = CLOSE * (values[0] ?? 0);
    if (round === ROUNDS || residual({ values, vectors, turned }, wanted) <= bound)
      return first({ values, vectors }, wanted, size);
    Q = turned;
  }
}

const first = ({ values, vectors }: EigenPairs, count: number, size: number): EigenPairs => ({
  values: values.slice(0, count),
  vectors: vectors.slice(0, count * size),
});

/** Rows of Q times A, which is its own transpose: a row of A stays at hand for all of Q's. `[width, size]` */
function times({ size, values }: Symmetric, Q: Float64Array): Float64Array {
  const product = new Float64Array(Q.length);
  for (let k = 0; k < size; k++) {
    const row = values.subarray(k * size, (k + 1) * size);
    for (let from = 0; from < Q.length; from += size) {
      const factor = Q[from + k] as number;
      for (let j = 0; j < size; j++)
        product[from + j] = (product[from + j] as number) + factor * (row[j] as number);
    }
  }
  return product;
}

const dot = (
  a: Float64Array,
  b: Float64Array,
  [at, other, size]: readonly [number, number, number],
): number => {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (a[at + k] as number) * (b[other + k] as number);
  return sum;
};

/** Gram–Schmidt on the rows, twice over, in place. A row in which nothing is left becomes 0. */
function orthonormalise(Q: Float64Array, size: number): void {
  for (let row = 0; row < Q.length; row += size) {
    const before = Math.sqrt(dot(Q, Q, [row, row, size]));
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < row; other += size) {
        const along = dot(Q, Q, [row, other, size]);
        for (let k = 0; k < size; k++) Q[row + k] = (Q[row + k] as number) - along * (Q[other + k] as number);
      }
    }
    const length = Math.sqrt(dot(Q, Q, [row, row, size]));
    const scale = length > TINY * before ? 1 / length : 0;
    for (let k = 0; k < size; k++) Q[row + k] = (Q[row + k] as number) * scale;
  }
}

/** Pairs, and what A makes of their vectors. `[count, size]` */
interface Turned extends EigenPairs {
  readonly turned: Float64Array;
}

/** The best pairs within the rows of Q, by Qᵀ A Q. */
function ritz(Q: Float64Array, AQ: Float64Array, size: number): Turned {
  const width = Q.length / size;
  const H = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      const value = dot(Q, AQ, [i * size, j * size, size]);
      H[i * width + j] = value;
      H[j * width + i] = value;
    }
  const small = jacobi({ size: width, values: H });
  return { values: small.values, vectors: mix(small.vectors, Q, size), turned: mix(small.vectors, AQ, size) };
}

/** Sums of the rows, by the shares in each row of M `[width, width]`. `[width, size]` */
function mix(M: Float64Array, rows: Float64Array, size: number): Float64Array {
  const width = rows.length / size;
  const sums = new Float64Array(rows.length);
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++) {
      const share = M[i * width + j] as number;
      for (let k = 0; k < size; k++)
        sums[i * size + k] = (sums[i * size + k] as number) + share * (rows[j * size + k] as number);
    }
  return sums;
}

/** The largest ‖A v − λ v‖ of the first `wanted` pairs. */
function residual({ values, vectors, turned }: Turned, wanted: number): number {
  const size = vectors.length / values.length;
  let largest = 0;
  for (let i = 0; i < wanted; i++) {
    let sum = 0;
    for (let k = i * size; k < (i + 1) * size; k++)
      sum += ((turned[k] as number) - (values[i] as number) * (vectors[k] as number)) ** 2;
    largest = Math.max(largest, Math.sqrt(sum));
  }
  return largest;
}
