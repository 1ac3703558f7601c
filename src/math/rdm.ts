/**
 * Representational dissimilarity matrices as upper triangles, row-major: (0,1), (0,2), …, (1,2), …
 *   correlation 1 − Pearson(x_i, x_j) over units · cosine 1 − cos(x_i, x_j) · squared Euclidean ‖x_i − x_j‖² · its root
 * A pattern that is constant over units has no correlation, one of norm 0 no cosine: their entries are NaN.
 * Source: Kriegeskorte, Mur, Bandettini (2008), Frontiers in Systems Neuroscience 2:4.
 */
import { meanDefined } from './stats';

export type RdmMetric = 'correlation' | 'cosine' | 'squared-euclidean' | 'euclidean';

/** Constant means ‖x − x̄‖ ≤ share · ‖x‖: for activations in single precision, and for doubles. */
export const CONSTANT_SHARE_FLOAT32 = 1e-5;
export const CONSTANT_SHARE_FLOAT64 = 1e-6;

/** Entries of the upper triangle of an n × n matrix. */
export function pairCount(n: number): number {
  return (n * (n - 1)) / 2;
}

/** n of a triangle with `length` entries. Throws if no n fits. */
export function sizeOfTriangle(length: number): number {
  const n = Math.round((1 + Math.sqrt(1 + 8 * length)) / 2);
  if (pairCount(n) !== length) throw new Error(`rdm: ${length} is not the length of an upper triangle`);
  return n;
}

/** Place of the pair (i, j), i ≠ j in either order, in the triangle of an n × n matrix. Throws outside it. */
export function pairIndex(i: number, j: number, n: number): number {
  const low = Math.min(i, j);
  const high = Math.max(i, j);
  if (!(low >= 0 && high < n && low < high)) throw new Error(`rdm: no pair (${i}, ${j}) among ${n}`);
  return low * n - (low * (low + 1)) / 2 + (high - low - 1);
}

/** The pair i < j at a place of the triangle: the inverse of pairIndex. Throws outside it. */
export function pairAt(index: number, n: number): readonly [number, number] {
  if (!(index >= 0 && index < pairCount(n))) throw new Error(`rdm: no place ${index} among ${n} stimuli`);
  let i = 0;
  let rest = index;
  for (let row = n - 1; rest >= row; row--) {
    rest -= row;
    i++;
  }
  return [i, i + 1 + rest];
}

/** The pattern of length 1, centred first for correlation; null where it has no direction. */
function unitPattern(pattern: ArrayLike<number>, isCentred: boolean, share: number): Float64Array | null {
  const unit = Float64Array.from(pattern);
  let norm = lengthOf(unit);
  if (norm === 0) return null;
  if (isCentred) {
    let mean = 0;
    for (const value of unit) mean += value / unit.length;
    for (let k = 0; k < unit.length; k++) unit[k] = (unit[k] as number) - mean;
    const spread = lengthOf(unit);
    if (spread <= share * norm) return null;
    norm = spread;
  }
  for (let k = 0; k < unit.length; k++) unit[k] = (unit[k] as number) / norm;
  return unit;
}

function lengthOf(pattern: Float64Array): number {
  let sum = 0;
  for (const value of pattern) sum += value * value;
  return Math.sqrt(sum);
}

/** Σ (x − y)². For unit vectors half of it is 1 − ⟨x, y⟩, without its cancellation. */
function squaredDistance(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) {
    const difference = (x[k] as number) - (y[k] as number);
    sum += difference * difference;
  }
  return sum;
}

/**
 * Dissimilarities of `count` patterns `[count, units]`, row-major, as an upper triangle in double precision.
 * Correlation and cosine lie in [0, 2]. `constantShare` is the threshold of the rule for constant patterns.
 */
export function rdmOf(
  values: ArrayLike<number>,
  count: number,
  metric: RdmMetric,
  constantShare = CONSTANT_SHARE_FLOAT32,
): Float64Array {
  const units = values.length / count;
  const isAngular = metric === 'correlation' || metric === 'cosine';
  const patterns = Array.from({ length: count }, (_, row) => {
    const pattern = Float64Array.from({ length: units }, (_, k) => values[row * units + k] as number);
    return isAngular ? unitPattern(pattern, metric === 'correlation', constantShare) : pattern;
  });
  const rdm = new Float64Array(pairCount(count));
  let pair = 0;
  for (let i = 0; i < count; i++) {
    const x = patterns[i] ?? null;
    for (let j = i + 1; j < count; j++) {
      const y = patterns[j] ?? null;
      const squared = x && y ? squaredDistance(x, y) : Number.NaN;
      if (isAngular) rdm[pair++] = Math.min(2, squared / 2);
      else rdm[pair++] = metric === 'euclidean' ? Math.sqrt(squared) : squared;
    }
  }
  return rdm;
}

/** 1 − Pearson of activations `[count, features]` in single precision; NaN where undefined. `[count (count − 1) / 2]` */
export function pearsonRdm(values: ArrayLike<number>, count: number, features: number): Float32Array {
  if (values.length !== count * features) {
    throw new Error(
      `pearsonRdm: ${count} patterns of ${features} need ${count * features} numbers, got ${values.length}`,
    );
  }
  return Float32Array.from(rdmOf(values, count, 'correlation'));
}

/** How far classes lie apart: means over pairs of stimuli, NaN entries left out. */
export interface ClassGap {
  readonly between: number;
  readonly within: number;
  /** between − within; positive where classes are separated. */
  readonly gap: number;
}

/** Summarises a triangle by the classes of its stimuli `[n]`. Throws if the lengths do not fit. */
export function classGap(rdm: ArrayLike<number>, classes: ArrayLike<number>): ClassGap {
  const n = sizeOfTriangle(rdm.length);
  if (classes.length !== n) throw new Error(`classGap: ${classes.length} classes for ${n} stimuli`);
  const betweenValues: number[] = [];
  const withinValues: number[] = [];
  let pair = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      (classes[i] === classes[j] ? withinValues : betweenValues).push(rdm[pair++] as number);
    }
  }
  const between = meanDefined(betweenValues);
  const within = meanDefined(withinValues);
  return { between, within, gap: between - within };
}
