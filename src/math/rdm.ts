/**
 * Representational dissimilarity matrices as upper triangles, row-major: (0,1), (0,2), …, (1,2), …
 *   1 − Pearson(x_i, x_j), each pattern centred by its own mean over units first
 * A pattern that is constant over units (‖x − x̄‖ ≤ 1e-5 ‖x‖) has no correlation: its entries are NaN.
 * Source: Kriegeskorte, Mur, Bandettini (2008), Frontiers in Systems Neuroscience 2:4.
 */

import { frobeniusNorm } from './angle';

/** Below this share of its norm, a pattern's variation is rounding noise of single precision. */
const CONSTANT_SHARE = 1e-5;

/** Values `[count, features]`, row-major, to `count (count − 1) / 2` dissimilarities in [0, 2], NaN where undefined. */
export function pearsonRdm(values: ArrayLike<number>, count: number, features: number): Float32Array {
  const unit = Array.from({ length: count }, (_, row) => unitPattern(values, row * features, features));
  const rdm = new Float32Array((count * (count - 1)) / 2);
  let pair = 0;
  for (const [i, x] of unit.entries()) {
    for (const y of unit.slice(i + 1)) {
      let correlation = x === null || y === null ? Number.NaN : 0;
      if (x !== null && y !== null) {
        for (let k = 0; k < features; k++) correlation += (x[k] ?? 0) * (y[k] ?? 0);
      }
      rdm[pair++] = Math.max(0, 1 - correlation);
    }
  }
  return rdm;
}

/** The pattern minus its mean, of length 1; null when it is constant. */
function unitPattern(values: ArrayLike<number>, offset: number, features: number): Float64Array | null {
  const pattern = Float64Array.from({ length: features }, (_, k) => values[offset + k] ?? Number.NaN);
  const mean = pattern.reduce((sum, value) => sum + value, 0) / features;
  const centred = pattern.map((value) => value - mean);
  const spread = frobeniusNorm(centred);
  return spread <= CONSTANT_SHARE * frobeniusNorm(pattern) ? null : centred.map((value) => value / spread);
}
