/**
 * Angles between arrays seen as vectors, in double precision whatever the arrays hold.
 *   ∠(a, b) = arccos(⟨a, b⟩ / (‖a‖ ‖b‖))
 * The usual measure of how well an update or a weight matrix agrees with another: Lillicrap et al. (2016),
 * Nature Communications 7, 13276.
 */

/** √Σ a²: the Frobenius norm of a matrix given as its entries. */
export function frobeniusNorm(a: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const value = a[index] ?? Number.NaN;
    sum += value * value;
  }
  return Math.sqrt(sum);
}

/** Degrees 0–180; NaN where either is zero or not finite. Throws when the lengths differ. */
export function angleDeg(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`angleDeg: ${a.length} numbers against ${b.length}`);
  const normA = frobeniusNorm(a);
  const normB = frobeniusNorm(b);
  if (normA === 0 || normB === 0) return Number.NaN;
  let dot = 0;
  for (let index = 0; index < a.length; index++) {
    // Normed one by one, so that neither tiny nor huge entries leave the range of a double.
    dot += ((a[index] ?? Number.NaN) / normA) * ((b[index] ?? Number.NaN) / normB);
  }
  return (Math.acos(Math.min(1, Math.max(-1, dot))) * 180) / Math.PI;
}
