/**
 * The Moore–Penrose inverse of a matrix of full rank, in double precision: what a decoder would have to be to undo a layer.
 *   A⁺ = (AᵀA)⁻¹ Aᵀ where A is no wider than high, else Aᵀ (A Aᵀ)⁻¹, by a Cholesky factor of the smaller product
 * Source: Penrose (1955), A generalized inverse for matrices, Mathematical Proceedings of the Cambridge Philosophical Society 51.
 */

/** A pivot below this part of the largest diagonal entry counts as zero. */
const LEAST_PIVOT = 1e-10;

/** A matrix of `rows` × `columns` numbers, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** A⁺, `columns` × `rows`, row-major; null where A has not full rank, or numbers that are not finite. Takes O(n³). */
export function pseudoInverse({ rows, columns, values }: Matrix): Float64Array | null {
  if (values.length !== rows * columns) {
    throw new Error(`pseudoInverse: ${values.length} numbers for ${rows} × ${columns}`);
  }
  const isTall = rows >= columns;
  const [long, short] = isTall ? [rows, columns] : [columns, rows];
  // V: `long` × `short`, A or its transpose.
  const V = Float64Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / short), at % short];
    return Number(values[isTall ? i * columns + j : j * columns + i]);
  });
  const factor = choleskyOf(gramOf(V, long, short), short);
  if (factor === null) return null;
  const inverse = new Float64Array(rows * columns);
  for (let i = 0; i < long; i++) {
    // (VᵀV)⁻¹ vᵢ is column i of V⁺, and V⁺ is A⁺ or its transpose.
    const solved = solve(factor, V.subarray(i * short, (i + 1) * short));
    for (let j = 0; j < short; j++) inverse[isTall ? j * long + i : i * short + j] = solved[j] ?? 0;
  }
  return inverse;
}

/** VᵀV, `short` × `short`. */
function gramOf(V: Float64Array, long: number, short: number): Float64Array {
  const gram = new Float64Array(short * short);
  for (let i = 0; i < long; i++) {
    const row = V.subarray(i * short, (i + 1) * short);
    for (let j = 0; j < short; j++) {
      const v = row[j] as number;
      for (let k = 0; k <= j; k++)
        gram[j * short + k] = (gram[j * short + k] as number) + v * (row[k] as number);
    }
  }
  return gram;
}

/** The lower factor L of G = L Lᵀ, given G's lower half; null where G is not positive definite. */
function choleskyOf(gram: Float64Array, size: number): Float64Array | null {
  const at = (row: number, column: number): number => gram[row * size + column] as number;
  const largest = Math.max(...Array.from({ length: size }, (_, index) => at(index, index)));
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = at(j, k);
      for (let m = 0; m < k; m++) sum -= at(j, m) * at(k, m);
      if (j === k && !(sum > LEAST_PIVOT * largest)) return null;
      gram[j * size + k] = j === k ? Math.sqrt(sum) : sum / at(k, k);
    }
  }
  return gram;
}

/** x of L Lᵀ x = b. */
function solve(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = Float64Array.from(b);
  for (let j = 0; j < size; j++) {
    let sum = x[j] as number;
    for (let k = 0; k < j; k++) sum -= (factor[j * size + k] as number) * (x[k] as number);
    x[j] = sum / (factor[j * size + j] as number);
  }
  for (let j = size - 1; j >= 0; j--) {
    let sum = x[j] as number;
    for (let k = j + 1; k < size; k++) sum -= (factor[k * size + j] as number) * (x[k] as number);
    x[j] = sum / (factor[j * size + j] as number);
  }
  return x;
}
